const MINUTE_MS = 60_000;
/** Owners with a full bucket are forgotten when there are this many. */
const MAX_OWNERS = 10_000;

interface Bucket {
  level: number;
  at: number;
}

/** So many a minute for each owner, as many at once if there were none for a minute. */
export class TokenBuckets {
  readonly #perMinute: number;
  readonly #now: () => number;
  readonly #buckets = new Map<string, Bucket>();

  /** `now` gives milliseconds. */
  constructor(perMinute: number, now: () => number) {
    this.#perMinute = perMinute;
    this.#now = now;
  }

  /** Takes one. Undefined if there was one; else the milliseconds until there is. */
  take(owner: string): number | undefined {
    const bucket = this.#filled(owner);
    if (bucket.level < 1) return Math.ceil(((1 - bucket.level) * MINUTE_MS) / this.#perMinute);
    bucket.level -= 1;
    return undefined;
  }

  #filled(owner: string): Bucket {
    const now = this.#now();
    const bucket = this.#buckets.get(owner) ?? this.#open(owner, now);
    bucket.level = this.#levelOf(bucket, now);
    bucket.at = now;
    return bucket;
  }

  #open(owner: string, now: number): Bucket {
    if (this.#buckets.size >= MAX_OWNERS)
      for (const [name, bucket] of this.#buckets)
        if (this.#levelOf(bucket, now) >= this.#perMinute) this.#buckets.delete(name);
    const bucket = { level: this.#perMinute, at: now };
    this.#buckets.set(owner, bucket);
    return bucket;
  }

  #levelOf({ level, at }: Bucket, now: number): number {
    return Math.min(this.#perMinute, level + (Math.max(0, now - at) * this.#perMinute) / MINUTE_MS);
  }
}
