import { expect, test } from 'vitest';
import { createMemoryStore } from '../../src/cache/memory-store.ts';

const MINUTE = 60_000;

test('a full memory store evicts the least recently used values', () => {
  const store = createMemoryStore(20_000);
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
  const store = createMemoryStore(100_000);
  for (let n = 0; n < 20; n += 1) store.set(`${n}`.padEnd(8_000, '-'), 1, MINUTE);
  expect(store.get('0'.padEnd(8_000, '-'))).toBeUndefined();
});

test('the memory store does not keep a value larger than an eighth of it, and drops the value that it would replace', () => {
  const store = createMemoryStore(80_000);
  store.set('key', 'old', MINUTE);
  store.set('key', 'x'.repeat(10_000), MINUTE);
  expect(store.get('key')).toBeUndefined();
  store.set('key', 'x'.repeat(9_000), MINUTE);
  expect(store.get('key')).toEqual({ value: 'x'.repeat(9_000) });
});

test('the memory store counts two bytes per character for texts outside of Latin-1', () => {
  const store = createMemoryStore(80_000);
  store.set('key', 'ž'.repeat(9_000), MINUTE);
  expect(store.get('key')).toBeUndefined();
});
