import { once } from 'node:events';
import { WebSocket } from 'ws';
import { WrongAnswer } from './answer-reader.ts';

/** Called for each message that is an event, with the subscriber it came to: its place among those opened together. */
export type OnEvent = (message: Buffer, subscriber: number) => void;

/** Clients that are subscribed, each over a WebSocket of its own. */
export interface Subscribers extends AsyncDisposable {
  /** Who is told from now on. */
  onEvent: OnEvent;
  /** Rejects as soon as one of them is told anything but events. */
  readonly failed: Promise<never>;
}

/** Opened at once; more would only queue up for the listening socket. */
const CONCURRENCY = 100;
const NEXT = Buffer.from('{"id":"1","type":"next",');

/** Opens `count` of them, which ask the same. They have subscribed when it resolves, and are not known to be heard yet. */
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
        else failed.reject(new WrongAnswer(`A subscriber was told ${message.toString('utf8', 0, 400)}`));
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
