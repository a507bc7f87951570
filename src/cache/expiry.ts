/** Keys whose values are looked at together. */
const PERIOD_MS = 10_000;

/** The keys of a store by the time at which their values expire. Each key is in it once. */
export class Expiry {
  readonly #keys = new Map<number, Set<string>>();
  readonly #periods = new Map<string, number>();

  get size(): number {
    return this.#periods.size;
  }

  /** Adds a key, or moves it. `at` is in milliseconds since the epoch. */
  add(key: string, at: number): void {
    this.delete(key);
    const period = Math.ceil(at / PERIOD_MS);
    const keys = this.#keys.get(period);
    if (keys === undefined) this.#keys.set(period, new Set([key]));
    else keys.add(key);
    this.#periods.set(key, period);
  }

  delete(key: string): void {
    const period = this.#periods.get(key);
    if (period === undefined) return;
    this.#periods.delete(key);
    const keys = this.#keys.get(period);
    keys?.delete(key);
    if (keys?.size === 0) this.#keys.delete(period);
  }

  /** At most `count` keys whose values have expired by now. */
  due(now: number, count: number): readonly string[] {
    const due: string[] = [];
    for (const [period, keys] of this.#keys) {
      if (period * PERIOD_MS > now) continue;
      for (const key of keys) {
        if (due.length === count) return due;
        due.push(key);
      }
    }
    return due;
  }
}
