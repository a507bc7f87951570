import type { Loaded, ReadKind, Reads } from '../../src/backends/backend.ts';
import { type Cache, type CacheConfig, createCache } from '../../src/cache/cache.ts';
import { createTestLog } from '../backends/test-log.ts';

export const ACME = { source: 'V6', company: 'acme' } as const;

export function createTestCache(cache: Partial<CacheConfig['cache']> = {}, redisUrl?: string): Promise<Cache> {
  return createCache(
    {
      cache: { enabled: true, maxBytes: 10_000_000, ...cache },
      storage: { dataDir: '/nowhere', ...(redisUrl && { redisUrl }) },
    },
    createTestLog().logger,
  );
}

/** The source behind the cache: counts the loads, and lets the test end them. */
export interface LoadOrigin {
  readonly loads: readonly Load[];
  readonly load: <T>(signal: AbortSignal) => Promise<Loaded<T>>;
  /** Waits for the next load that was not returned yet. */
  readonly next: () => Promise<Load>;
}

export interface Load {
  readonly signal: AbortSignal;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

export function createOrigin(): LoadOrigin {
  const loads: Load[] = [];
  let taken = 0;
  let wake: () => void = () => {};
  return {
    loads,
    load: <T>(signal: AbortSignal) =>
      new Promise<Loaded<T>>((resolve, reject) => {
        loads.push({ signal, reject, resolve: (value) => resolve({ value: value as T, bytes: 100 }) });
        wake();
      }),
    next: async () => {
      for (;;) {
        const load = loads[taken];
        if (load !== undefined) {
          taken += 1;
          return load;
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}

/** Reads like an operation. `value` is loaded at once. */
export function readValue(
  reads: Reads,
  value: unknown,
  key = 'key',
  kind: ReadKind = 'invoice',
  more: Partial<Loaded<unknown>> = {},
): Promise<unknown> {
  const load = async () => ({ value, bytes: 100, ...more });
  return kind === 'invoice' ? reads.document<unknown>([key], load) : reads.through<unknown>(kind, key, load);
}

export function never(): AbortSignal {
  return new AbortController().signal;
}
