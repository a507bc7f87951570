import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createNetServer, type Server, type Socket } from 'node:net';

/** A request as the source received it. The test answers it. */
export interface Arrival {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly response: ServerResponse;
  readonly socket: Socket;
  /** Settles when its connection is closed. */
  readonly disconnected: Promise<unknown>;
  readonly answer: (status: number, body?: string, headers?: Record<string, string>) => void;
}

export interface SourceServer extends AsyncDisposable {
  readonly baseUrl: string;
  /** All requests so far, in order. */
  readonly arrivals: readonly Arrival[];
  /** Waits for the next request that was not returned yet. */
  readonly next: () => Promise<Arrival>;
}

/** A source on port 0. Without a handler it holds every request until the test answers it. */
export async function startSource(
  handle: (arrival: Arrival, number: number) => void = () => {},
): Promise<SourceServer> {
  const arrivals: Arrival[] = [];
  let taken = 0;
  let wake: () => void = () => {};
  const server = createServer((request, response) => {
    const { method = '', url = '', headers, socket } = request;
    // One listener per request, as a connection carries several.
    socket.setMaxListeners(0);
    const arrival: Arrival = {
      ...{ method, url, headers, response, socket },
      disconnected: new Promise((resolve) => socket.once('close', resolve)),
      answer: (status, body = '{}', extra = {}) => void response.writeHead(status, extra).end(body),
    };
    arrivals.push(arrival);
    handle(arrival, arrivals.length);
    wake();
  });
  return {
    baseUrl: await listen(server),
    arrivals,
    next: async () => {
      for (;;) {
        const arrival = arrivals[taken];
        if (arrival !== undefined) {
          taken += 1;
          return arrival;
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

export interface RawServer extends AsyncDisposable {
  readonly port: number;
  readonly baseUrl: string;
  /** The sockets accepted so far. */
  readonly sockets: readonly Socket[];
}

/** A TCP server, for answers that an HTTP server would not send. */
export async function startRaw(handle: (socket: Socket, number: number) => void): Promise<RawServer> {
  const sockets: Socket[] = [];
  const server = createNetServer((socket) => {
    sockets.push(socket.on('error', () => {}));
    handle(socket, sockets.length);
  });
  const baseUrl = await listen(server);
  return {
    baseUrl,
    port: Number(new URL(baseUrl).port),
    sockets,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** The base URL of a port without a server. */
export async function refusedBaseUrl(): Promise<string> {
  await using server = await startRaw(() => {});
  return server.baseUrl;
}

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}
