/** The time and its timers. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Runs the task once after `ms` milliseconds. Disposing of the result cancels it. */
  after(ms: number, task: () => void): Disposable;
}

/** A clock that only a test advances. */
export interface ManualClock extends Clock {
  /** Advances the time. Due tasks run in order, each at its own time. */
  advance(ms: number): void;
}

export const SYSTEM_CLOCK: Clock = {
  now: Date.now,
  after(ms, task) {
    // unref: a sandbox without clients must not keep the process alive.
    const timer = setTimeout(task, ms).unref();
    return { [Symbol.dispose]: () => clearTimeout(timer) };
  },
};

export function createManualClock(start: Date = new Date()): ManualClock {
  const planned = new Set<{ readonly at: number; readonly task: () => void }>();
  let time = start.getTime();
  const nextUntil = (end: number) =>
    [...planned].filter(({ at }) => at <= end).reduce((a, b) => (b.at < a.at ? b : a), NEVER);

  return {
    now: () => time,
    after(ms, task) {
      const entry = { at: time + ms, task };
      planned.add(entry);
      return { [Symbol.dispose]: () => planned.delete(entry) };
    },
    advance(ms) {
      const end = time + ms;
      for (let next = nextUntil(end); next !== NEVER; next = nextUntil(end)) {
        planned.delete(next);
        time = next.at;
        next.task();
      }
      time = end;
    },
  };
}

const NEVER = { at: Number.POSITIVE_INFINITY, task: () => {} };
