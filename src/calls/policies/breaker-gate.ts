import type { Clock } from '../../async/clock.ts';

const OPEN_MS = 10_000;

export type BreakerState = 'closed' | 'open' | 'half-open';

/** What a call says about its source: `neither` if it was given up, or says nothing. */
export type Outcome = 'success' | 'failure' | 'neither';

/**
 * The time between two changes of state. An attempt reports to the period in which it began: what is left over from an
 * earlier one, such as a time-out of a call made before the breaker opened, says nothing about the present.
 */
export type Period =
  | { readonly state: 'closed' }
  | { readonly state: 'open'; readonly until: number }
  | { readonly state: 'half-open'; readonly opened: Period };

/**
 * Lets calls through, or none for ten seconds. After these one attempt is let through, on trial: if it succeeds the gate
 * closes, if it fails it is open for another ten.
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

  /** An attempt begins, on trial if the gate is open. Gives the period that it has to report to. */
  begin(): Period {
    if (this.#period.state === 'open') this.#change({ state: 'half-open', opened: this.#period });
    return this.#period;
  }

  open(): void {
    this.#change({ state: 'open', until: this.#clock.now() + OPEN_MS });
  }

  /** True if the attempt belongs to the present time in which calls are let through. */
  isCurrent(from: Period): boolean {
    return from === this.#period && from.state === 'closed';
  }

  /** How a trial ended. Any other attempt is ignored. */
  endTrial(from: Period, outcome: Outcome): void {
    if (from !== this.#period || from.state !== 'half-open') return;
    // A trial that was given up has shown nothing: the next call is the trial.
    if (outcome === 'neither') this.#change(from.opened);
    else if (outcome === 'success') this.#change({ state: 'closed' });
    else this.open();
  }

  #change(to: Period): void {
    this.#period = to;
    this.#onChange(to.state);
  }
}
