import { setImmediate as nextTurn } from 'node:timers/promises';
import { ActiveSet } from '../../async/active-set.ts';
import type { Caller } from '../../auth/caller.ts';
import type { Standing } from '../../auth/standing.ts';

/** A long-lived connection: a WebSocket, or a response that is a stream of events. */
export interface LiveConnection {
  readonly kind: 'socket' | 'stream';
  /**
   * Called every PING_MS. Shows the client and the proxies in between that the connection is alive, and closes it if
   * the client does not respond.
   */
  ping(): void;
  /** The configuration was replaced: closes the connection if its caller is gone or has lost a right. */
  review(standingOf: (caller: Caller) => Standing): void;
  /** Announces the shutdown and closes gracefully. */
  stop(): void;
  /** Closes at once. */
  destroy(): void;
}

/** Usual proxies close a connection after a minute of silence, some after 15 s. */
const PING_MS = 12_000;
/** The client has this long to respond to the close. */
const CLOSE_MS = 1_000;

/** All live connections, with one timer for all. A shutdown does not wait for them but closes them. */
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
    // Its handshake was still queued when the server shut down.
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

  review(standingOf: (caller: Caller) => Standing): void {
    for (const connection of this.#open) connection.review(standingOf);
  }

  /** Call this once no new connections are accepted. */
  async close(): Promise<void> {
    this.#isClosed = true;
    // An operation that has just finished sends its `complete` first. A client that misses it would repeat the
    // operation.
    await nextTurn();
    for (const connection of this.#open) connection.stop();
    await this.#open.ended(CLOSE_MS);
    for (const connection of this.#open) connection.destroy();
    clearInterval(this.#pinging);
  }

  #pingAll(): void {
    for (const connection of this.#open) connection.ping();
  }
}

/** The longest delay of a timer. With a longer one it fires at once. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/**
 * Calls back at a time of the clock, both in milliseconds since the epoch: never early, and never before it returns.
 * Disposing of the result cancels the call. The timer does not keep the process alive.
 */
export function atTime(time: number, now: () => number, callback: () => void): Disposable {
  const delay = () => Math.min(Math.max(time - now(), 0), MAX_DELAY_MS);
  const check = () => {
    // Timers can fire a fraction of a millisecond early, and cannot be set for times that are too far away.
    if (now() >= time) callback();
    else timer = setTimeout(check, delay()).unref();
  };
  let timer = setTimeout(check, delay()).unref();
  return { [Symbol.dispose]: () => clearTimeout(timer) };
}
