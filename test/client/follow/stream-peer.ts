import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** The gateway's side of server-sent events, as far as tests need it: does on demand what a gateway rarely does. */
export interface StreamPeer extends AsyncDisposable {
  readonly url: string;
  /** The `after` of each subscription. */
  readonly asked: readonly unknown[];
  readonly tokens: readonly (string | undefined)[];
  /** The next connection is answered with this status and text instead of a stream. */
  refuseNext(status: number, text: string, headers?: IncomingHttpHeaders): void;
  /** Resolves with the stream of the connection with this number, from 1. */
  stream(number: number): Promise<Stream>;
}

export interface Stream {
  send(id: string, errors?: readonly object[]): void;
  refuse(code: string): void;
  /** Writes these bytes as they are. */
  write(bytes: string | Uint8Array): void;
  end(): void;
  cut(): void;
}

/** The message of an event. */
export function messageOf(id: string, errors?: readonly object[]): string {
  const company = { __typename: 'Company', id: 'acme', name: 'Žuvis' };
  const event = { __typename: 'DocumentsExported', type: 'EXPORTED', receivedAt: '', company, companyCode: '1', id };
  return `event: next\ndata: ${JSON.stringify({ data: { documentEvents: event }, errors })}\n\n`;
}

export async function streamPeer(): Promise<StreamPeer> {
  const asked: unknown[] = [];
  const tokens: (string | undefined)[] = [];
  const streams: ServerResponse[] = [];
  const refusals: (readonly [number, string, IncomingHttpHeaders])[] = [];
  const arrivals = new Set<() => void>();
  const server = createServer((request, response) => {
    json(request).then((body) => {
      const [status, text, headers] = refusals.shift() ?? [200, ':\n\n', { 'content-type': 'text/event-stream' }];
      asked.push((body as { variables: { after: unknown } }).variables.after);
      tokens.push(request.headers.authorization);
      response.writeHead(status, headers).write(text);
      if (status !== 200) response.end();
      streams.push(response);
      for (const arrive of arrivals) arrive();
    }, request.destroy);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    asked,
    tokens,
    refuseNext: (status, text, headers = {}) => void refusals.push([status, text, headers]),
    async stream(number) {
      const { promise, resolve } = Promise.withResolvers<ServerResponse>();
      const look = () => {
        const response = streams[number - 1];
        if (response !== undefined) resolve(response);
      };
      arrivals.add(look);
      look();
      const response = await promise;
      arrivals.delete(look);
      return toStream(response);
    },
    [Symbol.asyncDispose]: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function toStream(response: ServerResponse): Stream {
  return {
    send: (id, errors) => void response.write(messageOf(id, errors)),
    refuse: (code) => {
      const errors = [{ message: 'No', extensions: { code } }];
      response.end(`event: next\ndata: ${JSON.stringify({ errors })}\n\nevent: complete\ndata:\n\n`);
    },
    write: (bytes) => void response.write(bytes),
    end: () => void response.end('event: complete\ndata:\n\n'),
    cut: () => void response.socket?.resetAndDestroy(),
  };
}
