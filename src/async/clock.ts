/** The time, as timers and policies read it. Tests use a clock that they move by hand. */
export interface Clock {
  /** Milliseconds since the epoch. Never goes back, so that it can measure durations. */
  readonly now: () => number;
  /** Calls back once, after `ms`, unless the timer is disposed of before that. */
  readonly schedule: (callback: () => void, ms: number) => Disposable;
}

const startedAt = performance.timeOrigin;

export const systemClock: Clock = {
  now: () => startedAt + performance.now(),
  schedule: (callback, ms) => setTimeout(callback, ms),
};
