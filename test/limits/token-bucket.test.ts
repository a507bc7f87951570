import { expect, test } from 'vitest';
import { TokenBuckets } from '../../src/limits/token-bucket.ts';

function createBuckets(perMinute: number) {
  let now = 0;
  const buckets = new TokenBuckets(perMinute, () => now);
  return {
    take: (owner: string) => buckets.take(owner),
    wait: (ms: number) => {
      now += ms;
    },
  };
}

test('an owner can take the tokens of a minute at once, and then one more as each is refilled', () => {
  const { take, wait } = createBuckets(3);
  expect([take('a'), take('a'), take('a'), take('a')]).toEqual([undefined, undefined, undefined, 20_000]);
  wait(15_000);
  expect(take('a')).toBe(5_000);
  wait(5_000);
  expect([take('a'), take('a')]).toEqual([undefined, 20_000]);
  wait(3_600_000);
  expect([take('a'), take('a'), take('a'), take('a')]).toEqual([undefined, undefined, undefined, 20_000]);
});

test('each owner has a bucket of its own', () => {
  const { take } = createBuckets(1);
  expect([take('a'), take('a'), take('b')]).toEqual([undefined, 60_000, undefined]);
});

test('an active owner keeps its bucket among any number of owners, and an inactive one does not', () => {
  const { take } = createBuckets(1);
  take('floods');
  take('stops');
  for (let other = 0; other < 30_000; other += 1) {
    take(`other ${other}`);
    if (other % 5_000 === 0) expect(take('floods')).toBe(60_000);
  }
  expect(take('floods')).toBe(60_000);
  expect(take('stops')).toBeUndefined();
});
