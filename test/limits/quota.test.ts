import { describe, expect, test } from 'vitest';
import { Quota, Share } from '../../src/limits/quota.ts';

function held(quota: Quota, owner: string, amount: number): Share {
  const share = quota.take(owner, amount);
  if (!(share instanceof Share)) throw new Error(`refused by ${share}`);
  return share;
}

describe('a quota', () => {
  test('refuses an owner that exceeds its own limit, and still serves others', () => {
    const quota = new Quota(100, 40);
    held(quota, 'a', 40);
    expect(quota.take('a', 1)).toBe('OWNER');
    held(quota, 'b', 40);
    expect(quota.taken).toBe(80);
  });

  test('refuses all owners once the total is taken', () => {
    const quota = new Quota(100, 60);
    held(quota, 'a', 60);
    held(quota, 'b', 40);
    expect(quota.take('c', 1)).toBe('TOTAL');
  });

  test('gets the amount of a share back once, including the amount by which it grew', () => {
    const quota = new Quota(100, 100);
    const share = held(quota, 'a', 10);
    expect(share.grow(30)).toBeUndefined();
    expect(share.grow(61)).toBe('OWNER');
    share.shrink(15);
    expect(quota.taken).toBe(25);
    share[Symbol.dispose]();
    share[Symbol.dispose]();
    expect(quota.taken).toBe(0);
    expect(quota.take('b', 100)).toBeInstanceOf(Share);
  });
});
