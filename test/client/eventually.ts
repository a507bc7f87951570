import { expect } from 'vitest';

/** As `expect` of what `get` gives, as soon as that holds: well within the time of a test, also on a busy machine. */
export function eventually<T>(get: () => T | Promise<T>): ReturnType<typeof expect.poll<T>> {
  return expect.poll(get, { timeout: 15_000, interval: 5 });
}
