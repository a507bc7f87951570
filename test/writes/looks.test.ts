import { expect, test } from 'vitest';
import { type Look, learn } from '../../src/writes/looks.ts';
import { makeDirectory } from '../store/sqlite-place.ts';
import { openStoreIn } from './open-journal.ts';

const S = 1_000;

/** The waits between looks, and the outcome at the end. */
function learnAll(...found: readonly Look[]) {
  let known = { looks: 1, wasGone: false };
  const waits: (number | null)[] = [];
  for (const look of found) {
    const { outcome, wasGone, waitMs } = learn(look, known);
    waits.push(waitMs);
    known = { looks: known.looks + 1, wasGone };
    if (waitMs === null) return { outcome, waits };
  }
  throw new Error('There are more looks');
}

test.each<{ found: readonly Look[]; outcome: string; waits: readonly (number | null)[] }>([
  { found: ['LISTED'], outcome: 'NOT_DONE', waits: [null] },
  { found: ['GONE', 'GONE'], outcome: 'DONE', waits: [5 * S, null] },
  { found: ['GONE', 'LISTED'], outcome: 'NOT_DONE', waits: [5 * S, null] },
  { found: ['GONE', 'UNKNOWN', 'GONE'], outcome: 'DONE', waits: [5 * S, 30 * S, null] },
  { found: ['UNKNOWN', 'UNKNOWN', 'GONE', 'GONE'], outcome: 'DONE', waits: [30 * S, 300 * S, 5 * S, null] },
  { found: ['UNKNOWN', 'UNKNOWN', 'UNKNOWN'], outcome: 'UNKNOWN', waits: [30 * S, 300 * S, null] },
])('the outcome of a write is $outcome after looks that found $found', ({ found, outcome, waits }) => {
  expect(learnAll(...found)).toEqual({ outcome, waits });
});

test('a list without the document is remembered over a restart, and forgotten when the write is sent again', async () => {
  await using directory = await makeDirectory();
  const account = {
    caller: 'erp',
    company: 'acme',
    source: 'LIGHTYEAR',
    action: 'MARK_EXPORTED',
    subject: ['7'],
  } as const;
  const key = { key: 'k', item: '7', fingerprint: 'f' };
  const write = { ...account, key, isLocal: false };
  const unknown = { outcome: 'UNKNOWN', error: null, result: null, lookAt: 0 } as const;
  let id = '';
  {
    await using store = await openStoreIn(directory.path);
    const begun = await store.journal.begin(write);
    if (begun.kind !== 'SEND') throw new Error('The write was not recorded');
    ({ id } = begun);
    await store.journal.end({ ...unknown, id });
    expect(await store.journal.unresolved(10)).toMatchObject([{ looks: 1, wasGone: false }]);
    await store.journal.end({ ...unknown, id, isInferred: true, wasGone: true });
  }
  await using store = await openStoreIn(directory.path);
  expect(await store.journal.unresolved(10)).toMatchObject([{ looks: 2, wasGone: true }]);
  await store.journal.end({ ...unknown, id, outcome: 'NOT_DONE', lookAt: null, isInferred: true });
  expect(await store.journal.begin(write)).toEqual({ kind: 'SEND', id });
  await store.journal.end({ ...unknown, id });
  expect(await store.journal.unresolved(10)).toMatchObject([{ looks: 1, wasGone: false }]);
});
