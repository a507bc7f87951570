/** Time as the policies of this folder see it. Tests bring one that they move by hand. */
export interface Clock {
  /** Milliseconds since the epoch; never goes back, so that it also measures durations. */
  readonly now: () => number;
  /** Calls back once, after `ms`, unless the timer is disposed of before. */
  readonly schedule: (callback: () => void, ms: number) => Disposable;
}

const startedAt = performance.timeOrigin;

export const systemClock: Clock = {
  now: () => startedAt + performance.now(),
  schedule: (callback, ms) => setTimeout(callback, ms),
};
