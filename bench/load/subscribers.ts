import { once } from 'node:events';
import { WebSocket } from 'ws';
import { WrongAnswer } from './answer-reader.ts';

/** Called for each message that is an event, with the index of the subscriber that received it. */
export type OnEvent = (message: Buffer, subscriber: number) => void;

/** Subscribed clients, each over its own WebSocket. */
export interface Subscribers extends AsyncDisposable {
  /** The current listener. */
  onEvent: OnEvent;
  /** Rejects as soon as one of them receives a message other than an event. */
  readonly failed: Promise<never>;
}

/** Connections opened at once; more would only queue up at the listening socket. */
const CONCURRENCY = 100;
const NEXT = Buffer.from('{"id":"1","type":"next",');

/**
 * Opens `count` of them with the same query. When it resolves, they have sent it, but the gateway may not have read it
 * yet.
 */
export async function openSubscribers(
  { origin, token }: { readonly origin: string; readonly token: string },
  query: string,
  count: number,
  onEvent: OnEvent = () => undefined,
): Promise<Subscribers> {
  const failed = Promise.withResolvers<never>();
  failed.promise.catch(() => undefined);
  const sockets: WebSocket[] = [];
  const subscribers: Subscribers = {
    onEvent,
    failed: failed.promise,
    async [Symbol.asyncDispose]() {
      const closed = sockets.map((socket) => once(socket, 'close'));
      for (const socket of sockets) socket.removeAllListeners('message').terminate();
      await Promise.all(closed);
    },
  };
  for (let from = 0; from < count; from += CONCURRENCY) {
    const indexes = Array.from({ length: Math.min(CONCURRENCY, count - from) }, (_, index) => from + index);
    const opened = await Promise.all(indexes.map(() => open(origin, token)));
    opened.forEach((socket, index) => {
      sockets.push(socket);
      socket.on('message', (message: Buffer) => {
        if (message.subarray(0, NEXT.length).equals(NEXT)) subscribers.onEvent(message, from + index);
        else failed.reject(new WrongAnswer(`A subscriber received ${message.toString('utf8', 0, 400)}`));
      });
      socket.on('close', (code, reason) =>
        failed.reject(new WrongAnswer(`A subscriber was closed with ${code}: ${reason}`)),
      );
      socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
    });
  }
  return subscribers;
}

async function open(origin: string, token: string): Promise<WebSocket> {
  const url = `${origin.replace('http', 'ws')}/graphql`;
  const socket = new WebSocket(url, 'graphql-transport-ws', { perMessageDeflate: false });
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
  const [message] = (await once(socket, 'message')) as [Buffer];
  if (message.toString() !== '{"type":"connection_ack"}')
    throw new WrongAnswer(`A connection was answered ${message.toString()}`);
  return socket;
}
