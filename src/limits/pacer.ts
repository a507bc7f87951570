import { FairQueue } from '../async/fair-queue.ts';
import { Arrivals } from './arrivals.ts';

/** The work in one iteration of the event loop, in milliseconds. Health checks and new requests are served in between. */
const TURN_MS = 4;

/**
 * Shares the event loop between operations. Long work waits for the pacer before each of its parts, and the parts are spread over
 * as many iterations of the event loop as they need, in rotation over the owners.
 */
export class Pacer {
  readonly #waiting = new FairQueue<{ readonly go: () => void }>();
  readonly #arrivals: Arrivals;
  readonly #now: () => number;
  /** When this iteration of the event loop started to work; undefined before its first work. */
  #begun: number | undefined;

  /** `now` is in milliseconds and never goes back. */
  constructor(now = () => performance.now()) {
    this.#now = now;
    this.#arrivals = new Arrivals(now);
  }

  /** Undefined if there is time for work now; otherwise resolves in the iteration that has time. */
  turn(owner: string): Promise<void> | undefined {
    if (this.#begun === undefined) this.#begin();
    return this.#waiting.size === 0 && this.#hasTime && !this.#arrivals.hasArrived ? undefined : this.wait(owner);
  }

  /** Resolves in a later iteration: for the second and later parts of work that asks for all its turns at once. */
  wait(owner: string): Promise<void> {
    if (this.#begun === undefined) this.#begin();
    return new Promise((go) => this.#waiting.push(owner, { go }));
  }

  /** Postpones work, because a connection was accepted and more may wait. */
  postpone(): void {
    this.#arrivals.add();
    if (this.#begun === undefined) this.#begin();
  }

  get #hasTime(): boolean {
    return this.#begun !== undefined && this.#now() - this.#begun < TURN_MS;
  }

  #begin(): void {
    this.#begun = this.#now();
    setImmediate(() => void this.#next());
  }

  async #next(): Promise<void> {
    this.#begun = undefined;
    const { hasArrived } = this.#arrivals;
    const shouldWait = this.#arrivals.endIteration();
    if (this.#waiting.size > 0 || hasArrived) this.#begin();
    if (this.#waiting.size === 0 || shouldWait) return;
    do {
      this.#waiting.shift()?.go();
      // The work that awaits the promise starts some microtasks later.
      for (let step = 0; step < STEPS_TO_WORK; step += 1) await undefined;
    } while (this.#waiting.size > 0 && this.#hasTime);
  }
}

const STEPS_TO_WORK = 4;

/** The pacer of this process: all of its gateways share one event loop. */
export const EVENT_LOOP: Pacer = new Pacer();
