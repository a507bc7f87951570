import type { RestRequest } from '../send.ts';
import type { BreakerGate, Outcome } from './breaker-gate.ts';

/** This many failures in a row of calls to the account as a whole, or twice as many documents, are enough to judge by. */
export const ENOUGH = 5;
/** With more calls under way than this, the first failures would never be half of them. */
const MAX_UNDER_WAY = 20;

/** How one caller's last calls to an account went. */
export class CallerRecord {
  readonly gate: BreakerGate;
  /** Calls under way, by weight; of documents those that wait for their turn as well. */
  active = 0;
  #failures = 0;
  /** Those that failed since the last success. */
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
    else if (this.#documents.size < 2 * ENOUGH + 2 * MAX_UNDER_WAY) this.#documents.add(addressOf(request));
  }

  /** True if at least half of what was tried since the last success, or is under way, has failed, and enough has. */
  get isHopeless(): boolean {
    const failures = this.#weight;
    return failures >= ENOUGH && failures >= Math.min(this.active, MAX_UNDER_WAY);
  }

  get #weight(): number {
    // A document may fail each time while its source is well: it takes two of them to say as much as a list.
    return this.#failures + this.#documents.size / 2;
  }

  /** How much has failed since the last success; 0 if all of it was before `since`. */
  failuresSince(since: number): number {
    if (this.#lastAt < since) return 0;
    return this.gate.state === 'closed' ? this.#weight : ENOUGH;
  }

  /** True if its last call succeeded, and not before `since`. */
  isFineSince(since: number): boolean {
    return this.#lastAt >= since && this.gate.state === 'closed' && this.#weight === 0;
  }

  isUnused(since: number): boolean {
    return this.#lastAt < since && this.active === 0;
  }

  /** What comes after is judged by itself. */
  forgive(): void {
    this.#failures = 0;
    this.#documents.clear();
  }
}

/** Without the query, which may be different each time. */
function addressOf({ method, path }: RestRequest): string {
  const [address = ''] = path.split('?', 1);
  return `${method} ${address}`;
}
