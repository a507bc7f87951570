import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventLog } from '../../src/store/events/event-log.ts';
import type { Retention } from '../../src/store/events/retention.ts';
import { createStore, type Store } from '../../src/store/open-store.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { createTestLog } from '../backends/test-log.ts';

export interface LogOptions {
  readonly retention: Partial<Retention>;
  readonly now: () => number;
}

export const WRITES = { idempotencyDays: 7, retentionDays: 400 };

export const INDEX = { retentionDays: 1_100 };

const RETENTION: Retention = { days: 30, maxCount: 1_000_000 };

/** The options that the logs of all stores have in common, with defaults. */
export function filledIn({ retention, now = Date.now }: Partial<LogOptions> = {}) {
  return {
    retention: { ...RETENTION, ...retention },
    now,
    writes: WRITES,
    index: INDEX,
    logger: createTestLog().logger,
  };
}

/** A directory that is gone afterwards. */
export async function makeDirectory(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'gateway-events-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

export async function openSqliteIn(dataDir: string, options?: Partial<LogOptions>): Promise<EventLog> {
  const filled = filledIn(options);
  return logOf(await createStore(await openSqlite({ dataDir, lockTimeoutMs: 0, ...filled }), filled));
}

/** The log of a store. Disposing of it closes the store. */
export function logOf(store: Store): EventLog {
  return { ...store.eventLog, [Symbol.asyncDispose]: () => store[Symbol.asyncDispose]() };
}
