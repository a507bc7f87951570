import { isIPv6 } from 'node:net';
import { LRUCache } from 'lru-cache';
import { RateLimited } from '../errors/catalogue.ts';

export interface FailedLogins {
  /** Throws RateLimited if the address has no attempts left. */
  check(address: string): void;
  /** Subtracts an attempt of the address. */
  count(address: string): void;
}

/** If there are more addresses, those that have not failed for the longest time are dropped. */
const MAX_ADDRESSES = 10_000;
const MINUTE_MS = 60_000;

interface Bucket {
  /** Negative if many attempts were in flight at once, but by no more than the attempts of one minute. */
  readonly attempts: number;
  readonly at: number;
}

/** A token bucket for each address: it holds `perMinute` attempts, and is refilled in a minute. */
export function createFailedLogins(perMinute: number, now: () => number): FailedLogins {
  const buckets = new LRUCache<string, Bucket>({ max: MAX_ADDRESSES });

  function attemptsOf(network: string): number {
    const bucket = buckets.get(network);
    if (bucket === undefined) return perMinute;
    return Math.min(perMinute, bucket.attempts + ((now() - bucket.at) / MINUTE_MS) * perMinute);
  }

  return {
    check: (address) => {
      if (attemptsOf(networkOf(address)) >= 1) return;
      throw new RateLimited(
        'failedLoginsPerMinute',
        `Too many invalid tokens came from this address; \`limits.failedLoginsPerMinute\` is ${perMinute}: try again in a minute`,
        { retryAfterMs: MINUTE_MS },
      );
    },
    count: (address) => {
      const network = networkOf(address);
      buckets.set(network, { attempts: Math.max(attemptsOf(network) - 1, -perMinute), at: now() });
    },
  };
}

/** The address, or its /64 for IPv6: a single host often has a whole /64. */
function networkOf(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address;
  const [front = '', back] = address.split('::');
  const groups = front === '' ? [] : front.split(':');
  const zeros = back === undefined ? 0 : 8 - groups.length - (back === '' ? 0 : back.split(':').length);
  const all = [...groups, ...Array.from({ length: zeros }, () => '0'), ...(back ? back.split(':') : [])];
  return all.slice(0, 4).join(':');
}
