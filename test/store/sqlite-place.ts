import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventLog } from '../../src/store/event-log.ts';
import type { Retention } from '../../src/store/retention.ts';
import { openSqliteLog } from '../../src/store/sqlite/sqlite-log.ts';
import { createTestLog } from '../backends/test-log.ts';

export interface LogOptions {
  readonly retention: Partial<Retention>;
  readonly now: () => number;
}

const RETENTION: Retention = { days: 30, maxCount: 1_000_000 };

/** The options that the logs of all stores have in common, with defaults. */
export function filledIn({ retention, now = Date.now }: Partial<LogOptions> = {}) {
  return {
    retention: { ...RETENTION, ...retention },
    now,
    logger: createTestLog().logger,
  };
}

/** A directory that is gone afterwards. */
export async function makeDirectory(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'gateway-events-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

export function openSqliteIn(dataDir: string, options?: Partial<LogOptions>): Promise<EventLog> {
  return openSqliteLog({ dataDir, lockTimeoutMs: 0, ...filledIn(options) });
}
