/** Maximum time that work waits for a burst of connections: enough to accept the 511 of the system's backlog. */
const BURST_MS = 50;
/** Once a burst is over, work runs in one iteration after each of these times, even if connections keep arriving. */
const FLOOD_MS = 10;

/**
 * Tells when work should wait for new connections. Node accepts one connection per iteration of the event loop, so that
 * each millisecond of work would delay all connections that wait to be accepted.
 */
export class Arrivals {
  readonly #now: () => number;
  #hasArrived = false;
  /** Since when each iteration has accepted a connection; undefined if the last one has not. */
  #arrivingSince: number | undefined;
  /** Since when work has waited; undefined if it does not wait. */
  #waitingSince: number | undefined;

  /** `now` is in milliseconds and never goes back. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** True if a connection was accepted in this iteration of the event loop. */
  get hasArrived(): boolean {
    return this.#hasArrived;
  }

  /** A connection was accepted. */
  add(): void {
    this.#hasArrived = true;
  }

  /** Ends an iteration. Returns true if work should wait, as more connections may. */
  endIteration(): boolean {
    if (!this.#hasArrived) {
      this.#arrivingSince = undefined;
      this.#waitingSince = undefined;
      return false;
    }
    this.#hasArrived = false;
    const now = this.#now();
    this.#arrivingSince ??= now;
    this.#waitingSince ??= now;
    if (now - this.#arrivingSince < BURST_MS || now - this.#waitingSince < FLOOD_MS) return true;
    this.#waitingSince = undefined;
    return false;
  }
}
