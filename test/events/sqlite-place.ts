import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventLog } from '../../src/events/event-log.ts';
import type { Retention } from '../../src/events/retention.ts';
import { openSqliteLog } from '../../src/events/sqlite-log.ts';
import { createTestLog } from '../backends/test-log.ts';

export interface LogOptions {
  readonly retention: Partial<Retention>;
  readonly now: () => number;
}

const RETENTION: Retention = { days: 30, maxCount: 1_000_000 };

/** What any log is opened with. */
export const filledIn = ({ retention, now = Date.now }: Partial<LogOptions> = {}) => ({
  retention: { ...RETENTION, ...retention },
  now,
  logger: createTestLog().logger,
});

/** A directory that is gone afterwards. */
export const makeDirectory = async (): Promise<AsyncDisposable & { readonly path: string }> => {
  const path = await mkdtemp(join(tmpdir(), 'gateway-events-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
};

export const openSqliteIn = (dataDir: string, options?: Partial<LogOptions>): Promise<EventLog> =>
  openSqliteLog({ dataDir, patienceMs: 0, ...filledIn(options) });
