import type { RestRequest } from '../send.ts';
import type { BreakerGate } from './breaker-gate.ts';
import type { KnownFailures } from './known-failures.ts';

/** The breaker needs this many failures of calls to the account as a whole, or of twice as many documents. */
export const ENOUGH = 5;
/** At most this many calls in flight count, which is a page of 50 documents: with more, the first failures would never be half. */
const MAX_IN_FLIGHT = 25;
/** For this long, a call that succeeded shows that the source is well. */
export const FINE_MS = 10_000;

/** The results of one caller's last calls to an account. */
export class CallerRecord {
  readonly gate: BreakerGate;
  /** Calls in flight, by weight; for documents, queued calls count too. */
  active = 0;
  readonly #known: KnownFailures;
  /** Failures since the last success, of calls to the account as a whole. */
  #failures = 0;
  /** The documents that failed since the last success. */
  readonly #documents = new Set<string>();
  /** All addresses that failed since the last success. */
  readonly #suspects = new Set<string>();
  #lastAt = Number.NEGATIVE_INFINITY;
  #fineAt = Number.NEGATIVE_INFINITY;
  #fineRequest: Pick<RestRequest, 'method' | 'path'> | undefined;

  constructor(gate: BreakerGate, known: KnownFailures) {
    this.gate = gate;
    this.#known = known;
  }

  succeed({ method, path }: RestRequest, now: number): void {
    this.#lastAt = now;
    this.#fineAt = now;
    this.#fineRequest = { method, path };
    // The source is well, so the cause of these failures is in what was asked for.
    if (this.#suspects.size > 0) this.#known.add(this.#suspects);
    if (this.#known.size > 0) this.#known.delete(addressOf(this.#fineRequest));
    this.#suspects.clear();
    this.forgive();
  }

  fail(request: RestRequest, now: number): void {
    this.#lastAt = now;
    if (this.expects(request, now)) return;
    const address = addressOf(request);
    if (this.#suspects.size < 4 * MAX_IN_FLIGHT) this.#suspects.add(address);
    if (request.reach !== 'DOCUMENT') this.#failures += 1;
    // A document counts once, however often it is asked for.
    else if (this.#documents.size < 2 * ENOUGH + 2 * MAX_IN_FLIGHT) this.#documents.add(address);
  }

  /** True if the failure of a request does not say anything about the source, as it failed before while the source was well. */
  expects(request: RestRequest, now: number): boolean {
    if (this.#known.size === 0 || !this.#known.has(addressOf(request))) return false;
    return request.reach === 'DOCUMENT' || now - this.#fineAt < FINE_MS;
  }

  /** True if enough calls failed since the last success, as many as are still in flight, and not all of one address. */
  isHopeless(now: number): boolean {
    const failures = this.#weight;
    return failures >= ENOUGH && failures >= Math.min(this.active, MAX_IN_FLIGHT) && this.#isBroad(now);
  }

  /** One address that fails does not outweigh another that was fine just now. */
  #isBroad(now: number): boolean {
    if (this.#suspects.size > 1 || this.#fineRequest === undefined || now - this.#fineAt >= FINE_MS) return true;
    return this.#suspects.has(addressOf(this.#fineRequest));
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
    return this.#fineAt >= since && this.gate.state === 'closed' && this.#weight === 0;
  }

  isUnused(since: number): boolean {
    return this.#lastAt < since && this.active === 0;
  }

  /** Clears the failures, so that later calls are judged on their own. Their addresses stay suspects until a call succeeds. */
  forgive(): void {
    this.#failures = 0;
    this.#documents.clear();
  }
}

/** The query is left out, as it may differ each time. */
function addressOf({ method, path }: Pick<RestRequest, 'method' | 'path'>): string {
  const [address = ''] = path.split('?', 1);
  return `${method} ${address}`;
}
