import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** How often a connection is looked at before it counts as stalled. */
const LOOKS = 4;

interface Progress {
  /** Bytes that the system has taken since the connection began. */
  readonly taken: number;
  readonly looks: number;
}

export interface StallWatchOptions {
  readonly connections: Iterable<Duplex>;
  readonly stallTimeoutMs: number;
  readonly onStall: (socket: Socket) => void;
}

/**
 * Looks through all connections at intervals for those that have bytes waiting and whose client reads nothing of them. One
 * timer for all: nothing has to be set up for an answer that is taken at once, as nearly all are. A write counts when the
 * system has taken it whole, so that what is large has to be written in slices.
 */
export function watchStalls({ connections, stallTimeoutMs, onStall }: StallWatchOptions): Disposable {
  let before = new Map<Duplex, Progress>();

  const look = () => {
    const now = new Map<Duplex, Progress>();
    for (const socket of connections) {
      if (!(socket instanceof Socket) || socket.writableLength === 0) continue;
      const taken = socket.bytesWritten - socket.writableLength;
      const last = before.get(socket);
      const looks = last?.taken === taken ? last.looks + 1 : 0;
      if (looks < LOOKS) now.set(socket, { taken, looks });
      else onStall(socket);
    }
    before = now;
  };

  const timer = setInterval(look, Math.ceil(stallTimeoutMs / LOOKS)).unref();
  return { [Symbol.dispose]: () => clearInterval(timer) };
}
