import { FairQueue } from '../async/fair-queue.ts';

/** The work in one iteration of the event loop, in milliseconds. Health checks and new requests are served in between. */
const TURN_MS = 4;
/** The longest time that work waits for new connections. */
const POSTPONE_MS = 10;

/**
 * Shares the event loop between operations. Long work waits for the pacer before each of its parts, and the parts are spread over
 * as many iterations of the event loop as they need, in rotation over the owners.
 */
export class Pacer {
  readonly #waiting = new FairQueue<{ readonly go: () => void }>();
  readonly #now: () => number;
  /** When this iteration of the event loop started to work; undefined before its first work. */
  #begun: number | undefined;
  /** True if a new connection was accepted in this iteration. */
  #isPostponed = false;
  /** When work started to wait for connections; undefined if it does not wait. */
  #postponedSince: number | undefined;

  /** `now` is in milliseconds and never goes back. */
  constructor(now = () => performance.now()) {
    this.#now = now;
  }

  /** Undefined if there is time for work now; otherwise resolves in the iteration that has time. */
  turn(owner: string): Promise<void> | undefined {
    if (this.#begun === undefined) this.#begin();
    return this.#waiting.size === 0 && this.#hasTime && !this.#isPostponed ? undefined : this.wait(owner);
  }

  /** Resolves in a later iteration: for the second and later parts of work that asks for all its turns at once. */
  wait(owner: string): Promise<void> {
    if (this.#begun === undefined) this.#begin();
    return new Promise((go) => this.#waiting.push(owner, { go }));
  }

  /**
   * Postpones work to the next iteration of the event loop, because this one accepted a connection. Node accepts one
   * connection per iteration, so that each millisecond of work would delay all connections that wait to be accepted.
   */
  postpone(): void {
    this.#isPostponed = true;
    if (this.#begun === undefined) this.#begin();
  }

  get #hasTime(): boolean {
    return this.#begun !== undefined && this.#now() - this.#begun < TURN_MS;
  }

  /** True if work has waited for connections for POSTPONE_MS. */
  get #isOverdue(): boolean {
    this.#postponedSince ??= this.#now();
    return this.#now() - this.#postponedSince >= POSTPONE_MS;
  }

  #begin(): void {
    this.#begun = this.#now();
    setImmediate(() => void this.#next());
  }

  async #next(): Promise<void> {
    this.#begun = undefined;
    const isPostponed = this.#isPostponed;
    this.#isPostponed = false;
    if (this.#waiting.size === 0) return;
    this.#begin();
    if (isPostponed && !this.#isOverdue) return;
    this.#postponedSince = undefined;
    do {
      this.#waiting.shift()?.go();
      // The work that awaits the promise starts some microtasks later.
      for (let step = 0; step < STEPS_TO_WORK; step += 1) await undefined;
    } while (this.#waiting.size > 0 && this.#hasTime);
  }
}

const STEPS_TO_WORK = 4;
