import { describe, expect, test } from 'vitest';
import { BadUserInput, CursorExpired, GatewayError } from '../../src/errors/catalogue.ts';
import { rejection } from '../calls/account.ts';
import { describeLog } from './describe-log.ts';
import { ALL, appendMany, COMPANIES, digitized, exported, follow, idsOf, queryOf, range } from './some-events.ts';

/** An id that no log has reached yet. */
const BEYOND = '9007199254740991';

describeLog('an event log', ({ make, isShared }) => {
  describe('appending', () => {
    test('returns the stored events unchanged, with any characters', async () => {
      await using place = await make();
      const log = await place.open();
      const odd = 'Įv\u0000 "quoted" \\ \u{1F600} {}:*\r\n$3';
      const events = [
        digitized('acme', JSON.stringify({ text: odd.repeat(20_000) })),
        { ...exported(odd, odd), receivedAt: '2026-05-14T12:00:00.000+03:00' },
        { ...digitized('acme', ''), document: null },
        { ...exported('acme'), companyCode: null },
      ];
      const ids = [];
      for (const event of events) ids.push((await log.append(event, odd)).id);
      const query = queryOf({ companies: new Set(['acme', odd]) });
      // The same message id of the same company: one event.
      expect(ids[2]).toBe(ids[0]);
      expect(await log.read(query, null, 10)).toEqual([
        { ...events[0], id: ids[0] },
        { ...events[1], id: ids[1] },
      ]);
      const { id } = await log.append({ ...digitized('acme'), document: null }, 'other');
      expect(await log.read(query, ids[1] ?? '', 10)).toEqual([{ ...events[2], id }]);
    });

    test('assigns increasing ids, also after the log was reopened', async () => {
      await using place = await make();
      const ids: string[] = [];
      for (const round of range(3)) {
        const log = await place.open();
        ids.push(...(await appendMany(log, 12, 'acme', `r${round}`)));
        expect(await log.end()).toBe(ids.at(-1));
        expect(idsOf(await log.read(ALL, null, 100))).toEqual(ids);
        await log[Symbol.asyncDispose]();
      }
      const log = await place.open();
      expect(new Set(ids).size).toBe(36);
      expect(ids.toReversed().sort(log.compare)).toEqual(ids);
      expect(ids.every(log.isId)).toBe(true);
      expect(log.compare(ids[3] ?? '', ids[3] ?? '')).toBe(0);
    });

    test('stores a message once, even if it arrives several times at once', async () => {
      await using place = await make();
      const log = await place.open();
      const answers = await Promise.all(range(100).map(() => log.append(digitized(), 'same')));
      expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
      expect(answers.filter(({ isNew }) => isNew)).toHaveLength(1);
      expect(await log.read(ALL, null, 100)).toHaveLength(1);
    });

    if (isShared)
      test('stores a message once if it arrives at two gateways', async () => {
        await using place = await make();
        const logs = [await place.open(), await place.open()];
        const answers = await Promise.all(
          range(100).flatMap((i) => logs.map((log) => log.append(digitized(), `m-${i % 10}`))),
        );
        expect(answers.filter(({ isNew }) => isNew)).toHaveLength(10);
        for (const log of logs) expect(await log.read(ALL, null, 100)).toHaveLength(10);
      });

    test('distinguishes messages of two companies with the same id', async () => {
      await using place = await make();
      const log = await place.open();
      const pairs = [
        ['acme', 'x'],
        ['zeta', 'x'],
        ['acme:x', 'y'],
        ['acme', 'x:y'],
      ] as const;
      const first = await Promise.all(pairs.map(([company, message]) => log.append(digitized(company), message)));
      expect(first.map(({ isNew }) => isNew)).toEqual([true, true, true, true]);
      const second = await Promise.all(pairs.map(([company, message]) => log.append(digitized(company), message)));
      expect(second).toEqual(first.map(({ id }) => ({ id, isNew: false })));
    });

    test('recognizes a message after the log was reopened, and after its event was removed', async () => {
      await using place = await make();
      const before = await place.open({ retention: { maxCount: 2 } });
      const [id = ''] = await appendMany(before, 5);
      expect(idsOf(await before.read(ALL, null, 10))).not.toContain(id);
      await before[Symbol.asyncDispose]();
      const log = await place.open();
      expect(await log.append(digitized(), 'm-0')).toEqual({ id, isNew: false });
      expect(await log.read(ALL, null, 10)).toHaveLength(2);
    });
  });

  describe('reading', () => {
    test('returns the events of the given companies and types, in order and up to the limit', async () => {
      await using place = await make();
      const log = await place.open();
      const appended = [];
      for (const i of range(120)) {
        const company = i % 10 === 0 ? 'zeta' : 'acme';
        const event = i % 7 === 0 ? exported(company) : digitized(company);
        appended.push({ ...event, id: (await log.append(event, `m-${i}`)).id });
      }
      const queries = [
        ALL,
        queryOf({ companies: new Set(['zeta']) }),
        queryOf({ types: ['EXPORTED'] }),
        queryOf({ companies: new Set(['zeta', 'nobody']), types: ['DIGITIZED'] }),
        queryOf({ companies: new Set(range(80).map((i) => `nobody-${i}`)).union(COMPANIES) }),
      ];
      for (const query of queries) {
        const wanted = appended.filter(({ company, type }) => query.get(type)?.has(company));
        expect(await log.read(query, null, 1_000)).toEqual(wanted);
        for (const limit of [1, 2, 13, 50]) {
          expect(await log.read(query, null, limit)).toEqual(wanted.slice(0, limit));
          for (const at of [0, 1, 40, 118, 119]) {
            const after = appended[at]?.id ?? '';
            const rest = wanted.filter(({ id }) => log.compare(id, after) > 0);
            expect(await log.read(query, after, limit)).toEqual(rest.slice(0, limit));
          }
        }
      }
      expect(await log.read(queryOf({ companies: new Set() }), null, 10)).toEqual([]);
      expect(await log.read(queryOf({ types: [] }), null, 10)).toEqual([]);
      expect(await log.read(ALL, null, 0)).toEqual([]);
    });

    test('returns no events after the end, until more are appended', async () => {
      await using place = await make();
      const log = await place.open();
      const empty = await log.end();
      expect(log.isId(empty)).toBe(true);
      expect(await log.read(ALL, empty, 10)).toEqual([]);
      const ids = await appendMany(log, 3);
      expect(idsOf(await log.read(ALL, empty, 10))).toEqual(ids);
      const end = await log.end();
      expect(await log.read(ALL, end, 10)).toEqual([]);
      const { id } = await log.append(digitized(), 'next');
      expect(idsOf(await log.read(ALL, end, 10))).toEqual([id]);
    });

    test.each([
      '',
      ' ',
      '-1',
      'x',
      '1.5',
      '0x1',
      '1e3',
      '01',
      '1-',
      '-',
      '1-2-3',
      '$',
      '*',
      '+',
      "1' OR 1",
      '9'.repeat(40),
    ])('refuses %j as an id', async (after) => {
      await using place = await make();
      const log = await place.open();
      expect(log.isId(after)).toBe(false);
      expect(await rejection(log.read(ALL, after, 10))).toBeInstanceOf(BadUserInput);
      expect(await rejection(follow(log, after, 1))).toBeInstanceOf(BadUserInput);
    });

    test('refuses an id that this log has not reached: it is from a log that was lost', async () => {
      await using place = await make();
      const log = await place.open();
      expect(log.isId(BEYOND)).toBe(true);
      expect(await rejection(log.read(ALL, BEYOND, 10))).toBeInstanceOf(CursorExpired);
      expect(await rejection(follow(log, BEYOND, 1))).toBeInstanceOf(CursorExpired);
    });

    test('returns the event that was stored last', async () => {
      await using place = await make();
      const log = await place.open();
      expect(await log.newest()).toBeUndefined();
      const ids = await appendMany(log, 3);
      expect((await log.newest())?.id).toBe(ids.at(-1));
    });

    test('pages through 10,000 events, each of them once', async () => {
      await using place = await make();
      const log = await place.open();
      const appended = await Promise.all(
        range(10_000).map((i) => log.append(digitized(i % 3 === 0 ? 'zeta' : 'acme'), `m-${i}`)),
      );
      const wanted = appended.map(({ id }) => id).sort(log.compare);
      const read: string[] = [];
      for (let after: string | null = null; ; after = read.at(-1) ?? null) {
        const page = await log.read(ALL, after, 500);
        read.push(...idsOf(page));
        if (page.length < 500) break;
      }
      expect(read).toEqual(wanted);
    });
  });

  describe('a log that is disposed of', () => {
    test('has stored the events that it acknowledged, and refuses new ones', async () => {
      await using place = await make();
      const log = await place.open();
      const appending = Promise.allSettled(range(50).map((i) => log.append(digitized(), `m-${i}`)));
      await log[Symbol.asyncDispose]();
      const acknowledged = (await appending).flatMap((one) => (one.status === 'fulfilled' ? [one.value.id] : []));
      for (const work of [log.append(digitized(), 'late'), log.read(ALL, null, 1), log.end(), log.ping()]) {
        expect(await rejection(work)).toMatchObject({ code: 'BACKEND_UNAVAILABLE', accountId: undefined });
        expect(await rejection(work)).toBeInstanceOf(GatewayError);
      }
      const again = await place.open();
      await again.ping();
      expect(new Set(idsOf(await again.read(ALL, null, 100))).isSupersetOf(new Set(acknowledged))).toBe(true);
    });
  });
});
