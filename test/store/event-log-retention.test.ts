import { expect, test } from 'vitest';
import { CursorExpired } from '../../src/errors/catalogue.ts';
import { until } from '../cache/redis-server.ts';
import { rejection } from '../calls/account.ts';
import { describeLog } from './describe-log.ts';
import { ALL, appendMany, digitized, follow, idsOf, queryOf, range } from './some-events.ts';

const DAY_MS = 86_400_000;

describeLog('the retention of an event log', ({ make }) => {
  test('by count keeps the newest events, and detects exactly the positions from which some are missing', async () => {
    await using place = await make();
    const log = await place.open({ retention: { maxCount: 5 } });
    const origin = await log.end();
    const ids = [...(await appendMany(log, 6, 'zeta')), ...(await appendMany(log, 2))];
    expect(idsOf(await log.read(ALL, null, 100))).toEqual(ids.slice(3));
    const wasRemovedAfter = async (after: string) => {
      // Regardless of the company of the removed events.
      const answers = [ALL, queryOf({ companies: new Set(['acme']) })].map((query) => log.read(query, after, 100));
      const results = await Promise.allSettled([...answers, follow(log, after, 1)]);
      const reasons = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
      expect(reasons.every((reason) => reason instanceof CursorExpired)).toBe(true);
      expect([0, 3]).toContain(reasons.length);
      return reasons.length === 3;
    };
    expect(await Promise.all([origin, ...ids.slice(0, 5)].map(wasRemovedAfter))).toEqual([
      ...[true, true, true],
      // The newest removed event: all events after it are there.
      ...[false, false, false],
    ]);
    expect(idsOf(await log.read(ALL, ids[2] ?? '', 100))).toEqual(ids.slice(3));
  });

  test('by count applies a lower limit', async () => {
    await using place = await make();
    const before = await place.open();
    const appended = await Promise.all(range(2_000).map((i) => before.append(digitized(), `m-${i}`)));
    const ids = appended.map(({ id }) => id).sort(before.compare);
    await before[Symbol.asyncDispose]();
    const log = await place.open({ retention: { maxCount: 10 } });
    await until(async () => (await log.read(ALL, null, 100)).length === 10);
    expect(idsOf(await log.read(ALL, null, 100))).toEqual(ids.slice(-10));
    expect(await rejection(log.read(ALL, ids.at(-12) ?? '', 100))).toBeInstanceOf(CursorExpired);
    expect(await log.read(ALL, ids.at(-11) ?? '', 100)).toHaveLength(10);
  });

  test("by age removes events that are too old, and keeps the log's end", async () => {
    await using place = await make();
    const before = await place.open();
    const ids = await appendMany(before, 300);
    await before[Symbol.asyncDispose]();
    const young = await place.open({ now: () => Date.now() + 29 * DAY_MS });
    expect(await young.read(ALL, null, 1_000)).toHaveLength(300);
    await young[Symbol.asyncDispose]();
    const log = await place.open({ now: () => Date.now() + 31 * DAY_MS });
    await until(async () => (await log.read(ALL, null, 1_000)).length === 0);
    expect(await log.end()).toBe(ids.at(-1));
    expect(await log.read(ALL, await log.end(), 10)).toEqual([]);
    expect(await rejection(log.read(ALL, ids.at(-2) ?? '', 10))).toBeInstanceOf(CursorExpired);
    expect(await rejection(follow(log, ids.at(-2) ?? '', 1))).toBeInstanceOf(CursorExpired);
  });

  test('keeps pages without a gap while it removes events', async () => {
    await using place = await make();
    const log = await place.open({ retention: { maxCount: 40 } });
    const first = await appendMany(log, 10, 'zeta', 'first');
    const appending = Promise.all(['acme', 'zeta'].map((company) => appendMany(log, 300, company)));
    let isDone = false;
    void appending.then(() => {
      isDone = true;
    });
    const pages: string[][] = [];
    while (!isDone) pages.push(idsOf(await log.read(ALL, null, 30)));
    const everything = [...first, ...(await appending).flat()].sort(log.compare);
    const order = new Map(range(610).map((index) => [everything[index] ?? '', index]));
    for (const page of pages) {
      const places = page.map((id) => order.get(id) ?? -1);
      expect(places).toEqual(places.map((_, index) => (places[0] ?? 0) + index));
    }
  });
});
