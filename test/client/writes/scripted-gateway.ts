import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** How the gateway answers one request. */
export type Reply = (response: ServerResponse) => void;

/** Answers requests as a script says, which a gateway does only in bad moments. */
export interface ScriptedGateway extends AsyncDisposable {
  readonly url: string;
  /** The key of each request, in order; undefined for a request without one. */
  readonly keys: readonly (string | undefined)[];
  /** The replies to the next requests. Requests after them are done. */
  plan(...replies: readonly Reply[]): void;
  /** Resolves when this many requests have arrived. */
  arrived(count: number): Promise<void>;
}

export async function scriptedGateway(): Promise<ScriptedGateway> {
  const planned: Reply[] = [];
  const keys: (string | undefined)[] = [];
  const arrivals = new Set<() => void>();
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    await buffer(request);
    keys.push(request.headers['idempotency-key']?.toString());
    const reply = planned.shift() ?? done;
    reply(response);
    for (const arrive of arrivals) arrive();
  };
  const server = createServer((request, response) => {
    // A broken request has no answer.
    answer(request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    keys,
    plan: (...replies) => void planned.push(...replies),
    async arrived(count) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const look = () => {
        if (keys.length >= count) resolve();
      };
      arrivals.add(look);
      look();
      await promise;
      arrivals.delete(look);
    },
    [Symbol.asyncDispose]: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function json(status: number, body: object, headers: Readonly<Record<string, string>> = {}): Reply {
  return (response) =>
    response
      .writeHead(status, { 'content-type': 'application/graphql-response+json', ...headers })
      .end(JSON.stringify(body));
}

/** A payload of reportSyncError, without errors or with one of this code. */
function payload(code?: string): object {
  const error = { __typename: 'UserError', code, message: '', field: null, retryable: false, retryAfterMs: null };
  const errors = code === undefined ? [] : [{ ...error, source: null, writeId: null, documentState: null }];
  const reportSyncError = { __typename: 'ReportSyncErrorPayload', ok: code === undefined, errors };
  return { data: { reportSyncError, uploadFile: null } };
}

export const done: Reply = json(200, payload());

/** The connection breaks after the request has arrived. */
export const lost: Reply = (response) => void response.socket?.resetAndDestroy();

/** The connection breaks within the answer. */
export const cutOff: Reply = (response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': 100 }).write('{"data":', () => {
    response.socket?.resetAndDestroy();
  });
};

/** No answer. */
export const silent: Reply = () => undefined;

/** A write of the mutation has failed with this code. */
export function failed(code: string): Reply {
  return json(200, payload(code));
}

/** The gateway refuses the request before it executes it. */
export function refused(status: number, code: string, hints: { after?: string; afterMs?: number } = {}): Reply {
  const extensions = { code, ...(hints.afterMs !== undefined && { retryAfterMs: hints.afterMs }) };
  return json(
    status,
    { errors: [{ message: 'No', extensions }] },
    hints.after === undefined ? {} : { 'retry-after': hints.after },
  );
}

/** The page of a proxy. */
export function page(status: number): Reply {
  return (response) => response.writeHead(status, { 'content-type': 'text/html' }).end('<h1>A proxy</h1>');
}
