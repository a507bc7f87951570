import type { Clock } from '../../src/async/clock.ts';

interface Timer {
  readonly ms: number;
  readonly fire: () => void;
}

/** A clock that stands still until the test moves it. */
export interface FakeClock extends Clock {
  /** Moves the time without firing a timer. */
  readonly advance: (ms: number) => void;
  /** Waits until a timer of a length that `matches` is set, fires it, and returns its length. */
  readonly pass: (matches?: (ms: number) => boolean) => Promise<number>;
  /** Waits until a timer of a length that `matches` is set. */
  readonly scheduled: (matches: (ms: number) => boolean) => Promise<void>;
  /** Lengths of the timers that are running. */
  readonly running: () => number[];
}

export function createFakeClock(startAt = Date.UTC(2025, 0, 1)): FakeClock {
  let now = startAt;
  const timers = new Set<Timer>();
  let onSchedule: () => void = () => {};
  const nextTimer = (): Promise<void> =>
    new Promise((resolve) => {
      onSchedule = resolve;
    });

  const fireFirst = (matches: (ms: number) => boolean): number | undefined => {
    const timer = [...timers].find(({ ms }) => matches(ms));
    if (timer === undefined) return undefined;
    timers.delete(timer);
    now += timer.ms;
    timer.fire();
    return timer.ms;
  };

  return {
    now: () => now,
    schedule: (fire, ms) => {
      const timer = { fire, ms };
      timers.add(timer);
      onSchedule();
      return { [Symbol.dispose]: () => void timers.delete(timer) };
    },
    advance: (ms) => {
      now += ms;
    },
    pass: async (matches = () => true) => {
      for (;;) {
        const ms = fireFirst(matches);
        if (ms !== undefined) return ms;
        await nextTimer();
      }
    },
    scheduled: async (matches) => {
      while (![...timers].some(({ ms }) => matches(ms))) await nextTimer();
    },
    running: () => [...timers].map(({ ms }) => ms),
  };
}
