import { once } from 'node:events';
import type { Socket } from 'node:net';
import { WebSocket } from 'ws';
import type { LiveWorld } from './start-live.ts';

/** A received message of graphql-transport-ws. */
export interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

export interface Closing {
  readonly code: number;
  readonly reason: string;
}

/** A WebSocket client that sends exactly the given messages, and keeps received ones until they are read. */
export interface SocketClient extends Disposable {
  readonly socket: WebSocket;
  /** Sends all in one write, so that they arrive together. */
  send(...messages: readonly (object | string)[]): void;
  /** Does the same as `send`, with a close frame at the end. */
  sendAndClose(...messages: readonly object[]): void;
  subscribe(id: string, query: string, variables?: object): void;
  /** Returns the next message. Rejects if the socket closes first. */
  next(): Promise<Message>;
  /** Resolves when the server has handled all earlier messages; those that arrived meanwhile can still be read. */
  settled(): Promise<void>;
  readonly closed: Promise<Closing>;
}

export interface SocketOptions {
  readonly protocol?: string | readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly path?: string;
}

export async function openSocket({ url }: Pick<LiveWorld, 'url'>, options: SocketOptions = {}): Promise<SocketClient> {
  const { protocol = 'graphql-transport-ws', headers = {}, path = 'graphql' } = options;
  const target = new URL(path, url);
  target.protocol = 'ws:';
  const socket = new WebSocket(target, [protocol].flat(), { headers });
  const client = createClient(socket);
  await once(socket, 'open');
  return client;
}

/** An authenticated connection. */
export async function connect(
  world: Pick<LiveWorld, 'url'>,
  authorization: unknown = 'Bearer web-token',
): Promise<SocketClient> {
  const client = await openSocket(world);
  client.send({ type: 'connection_init', payload: { authorization } });
  const { type } = await client.next();
  if (type !== 'connection_ack') throw new Error(`the server says ${type} where it was to acknowledge`);
  return client;
}

function createClient(socket: WebSocket): SocketClient {
  const heard: Message[] = [];
  let closing: Closing | undefined;
  let wake = Promise.withResolvers<void>();
  let pings = 0;
  const more = () => {
    wake.resolve();
    wake = Promise.withResolvers<void>();
  };
  socket.on('message', (data) => {
    heard.push(JSON.parse(String(data)) as Message);
    more();
  });
  const closed = new Promise<Closing>((resolve) => {
    socket.on('close', (code, reason) => {
      closing = { code, reason: String(reason) };
      resolve(closing);
      more();
    });
  });
  const take = async (isWanted: (message: Message) => boolean): Promise<Message> => {
    for (;;) {
      const at = heard.findIndex(isWanted);
      const [message] = at === -1 ? [] : heard.splice(at, 1);
      if (message !== undefined) return message;
      if (closing !== undefined) throw new Error(`the socket was closed: ${closing.code} ${closing.reason}`);
      await wake.promise;
    }
  };
  const together = (write: () => void) => {
    const connection = Reflect.get(socket, '_socket') as Socket;
    connection.cork();
    write();
    connection.uncork();
  };
  const sendAll = (messages: readonly (object | string)[]) => {
    for (const message of messages) socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  };
  const send: SocketClient['send'] = (...messages) => together(() => sendAll(messages));
  const sendAndClose: SocketClient['sendAndClose'] = (...messages) =>
    together(() => {
      sendAll(messages);
      socket.close();
    });
  return {
    ...{ socket, closed, send, sendAndClose },
    subscribe: (id, query, variables) => send({ id, type: 'subscribe', payload: { query, variables } }),
    next: () => take(() => true),
    async settled() {
      pings += 1;
      const payload = { settled: pings };
      send({ type: 'ping', payload });
      await take(({ type, payload: given }) => type === 'pong' && JSON.stringify(given) === JSON.stringify(payload));
    },
    [Symbol.dispose]: () => socket.terminate(),
  };
}
