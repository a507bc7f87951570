/** The longest that a timer can take; with more it is due at once. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/**
 * Calls back when the clock shows the time, both in milliseconds since the epoch: never before, and never within this call.
 * Disposing of it takes that back. It does not keep the process alive.
 */
export function atTime(time: number, now: () => number, callback: () => void): Disposable {
  const left = () => Math.min(Math.max(time - now(), 0), MAX_DELAY_MS);
  const look = () => {
    // A timer may be early by a fraction of a millisecond, and is where the time is further away than it can be set for.
    if (now() >= time) callback();
    else timer = setTimeout(look, left()).unref();
  };
  let timer = setTimeout(look, left()).unref();
  return { [Symbol.dispose]: () => clearTimeout(timer) };
}
