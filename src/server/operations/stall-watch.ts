import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** A connection counts as stalled if this many checks in a row find no progress. */
const MAX_CHECKS = 4;

interface Progress {
  /** Bytes that the system has taken since the connection opened. */
  readonly taken: number;
  readonly checks: number;
}

export interface StallWatchOptions {
  readonly connections: Iterable<Duplex>;
  readonly stallTimeoutMs: number;
  readonly onStall: (socket: Socket) => void;
}

/**
 * Checks all connections at intervals for clients that do not read the bytes waiting for them. One timer serves all: an
 * answer that is taken at once, as most are, needs no setup. A write counts when the system has taken all of it, so
 * large bodies have to be written in slices.
 */
export function watchStalls({ connections, stallTimeoutMs, onStall }: StallWatchOptions): Disposable {
  let before = new Map<Duplex, Progress>();

  const check = () => {
    const now = new Map<Duplex, Progress>();
    for (const socket of connections) {
      if (!(socket instanceof Socket) || socket.writableLength === 0) continue;
      const taken = socket.bytesWritten - socket.writableLength;
      const last = before.get(socket);
      const checks = last?.taken === taken ? last.checks + 1 : 0;
      if (checks < MAX_CHECKS) now.set(socket, { taken, checks });
      else onStall(socket);
    }
    before = now;
  };

  const timer = setInterval(check, Math.ceil(stallTimeoutMs / MAX_CHECKS)).unref();
  return { [Symbol.dispose]: () => clearInterval(timer) };
}
