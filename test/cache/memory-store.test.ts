import { afterEach, expect, test, vi } from 'vitest';
import { Expiry } from '../../src/cache/expiry.ts';
import { createMemoryStore } from '../../src/cache/memory-store.ts';

const MINUTE = 60_000;

afterEach(() => {
  vi.useRealTimers();
});

test('a full memory store evicts the least recently used values', () => {
  using store = createMemoryStore(20_000);
  store.set('used', 'x'.repeat(1_000), MINUTE);
  for (let n = 0; n < 50; n += 1) {
    store.set(`${n}`, 'x'.repeat(1_000), MINUTE);
    store.get('used');
  }
  expect(store.get('0')).toBeUndefined();
  expect(store.get('used')).toEqual({ value: 'x'.repeat(1_000) });
  expect(store.get('49')).toEqual({ value: 'x'.repeat(1_000) });
});

test('the memory store counts the bytes of its keys', () => {
  using store = createMemoryStore(100_000);
  for (let n = 0; n < 20; n += 1) store.set(`${n}`.padEnd(8_000, '-'), 1, MINUTE);
  expect(store.get('0'.padEnd(8_000, '-'))).toBeUndefined();
});

test('the memory store does not keep a value larger than an eighth of it, and drops the value that it would replace', () => {
  using store = createMemoryStore(80_000);
  store.set('key', 'old', MINUTE);
  store.set('key', 'x'.repeat(10_000), MINUTE);
  expect(store.get('key')).toBeUndefined();
  store.set('key', 'x'.repeat(9_000), MINUTE);
  expect(store.get('key')).toEqual({ value: 'x'.repeat(9_000) });
});

test('the memory store counts two bytes per character for texts outside of Latin-1', () => {
  using store = createMemoryStore(80_000);
  store.set('key', 'ž'.repeat(9_000), MINUTE);
  expect(store.get('key')).toBeUndefined();
});

test('the memory store removes what has expired, and keeps what was set again', () => {
  vi.useFakeTimers();
  using store = createMemoryStore(10_000_000);
  for (let n = 0; n < 5_000; n += 1) store.set(`${n}`, 'x'.repeat(100), MINUTE);
  const all = store.bytes;
  vi.advanceTimersByTime(MINUTE / 2);
  store.set('again', 'x', 2 * MINUTE);
  store.set('0', 'y', 2 * MINUTE);
  vi.advanceTimersByTime(MINUTE / 2 - 1);
  expect(store.bytes).toBeGreaterThanOrEqual(all);
  vi.advanceTimersByTime(MINUTE / 2);
  expect(store.bytes).toBeLessThan(1_000);
  expect([store.get('0'), store.get('again')]).toEqual([{ value: 'y' }, { value: 'x' }]);
  vi.advanceTimersByTime(3 * MINUTE);
  expect(store.bytes).toBe(0);
});

test('the keys that are due are those whose values have expired, each once', () => {
  const expiry = new Expiry();
  for (let n = 0; n < 10_000; n += 1) expiry.add('again', n);
  expiry.add('later', 60_000);
  expiry.add('gone', 0);
  expiry.delete('gone');
  expect(expiry.size).toBe(2);
  expect(expiry.due(20_000, 10)).toEqual(['again']);
  expect(expiry.due(60_000, 1)).toHaveLength(1);
  expect(expiry.due(60_000, 10)).toEqual(['again', 'later']);
});
