/** Keys whose values are looked at together. */
const PERIOD_MS = 10_000;

/** The keys of a store by the time at which their values expire. A key that is set again is in it several times. */
export class Expiry {
  readonly #keys = new Map<number, string[]>();

  /** `at` is in milliseconds since the epoch. */
  add(key: string, at: number): void {
    const period = Math.ceil(at / PERIOD_MS);
    const keys = this.#keys.get(period);
    if (keys === undefined) this.#keys.set(period, [key]);
    else keys.push(key);
  }

  /** Takes at most `count` keys whose values may have expired by now. */
  take(now: number, count: number): readonly string[] {
    for (const [period, keys] of this.#keys) {
      if (period * PERIOD_MS > now) continue;
      if (keys.length <= count) this.#keys.delete(period);
      return keys.splice(-count);
    }
    return [];
  }
}
