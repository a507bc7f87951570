import { connect } from 'node:net';
import { AnswerReader } from './answer-reader.ts';

/** One query, ready to be sent, with the expected bytes of its answer. */
export interface Shot {
  readonly origin: string;
  readonly request: Buffer;
  readonly answer: Buffer;
}

const READ_BUFFER = 256 * 1_024;

/**
 * Sends the query `requests` times over `connections` keep-alive connections. Each connection sends its next query
 * after the answer to the previous one. Compares every answer. Returns the wall-clock time in ms; rejects with
 * WrongAnswer, or if a connection breaks.
 */
export async function runClosedLoop(shot: Shot, requests: number, connections: number): Promise<number> {
  let left = requests;
  const takeRequest = (): boolean => {
    left -= 1;
    return left >= 0;
  };
  const sockets = await Promise.all(
    Array.from({ length: Math.min(connections, requests) }, () => open(shot, takeRequest)),
  );
  const started = performance.now();
  try {
    await Promise.all(sockets.map((socket) => socket.run()));
    return performance.now() - started;
  } finally {
    for (const socket of sockets) socket.close();
  }
}

interface Connection {
  run(): Promise<void>;
  close(): void;
}

async function open({ origin, request, answer }: Shot, takeRequest: () => boolean): Promise<Connection> {
  const { hostname, port } = new URL(origin);
  const connected = Promise.withResolvers<void>();
  const done = Promise.withResolvers<void>();
  // Both may fail before they are awaited.
  done.promise.catch(() => undefined);
  const reader = new AnswerReader(answer);
  const next = (): void => {
    if (takeRequest()) socket.write(request);
    else done.resolve();
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
          if (reader.push(Buffer.from(buffer.buffer, buffer.byteOffset, length))) next();
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
