import { join } from 'node:path';
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { expect, test } from 'vitest';
import { openForWriting } from '../../src/store/sqlite/sqlite-connection.ts';
import { createBuilder, type Operation } from '../../src/store/statements.ts';
import { type Heartbeat, keepAlive } from '../../src/store/writes/abandon-writes.ts';
import { readUnresolved, readWrites, type WriteQuery } from '../../src/store/writes/read-writes.ts';
import { type OldWrites, removeOldWrites } from '../../src/store/writes/remove-old-writes.ts';
import { makeDirectory } from './sqlite-place.ts';

/** The steps of SQLite's plans for all statements of an operation, which gets no rows. */
function plansOf<I>(database: DatabaseSync, operation: Operation<I, unknown>, input: I): readonly string[] {
  const plans: string[] = [];
  const steps = operation(createBuilder('SQLITE'), input);
  for (let step = steps.next([]); step.done !== true; step = steps.next([])) {
    const { sql, parameters } = step.value;
    const plan = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...(parameters as readonly SQLInputValue[]));
    for (const { detail } of plan) plans.push(String(detail));
  }
  return plans;
}

test('the regular statements of a gateway do not read all writes and keys in SQLite', async () => {
  await using directory = await makeDirectory();
  using database = openForWriting(join(directory.path, 'store.sqlite'));
  const beat: Heartbeat = { holder: 'h', now: 1, deadAfterMs: 30_000 };
  const removal: OldWrites = { startedBefore: 1, expiredBefore: 1 };
  const query: WriteQuery = { companies: ['acme'], count: 50 };
  const plans = [
    ...plansOf(database, keepAlive, [beat]),
    ...plansOf(database, readUnresolved, { now: 1, count: 20 }),
    ...plansOf(database, removeOldWrites, [removal]),
    ...plansOf(database, readWrites, query),
    ...plansOf(database, readWrites, { ...query, subject: { company: 'acme', source: 'V6', key: ['1'] } }),
  ];
  expect(plans.filter((step) => /^SCAN (writes|write_keys|keyed_writes)/.test(step))).toEqual([]);
  expect(plans).toContain('SEARCH writes USING INDEX open_writes (outcome=?)');
});
