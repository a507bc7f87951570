import { readFile } from 'node:fs/promises';
import type { Socket } from 'node:net';
import type { Clock } from '../async/clock.ts';

export interface ProgressWatch extends Disposable {
  /** Restarts the timer, because something moved. */
  readonly moved: () => void;
}

export interface ProgressOptions {
  /** Milliseconds without progress before `onStall` is called; read at each move. */
  readonly stallTimeoutMs: () => number;
  readonly clock: Clock;
  /** Bytes that were sent and have not arrived; undefined if unknown. If there are fewer than before, that is progress. */
  readonly queued: () => Promise<number | undefined>;
  /** Called once. */
  readonly onStall: () => void;
}

/** Watches for a stall until it is disposed of. */
export function watchProgress({ stallTimeoutMs, clock, queued, onStall }: ProgressOptions): ProgressWatch {
  /** The timer of the current wait. Disposed of once the watch has ended. */
  let timers = new DisposableStack();

  const wait = (known: number | undefined): void => {
    timers.dispose();
    const own = new DisposableStack();
    timers = own;
    const timeout = stallTimeoutMs();
    // If `own` is disposed of, something moved meanwhile or the watch has ended.
    const look = async (): Promise<void> => {
      const before = known ?? (await queued());
      // Scheduled only now, so that time passes between the two readings even if the process was busy.
      if (!own.disposed) own.use(clock.schedule(() => void decide(before), (timeout * 3) / 4));
    };
    const decide = async (before: number | undefined): Promise<void> => {
      const now = await queued();
      if (own.disposed) return;
      if (now !== undefined && (before === undefined ? now > 0 : now < before)) return wait(now);
      own.dispose();
      onStall();
    };
    own.use(clock.schedule(() => void look(), timeout / 4));
  };

  wait(undefined);
  return {
    // undici may still report progress after the exchange was cancelled; a timer set then would never be cleared.
    moved: () => {
      if (!timers.disposed) wait(undefined);
    },
    [Symbol.dispose]: () => timers.dispose(),
  };
}

const TCP_TABLES = ['/proc/net/tcp', '/proc/net/tcp6'];

/**
 * The bytes written to a socket that its peer has not acknowledged. Node passes megabytes of a file to the system at once,
 * so only the system knows whether they still move. Linux lists this in a table; undefined on other systems.
 */
export async function queuedBytes(socket: Pick<Socket, 'localPort' | 'remotePort'>): Promise<number | undefined> {
  const { localPort, remotePort } = socket;
  if (localPort === undefined || remotePort === undefined) return undefined;
  const row = new RegExp(`:${hex(localPort)} [0-9A-F]+:${hex(remotePort)} [0-9A-F]{2} ([0-9A-F]{8}):`);
  for (const table of TCP_TABLES) {
    // Some systems do not have the table, or do not let the process read it.
    const text = await readFile(table, 'latin1').catch(() => '');
    const queued = row.exec(text)?.[1];
    if (queued !== undefined) return Number.parseInt(queued, 16);
  }
  return undefined;
}

function hex(port: number): string {
  return port.toString(16).toUpperCase().padStart(4, '0');
}
