import { connect } from 'node:net';
import { AnswerReader } from './answer-reader.ts';

/** One query, ready to be sent, with the expected bytes of its answer. */
export interface Shot {
  readonly origin: string;
  /** The same query for each account, sent alternately. */
  readonly requests: readonly Buffer[];
  readonly answer: Buffer;
}

/** The end of a loop: a number of queries, or the time in ms after which it does not send another one. */
export type Amount = { readonly queries: number } | { readonly ms: number };

export interface LoopResult {
  /** Until the last answer. */
  readonly wallMs: number;
  /** The time of each query until its complete answer. */
  readonly latenciesMs: readonly number[];
}

const READ_BUFFER = 256 * 1_024;

/**
 * Sends the query over `connections` keep-alive connections. Each connection sends its next query after the answer to
 * the previous one, and at least one. Compares every answer. Rejects with WrongAnswer, or if a connection breaks.
 */
export async function runClosedLoop(shot: Shot, amount: Amount, connections: number): Promise<LoopResult> {
  const size = 'queries' in amount ? Math.min(connections, amount.queries) : connections;
  const latenciesMs: number[] = [];
  let sent = 0;
  let deadline = Number.POSITIVE_INFINITY;
  const schedule: Schedule = {
    next: () => {
      const isOver = 'queries' in amount ? sent >= amount.queries : sent >= size && performance.now() >= deadline;
      if (isOver) return undefined;
      sent += 1;
      return shot.requests[sent % shot.requests.length];
    },
    answered: (ms) => latenciesMs.push(ms),
  };
  const sockets = await Promise.all(Array.from({ length: size }, () => open(shot, schedule)));
  const started = performance.now();
  if ('ms' in amount) deadline = started + amount.ms;
  try {
    await Promise.all(sockets.map((socket) => socket.run()));
    return { wallMs: performance.now() - started, latenciesMs };
  } finally {
    for (const socket of sockets) socket.close();
  }
}

/** Shared by the connections of a loop. */
interface Schedule {
  /** The next request, or undefined at the end. */
  next(): Buffer | undefined;
  answered(ms: number): void;
}

interface Connection {
  run(): Promise<void>;
  close(): void;
}

async function open({ origin, answer }: Shot, schedule: Schedule): Promise<Connection> {
  const { hostname, port } = new URL(origin);
  const connected = Promise.withResolvers<void>();
  const done = Promise.withResolvers<void>();
  // Both may fail before they are awaited.
  done.promise.catch(() => undefined);
  const reader = new AnswerReader(answer);
  let sentAt = 0;
  const next = (): void => {
    const request = schedule.next();
    sentAt = performance.now();
    if (request === undefined) done.resolve();
    else socket.write(request);
  };
  const socket = connect({
    host: hostname,
    port: Number(port),
    noDelay: true,
    // One buffer for all reads: the client does not create garbage.
    onread: {
      buffer: Buffer.allocUnsafe(READ_BUFFER),
      callback: (length, buffer) => {
        try {
          if (!reader.push(Buffer.from(buffer.buffer, buffer.byteOffset, length))) return true;
          schedule.answered(performance.now() - sentAt);
          next();
        } catch (error) {
          done.reject(error);
          socket.destroy();
        }
        return true;
      },
    },
  });
  socket.once('connect', () => connected.resolve());
  socket.on('error', (error) => {
    connected.reject(error);
    done.reject(error);
  });
  socket.on('close', () => done.reject(new Error('The server closed the connection')));
  await connected.promise;
  return {
    run: () => {
      next();
      return done.promise;
    },
    close: () => socket.destroy(),
  };
}
