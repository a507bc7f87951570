import { LRUCache } from 'lru-cache';

const MINUTE_MS = 60_000;
/** If there are more owners, the least recently used one is dropped: its bucket is the fullest, or nearly so. */
const MAX_OWNERS = 10_000;

interface Bucket {
  level: number;
  at: number;
}

/** A token bucket for each owner: it holds `perMinute` tokens, and is refilled in a minute. */
export class TokenBuckets {
  readonly #perMinute: number;
  readonly #now: () => number;
  readonly #buckets = new LRUCache<string, Bucket>({ max: MAX_OWNERS });

  /** `now` is in milliseconds. */
  constructor(perMinute: number, now: () => number) {
    this.#perMinute = perMinute;
    this.#now = now;
  }

  /** Takes a token. Returns undefined on success; otherwise the milliseconds until there is one. */
  take(owner: string): number | undefined {
    const bucket = this.#filled(owner);
    if (bucket.level < 1) return Math.ceil(((1 - bucket.level) * MINUTE_MS) / this.#perMinute);
    bucket.level -= 1;
    return undefined;
  }

  #filled(owner: string): Bucket {
    const now = this.#now();
    // A refused owner is also marked as used: if one that floods were dropped, it would start again with a full bucket.
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
