import { getHeapStatistics } from 'node:v8';

const USUAL = 268_435_456;

/**
 * The default of `cache.maxBytes`: 256 MB, and at most a quarter of the heap that V8 allows, so that operations have the rest.
 * V8 takes the limit from `--max-old-space-size`, or from the memory of the machine or container.
 */
export function defaultCacheBytes(heapLimit: number = getHeapStatistics().heap_size_limit): number {
  return Math.min(USUAL, Math.floor(heapLimit / 4));
}
