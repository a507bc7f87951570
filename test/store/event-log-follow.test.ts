import { expect, test } from 'vitest';
import { CursorExpired } from '../../src/errors/catalogue.ts';
import type { EventLog } from '../../src/store/events/event-log.ts';
import { rejection } from '../calls/account.ts';
import { describeLog } from './describe-log.ts';
import { appendMany, digitized, follow, followToEnd, idsOf, never } from './some-events.ts';

describeLog('a follower of an event log', ({ make, isShared }) => {
  test('continues from the past into the present without a gap or a repetition', async () => {
    await using place = await make();
    const log = await place.open();
    const past = await appendMany(log, 250, 'acme', 'past');
    const following = follow(log, past[9] ?? '', 240 + 300);
    const present = await Promise.all(
      ['acme', 'zeta', 'unknown'].map((company) => appendMany(log, 100, company, 'present')),
    );
    const wanted = [...past.slice(10), ...present.flat().sort(log.compare)];
    expect(await following).toEqual(wanted);
  });

  test('gets events that are appended to an empty log, and repeated messages once', async () => {
    await using place = await make();
    const log = await place.open();
    const following = follow(log, await log.end(), 3);
    const ids = [];
    for (const message of ['a', 'a', 'b', 'a', 'c']) ids.push((await log.append(digitized(), message)).id);
    expect(await following).toEqual([...new Set(ids)]);
  });

  test('has a position of its own', async () => {
    await using place = await make();
    const logs = isShared ? [await place.open(), await place.open()] : [await place.open()];
    const [log, other = log] = logs as [EventLog, EventLog?];
    const past = await appendMany(log, 20, 'acme', 'past');
    const followers = [
      follow(log, past[4] ?? '', 35),
      follow(other, past[14] ?? '', 25),
      follow(other, past[19] ?? '', 20),
    ];
    const present = await appendMany(other, 20, 'zeta', 'present');
    const all = [...past, ...present];
    expect(await Promise.all(followers)).toEqual([all.slice(5), all.slice(15), all.slice(20)]);
  });

  test('ends when its signal is aborted: while it waits, while it works, or before it begins', async () => {
    await using place = await make();
    const log = await place.open();
    const origin = await log.end();
    await appendMany(log, 2);
    const waiting = new AbortController();
    const following = followToEnd(log, await log.end(), waiting.signal);
    const working = new AbortController();
    for await (const _ of log.follow(origin, working.signal)) working.abort();
    waiting.abort();
    expect(await following).toEqual([]);
    expect(await followToEnd(log, origin, AbortSignal.abort())).toEqual([]);
  });

  test('ends when the log is disposed of', async () => {
    await using place = await make();
    const log = await place.open();
    const origin = await log.end();
    const ids = await appendMany(log, 2);
    const idle = log.follow(origin, never())[Symbol.asyncIterator]();
    expect((await idle.next()).done).toBe(false);
    const given: string[] = [];
    const { promise: reached, resolve } = Promise.withResolvers<void>();
    const following = (async () => {
      for await (const events of log.follow(origin, never())) {
        given.push(...idsOf(events));
        if (given.length === ids.length) resolve();
      }
    })();
    await reached;
    await log[Symbol.asyncDispose]();
    await following;
    expect(given).toEqual(ids);
    expect((await idle.next()).done).toBe(true);
  });

  test('that is overtaken by retention fails with CursorExpired', async () => {
    await using place = await make();
    const log = await place.open({ retention: { maxCount: 5 } });
    const origin = await log.end();
    const ids = await appendMany(log, 3);
    const slow = log.follow(origin, never())[Symbol.asyncIterator]();
    expect(idsOf((await slow.next()).value)).toEqual(ids);
    await appendMany(log, 6, 'zeta');
    expect(await rejection(slow.next())).toBeInstanceOf(CursorExpired);
    expect((await slow.next()).done).toBe(true);
  });
});
