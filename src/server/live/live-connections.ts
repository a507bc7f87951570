import { setImmediate as nextTurn } from 'node:timers/promises';
import { ActiveSet } from '../../async/active-set.ts';

/** A connection that stays: a WebSocket, or a response that is a stream of events. */
export interface LiveConnection {
  readonly kind: 'socket' | 'stream';
  /**
   * Called every PING_MS. Tells the other side that somebody is here, which proxies on the way want to see too, and lets go
   * of a connection that shows no sign of life.
   */
  ping(): void;
  /** Says that the gateway stops, and closes in good order. */
  stop(): void;
  /** Closes at once. */
  destroy(): void;
}

/** Usual proxies close what has been silent for a minute, some after 15 s. */
const PING_MS = 12_000;
/** How long the other side has to answer a farewell. */
const FAREWELL_MS = 1_000;

/** All connections that stay, with one timer for all of them. A stop does not wait for them: it closes them. */
export class LiveConnections {
  readonly #open = new ActiveSet<LiveConnection>();
  readonly #pingMs: number;
  #pinging: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(pingMs = PING_MS) {
    this.#pingMs = pingMs;
  }

  get size(): number {
    return this.#open.size;
  }

  count(kind: LiveConnection['kind']): number {
    return [...this.#open].filter((connection) => connection.kind === kind).length;
  }

  hold(connection: LiveConnection): void {
    // Its handshake waited for its turn while the server stopped.
    if (this.#isClosed) {
      connection.destroy();
      return;
    }
    this.#open.hold(connection);
    this.#pinging ??= setInterval(() => this.#pingAll(), this.#pingMs).unref();
  }

  release(connection: LiveConnection): void {
    this.#open.release(connection);
  }

  /** To be called when no more is taken in. */
  async close(): Promise<void> {
    this.#isClosed = true;
    // What has only just answered says first that it is complete: a client that does not hear it would send it again.
    await nextTurn();
    for (const connection of this.#open) connection.stop();
    await this.#open.ended(FAREWELL_MS);
    for (const connection of this.#open) connection.destroy();
    clearInterval(this.#pinging);
  }

  #pingAll(): void {
    for (const connection of this.#open) connection.ping();
  }
}

/** The longest that a timer can take; with more it is due at once. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/**
 * Calls back when the clock shows the time, both in milliseconds since the epoch: never before, and never within this call.
 * Disposing of it takes that back. It does not keep the process alive.
 */
export function atTime(time: number, now: () => number, callback: () => void): Disposable {
  const left = () => Math.min(Math.max(time - now(), 0), MAX_DELAY_MS);
  const look = () => {
    // A timer may be early by a fraction of a millisecond, and is where the time is further away than it can be set for.
    if (now() >= time) callback();
    else timer = setTimeout(look, left()).unref();
  };
  let timer = setTimeout(look, left()).unref();
  return { [Symbol.dispose]: () => clearTimeout(timer) };
}
