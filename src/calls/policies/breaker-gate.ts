import type { Clock } from '../../async/clock.ts';

const OPEN_MS = 10_000;
/** The wait that callers get while a trial is running, and the time that the trial's own caller waits for it. */
export const TRIAL_MS = 1_000;

export type BreakerState = 'closed' | 'open' | 'half-open';

/** The state of its source that a call shows; `neither` if it was aborted or shows nothing. */
export type Outcome = 'success' | 'failure' | 'neither';

/**
 * The time between two changes of state. An attempt reports to the period in which it began: an attempt of an earlier
 * period, such as a call that was made before the breaker opened and times out now, is ignored.
 */
export type Period =
  | { readonly state: 'closed' }
  | { readonly state: 'open'; readonly until: number }
  | { readonly state: 'half-open'; readonly opened: Period };

/**
 * A breaker of one caller, or of all. It is open for ten seconds; after these it lets one attempt through, on trial. If the
 * trial succeeds the gate closes; if it fails the gate opens for another ten seconds.
 */
export class BreakerGate {
  readonly #clock: Clock;
  readonly #onChange: (state: BreakerState) => void;
  #period: Period = { state: 'closed' };

  constructor(clock: Clock, onChange: (state: BreakerState) => void) {
    this.#clock = clock;
    this.#onChange = onChange;
  }

  get state(): BreakerState {
    return this.#period.state;
  }

  get isRefusing(): boolean {
    const period = this.#period;
    return period.state === 'half-open' || (period.state === 'open' && this.#clock.now() < period.until);
  }

  /** The time until the gate may let a call through. A trial has soon ended. */
  get retryAfterMs(): number {
    const period = this.#period;
    if (period.state === 'closed') return 0;
    return period.state === 'half-open' ? TRIAL_MS : Math.max(0, period.until - this.#clock.now());
  }

  /** Begins an attempt, on trial if the gate is open. Returns the period that the attempt has to report to. */
  begin(): Period {
    if (this.#period.state === 'open') this.#change({ state: 'half-open', opened: this.#period });
    return this.#period;
  }

  open(): void {
    this.#change({ state: 'open', until: this.#clock.now() + OPEN_MS });
  }

  /** True if the gate is closed, and has been since the attempt began. */
  isCurrent(from: Period): boolean {
    return from === this.#period && from.state === 'closed';
  }

  /** Takes the outcome of a trial. Ignores any other attempt. */
  endTrial(from: Period, outcome: Outcome): void {
    if (from !== this.#period || from.state !== 'half-open') return;
    // An aborted trial shows nothing: the next call is the trial.
    if (outcome === 'neither') this.#change(from.opened);
    else if (outcome === 'success') this.#change({ state: 'closed' });
    else this.open();
  }

  #change(to: Period): void {
    this.#period = to;
    this.#onChange(to.state);
  }
}
