import { LRUCache } from 'lru-cache';

const MINUTE_MS = 60_000;
/** Owners beyond this push out the one that asked least recently: its bucket is the fullest, or nearly so. */
const MAX_OWNERS = 10_000;

interface Bucket {
  level: number;
  at: number;
}

/** So many a minute for each owner, as many at once if there were none for a minute. */
export class TokenBuckets {
  readonly #perMinute: number;
  readonly #now: () => number;
  readonly #buckets = new LRUCache<string, Bucket>({ max: MAX_OWNERS });

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
    // Also keeps an owner that is refused: one that floods must not be forgotten, and begin again with a full bucket.
    const bucket = this.#buckets.get(owner) ?? this.#open(owner, now);
    const elapsed = Math.max(0, now - bucket.at);
    bucket.level = Math.min(this.#perMinute, bucket.level + (elapsed * this.#perMinute) / MINUTE_MS);
    bucket.at = now;
    return bucket;
  }

  #open(owner: string, now: number): Bucket {
    const bucket = { level: this.#perMinute, at: now };
    this.#buckets.set(owner, bucket);
    return bucket;
  }
}
