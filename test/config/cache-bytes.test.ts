import { expect, test } from 'vitest';
import { defaultCacheBytes } from '../../src/config/schema/cache-bytes.ts';

test.each([
  [4_000_000_000, 268_435_456],
  [1_073_741_824, 268_435_456],
  [400_000_000, 100_000_000],
])('a heap of %i bytes has %i for the cache by default', (heapLimit, bytes) => {
  expect(defaultCacheBytes(heapLimit)).toBe(bytes);
});
