import type { RestRequest } from '../send.ts';
import type { BreakerGate, Outcome } from './breaker-gate.ts';

/** The breaker needs this many failures in a row of calls to the account as a whole, or of twice as many documents. */
export const ENOUGH = 5;
/** A bound for the calls in flight that count: of more, the first failures would never be half. */
const MAX_IN_FLIGHT = 20;

/** The results of one caller's last calls to an account. */
export class CallerRecord {
  readonly gate: BreakerGate;
  /** Calls in flight, by weight; for documents, queued calls count too. */
  active = 0;
  #failures = 0;
  /** The documents that failed since the last success. */
  readonly #documents = new Set<string>();
  #lastAt = Number.NEGATIVE_INFINITY;

  constructor(gate: BreakerGate) {
    this.gate = gate;
  }

  add(request: RestRequest, outcome: Outcome, now: number): void {
    this.#lastAt = now;
    if (outcome === 'success') this.forgive();
    else if (request.reach !== 'DOCUMENT') this.#failures += 1;
    // A document counts once, however often it is asked for.
    else if (this.#documents.size < 2 * ENOUGH + 2 * MAX_IN_FLIGHT) this.#documents.add(addressOf(request));
  }

  /** True if enough calls failed since the last success, and as many as are still in flight. */
  get isHopeless(): boolean {
    const failures = this.#weight;
    return failures >= ENOUGH && failures >= Math.min(this.active, MAX_IN_FLIGHT);
  }

  get #weight(): number {
    // A document may fail each time while its source is well: it takes two of them to say as much as a list.
    return this.#failures + this.#documents.size / 2;
  }

  /** The weight of the failures since the last success; 0 if all of them were before `since`. */
  failuresSince(since: number): number {
    if (this.#lastAt < since) return 0;
    return this.gate.state === 'closed' ? this.#weight : ENOUGH;
  }

  /** True if its last call succeeded, at `since` or later. */
  isFineSince(since: number): boolean {
    return this.#lastAt >= since && this.gate.state === 'closed' && this.#weight === 0;
  }

  isUnused(since: number): boolean {
    return this.#lastAt < since && this.active === 0;
  }

  /** Forgets the failures, so that later calls are judged on their own. */
  forgive(): void {
    this.#failures = 0;
    this.#documents.clear();
  }
}

/** The query is left out, as it may differ each time. */
function addressOf({ method, path }: RestRequest): string {
  const [address = ''] = path.split('?', 1);
  return `${method} ${address}`;
}
