import { describe, expect, test } from 'vitest';
import type { ListFilter, PositionHandle } from '../../src/backends/backend.ts';
import { rejection } from '../calls/account.ts';
import { answerJson, type FakeAccount, openFakeAccount, parameter } from './fake-account.ts';
import { createFakeIvesk, iveskId } from './fake-ivesk.ts';
import { documentsIn, isTaken, throughCursor } from './handles.ts';
import { invoiceIn } from './read-invoice.ts';
import { uncachedReads } from './uncached-reads.ts';

const QUERY: ListFilter = { issuedFrom: null, issuedTo: null, iveskQueue: 'DIGITIZED', since: null };
const READS = uncachedReads();

function minute(index: number): string {
  return new Date(Date.UTC(2024, 4, 14) + index * 60_000).toISOString();
}
function keyOf(index: number) {
  return [iveskId(index), minute(index)];
}
function documentAt(at: string, index: number) {
  return { id: iveskId(index), digitizedat: at, exportedat: at };
}
/** An account whose documents entered both queues at these times. */
async function openAccountAt(times: readonly string[], pageSize?: number): Promise<FakeAccount> {
  const account = await openFakeAccount(createFakeIvesk(0, pageSize === undefined ? {} : { pageSize }));
  account.fake.documents.push(...times.map(documentAt));
  return account;
}
/** The ids that a reader sees who takes `count` entries at a time, and the position at the end. */
async function walk(account: FakeAccount, count: number, start: PositionHandle | null = null, query = QUERY) {
  const ids: string[] = [];
  let position = start;
  for (let round = 0; round < 30; round += 1) {
    const { entries, more, positionAfter } = await account.backend.listInvoices(query, position, READS);
    const taken = entries.slice(0, count);
    ids.push(...taken.map(({ sourceId }) => sourceId));
    position = positionAfter(taken.length);
    if (taken.length === entries.length && !more) return { ids, position };
  }
  throw new Error(`no end after ${ids.length} documents`);
}
function idsOf(times: readonly string[]) {
  return times.map((_, index) => iveskId(index));
}

function read(account: FakeAccount, ...indexes: readonly number[]) {
  return account.backend.readInvoices(documentsIn(account.backend, indexes.map(keyOf)), READS);
}

function readKey({ backend }: FakeAccount, key: readonly string[]) {
  return backend.readInvoices(documentsIn(backend, [key]), READS);
}

describe('reading documents', () => {
  test('finds one with one call, from just before it', async () => {
    await using account = await openFakeAccount(createFakeIvesk(20));
    expect(await read(account, 7)).toMatchObject([{ number: 'IV-7' }]);
    expect(account.calls()).toEqual(['/api/pub/digitized?from=2024-05-14T00%3A06%3A59.999Z']);
  });

  test('finds neighbours with one call, and makes another call only for documents after the page', async () => {
    await using account = await openFakeAccount(createFakeIvesk(20));
    expect(await read(account, 9, 7, 8)).toMatchObject([{ number: 'IV-9' }, { number: 'IV-7' }, { number: 'IV-8' }]);
    expect(account.calls().length).toBe(1);
    expect(await read(account, 10, 7, 15, 9)).toMatchObject([10, 7, 15, 9].map((index) => ({ number: `IV-${index}` })));
    expect(account.calls().length).toBe(1 + 3);
  });

  test('needs no second call to know that a document between two others is not there', async () => {
    await using account = await openFakeAccount(createFakeIvesk(20));
    account.fake.documents.splice(8, 1);
    expect(await read(account, 7, 8, 9)).toMatchObject([{ number: 'IV-7' }, null, { number: 'IV-9' }]);
    expect(account.calls().length).toBe(1);
  });

  test('finds a document without its digitization time by its export, in the exported queue', async () => {
    await using account = await openFakeAccount(createFakeIvesk(3));
    account.fake.documents.push({ id: iveskId(5), exportedat: minute(5), docnum: 'IV-5' });
    const listing = await account.backend.listInvoices(
      { ...QUERY, iveskQueue: 'EXPORTED', since: minute(2) },
      null,
      READS,
    );
    const documents = listing.entries.map(({ document }) => document);
    expect(documents.map(({ key }) => key)).toEqual([[iveskId(5), minute(5), 'EXPORTED']]);
    expect(await account.backend.readInvoices(documents, READS)).toMatchObject([{ number: 'IV-5' }]);
    expect(account.calls().map((url) => url.split('?')[0])).toEqual(['/api/pub/exported', '/api/pub/exported']);
  });

  test('finds each of more documents than a page holds within one millisecond', async () => {
    const times = [1, 2, 3, 4, 5, 6].map((digit) => `2024-05-14T10:00:00.1230${digit}Z`);
    await using account = await openAccountAt(times, 2);
    for (const [index, at] of times.entries())
      expect(await readKey(account, [iveskId(index), at])).toMatchObject([{ sourceId: iveskId(index) }]);
    expect(account.calls().length).toBe(times.length);
  });

  test('reads further pages if the first does not reach the document, as the source leaves out trailing zeros', async () => {
    const times = ['.12293Z', '.12294Z', '.12295Z', '.12296Z', '.12297Z', '.123Z'].map(
      (end) => `2024-05-14T10:00:00${end}`,
    );
    await using account = await openAccountAt(times, 2);
    expect(await readKey(account, [iveskId(5), times[5] ?? ''])).toMatchObject([{ sourceId: iveskId(5) }]);
    expect(account.calls().length).toBe(3);
  });

  test('stops reading a source whose pages hardly advance, and does not report the document as absent', async () => {
    await using account = await openFakeAccount(createFakeIvesk());
    let page = 0;
    account.fault = (arrival) => {
      page += 1;
      const at = `2024-05-14T10:00:00.122${String(page).padStart(6, '0')}Z`;
      answerJson(arrival, { documents: [documentAt(at, page)], next: at });
      return true;
    };
    const key = [iveskId(9999), '2024-05-14T10:00:00.123Z'];
    expect(await readKey(account, key)).toMatchObject([{ code: 'BACKEND_BAD_RESPONSE' }]);
    expect(account.calls().length).toBe(30);
  });

  test('finds a document of a leap second by the key that its queue gives', async () => {
    await using account = await openAccountAt(
      ['2016-12-31T23:59:59Z', '2016-12-31T23:59:60Z', '2017-01-01T00:00:01Z'],
      1,
    );
    const { entries } = await account.backend.listInvoices({ ...QUERY, since: '2016-12-31T23:59:59Z' }, null, READS);
    expect(entries).toMatchObject([{ sourceId: iveskId(1), invoice: { digitizedAt: '2017-01-01T00:00:00Z' } }]);
    const documents = entries.map(({ document }) => document);
    expect(await account.backend.readInvoices(documents, READS)).toMatchObject([{ sourceId: iveskId(1) }]);
  });

  test('makes no further calls after a time-out: the other documents would wait for a time-out each', async () => {
    await using account = await openFakeAccount(createFakeIvesk(20), { timeoutMs: 40 });
    account.fault = () => true;
    const errors = await read(account, 0, 5, 10, 15);
    expect(errors).toMatchObject(Array.from({ length: 4 }, () => ({ code: 'BACKEND_TIMEOUT' })));
    expect(account.calls().length).toBe(1);
  });

  test.each([
    [[]],
    [[iveskId(1), 'yesterday']],
    [[iveskId(1), '2024-02-30T00:00:00Z']],
    [[iveskId(1), '2024-05-14T23:59:60Z']],
    [[iveskId(1), minute(1), 'DIGITIZED']],
    [[iveskId(1), minute(1), 'EXPORTED', 'more']],
    [['', minute(1)]],
    [[iveskId(1), '1969-12-31T23:59:59Z']],
    [[iveskId(1), '2201-01-01T00:00:00Z']],
    [[iveskId(1), `2024-05-14T10:00:00.${'1'.repeat(16)}Z`]],
    [['x'.repeat(201), minute(1)]],
  ])('refuses the key %j', (key) => {
    expect(isTaken('IVESK', key)).toBe(false);
  });

  test.each(['1970-01-02T00:00:00+23:59', '2200-12-30T23:59:59-23:59', '2024-05-14t00:00:00z'])(
    'looks for a document at %s without an error',
    async (at) => {
      await using account = await openFakeAccount(createFakeIvesk(3));
      expect(isTaken('IVESK', [iveskId(77), at])).toBe(true);
      expect(await readKey(account, [iveskId(77), at])).toEqual([null]);
    },
  );
});

describe('a queue', () => {
  test('is the one asked for, from the time asked for', async () => {
    await using account = await openFakeAccount(createFakeIvesk(5));
    await account.backend.listInvoices({ ...QUERY, iveskQueue: 'EXPORTED', since: minute(1) }, null, READS);
    await account.backend.listInvoices(QUERY, null, READS);
    expect(account.calls()).toEqual(['/api/pub/exported?from=2024-05-14T00%3A01%3A00.000Z', '/api/pub/digitized']);
  });

  test.each([
    ['one instant written in different ways', 3, ['10:00:00Z', '12:00:00+02:00', '10:00:00.000Z', '11:00:00.0+01:00']],
    ['one instant written in ways that sort backwards', 3, ['12:00:00+02:00', '10:00:00Z', '10:00:00.000Z']],
    ['fractions of a millisecond', 1, ['10:00:00.123Z', '10:00:00.1235Z', '10:00:00.12351Z', '10:00:00.124Z']],
    ['a leap second', 1, ['23:59:59Z', '23:59:60Z', '23:59:60.5Z']],
  ])('with %s is returned completely to a reader who takes one document at a time', async (_, pageSize, clock) => {
    const times = clock.map((time) => `2016-12-31T${time}`);
    await using account = await openAccountAt(times, pageSize);
    expect((await walk(account, 1)).ids).toEqual(idsOf(times));
  });

  test.each([1, 2, 3])(
    'gives what arrives at its end later with the same instant, taken %i at a time',
    async (count) => {
      const times = [minute(0), minute(1), minute(1)];
      await using account = await openAccountAt(times);
      const { position } = await walk(account, count);
      expect((await walk(account, count, position)).ids).toEqual([]);
      account.fake.documents.push(documentAt(minute(1), 3));
      const later = await walk(account, count, position);
      expect(later.ids).toEqual([iveskId(3)]);
      account.fake.documents.push(documentAt(minute(2), 4));
      expect((await walk(account, count, later.position)).ids).toEqual([iveskId(4)]);
    },
  );

  test('gives a document again that is exported again', async () => {
    await using account = await openAccountAt([minute(0), minute(1)]);
    const query = { ...QUERY, iveskQueue: 'EXPORTED' } as const;
    const { position } = await walk(account, 2, null, query);
    account.fake.documents[1] = { ...documentAt(minute(1), 1), exportedat: minute(5) };
    expect((await walk(account, 2, position, query)).ids).toEqual([iveskId(1)]);
  });

  test.each([39, 40, 41, 42, 60])('with many documents of one instant continues after %i of them', async (shown) => {
    const times = [minute(0), ...Array.from({ length: 70 }, () => minute(1)), minute(2)];
    await using account = await openAccountAt(times);
    const first = await account.backend.listInvoices(QUERY, null, READS);
    const position = throughCursor(account.backend, first.positionAfter(1 + shown));
    expect(Buffer.byteLength(JSON.stringify(position))).toBeLessThan(600);
    const idsAfter = async () => {
      const { entries } = await account.backend.listInvoices(QUERY, position, READS);
      return entries.map(({ sourceId }) => sourceId);
    };
    expect(await idsAfter()).toEqual(idsOf(times).slice(1 + shown, 71));
    // One more of that instant, before those that were shown: it is not missed.
    account.fake.documents.splice(1, 0, documentAt(minute(1), 99));
    expect(await idsAfter()).toContain(iveskId(99));
  });

  test('with many documents of one instant ends for a reader who takes some of them at a time', async () => {
    const times = Array.from({ length: 200 }, () => minute(1));
    await using account = await openAccountAt(times);
    expect((await walk(account, 30)).ids).toEqual(idsOf(times));
  });

  test.each([
    { from: minute(0), seen: ['not a mark'] },
    { from: minute(0), seen: Array.from({ length: 41 }, () => 'abcdefgh') },
    { from: `2024-05-14T10:00:00.${'0'.repeat(100)}Z`, seen: [] },
    { from: null, seen: [], more: { shown: 1, check: 'x' } },
    { from: null, seen: [], more: { shown: 1e9, check: 'x'.repeat(16) } },
    { from: null, seen: [], more: 7 },
  ])('refuses the position %j', async (value) => {
    await using account = await openFakeAccount(createFakeIvesk());
    expect(account.backend.position(value)).toBeUndefined();
  });

  test('continues after its last document if the start of the next page is unusable', async () => {
    await using account = await openFakeAccount(createFakeIvesk(5));
    const [first, second] = account.fake.documents;
    account.fault = (arrival) => {
      const isFirst = parameter(arrival, 'from') === null;
      if (isFirst) answerJson(arrival, { documents: [first, second], next: 'page-2' });
      return isFirst;
    };
    const page = await account.backend.listInvoices(QUERY, null, READS);
    expect(page.more).toBe(true);
    const following = await account.backend.listInvoices(QUERY, page.positionAfter(2), READS);
    expect(following.entries.map(({ sourceId }) => sourceId)).toEqual([2, 3, 4].map(iveskId));
  });

  test.each([['leads back to where it began', { documents: [{ id: 'a', digitizedat: minute(1) }], next: minute(1) }]])(
    'ends with a page that %s',
    async (_, body) => {
      await using account = await openFakeAccount(createFakeIvesk());
      account.fault = (arrival) => {
        answerJson(arrival, body);
        return true;
      };
      const { more } = await account.backend.listInvoices({ ...QUERY, since: minute(1) }, null, READS);
      expect(more).toBe(false);
    },
  );

  test('continues behind any number of pages without documents, and ends when they reach the present', async () => {
    await using account = await openFakeAccount(createFakeIvesk());
    const present = Date.UTC(2024, 5, 30);
    let late: readonly object[] = [];
    account.fault = (arrival) => {
      const from = parameter(arrival, 'from') ?? minute(0);
      const isPresent = from >= minute(23);
      // At its end it leads on with its clock, which is a minute behind.
      const next = isPresent ? Math.max(Date.parse(from) + 1, present - 60_000) : Date.parse(from) + 60_000;
      const documents = from === minute(22) ? [documentAt(minute(23), 1)] : isPresent ? late : [];
      answerJson(arrival, { documents, next: new Date(next).toISOString() });
      return true;
    };
    const { ids, position } = await walk(account, 5);
    expect(ids).toEqual([iveskId(1)]);
    late = [documentAt(minute(30), 2)];
    const following = await account.backend.listInvoices(QUERY, position, READS);
    expect(following.entries.map(({ sourceId }) => sourceId)).toEqual([iveskId(2)]);
  });

  test.each([1, 2, 5])('with a repeated document has it once, read %i at a time', async (count) => {
    const times = [minute(0), minute(1), minute(2), minute(3)];
    await using account = await openAccountAt(times);
    account.fault = (arrival) => {
      const [first, second, ...others] = account.fake.documents;
      const isFront = parameter(arrival, 'from') === null;
      if (isFront) answerJson(arrival, { documents: [first, second, first, ...others, second] });
      return isFront;
    };
    expect((await walk(account, count)).ids).toEqual(idsOf(times));
  });

  test('with a document that entered the queue again has both of its entries', async () => {
    await using account = await openAccountAt([minute(0), minute(1)]);
    account.fake.documents.push(documentAt(minute(2), 0));
    expect((await walk(account, 5)).ids).toEqual([0, 1, 0].map(iveskId));
  });

  test.each([
    { how: 'few documents', times: [0, 1, 2, 3, 4, 5, 6].map(minute), size: 4 },
    {
      how: 'more documents than a cursor can name',
      times: Array.from({ length: 70 }, (_, at) => minute(at)),
      size: 60,
    },
  ])('whose next page begins before its last documents does not repeat them: $how', async ({ times, size }) => {
    await using account = await openAccountAt(times);
    account.fault = (arrival) => {
      const from = parameter(arrival, 'from') ?? '';
      const rest = times.flatMap((at, index) => (at > from ? [documentAt(at, index)] : []));
      const next = rest.length > size ? { next: from === '' ? minute(0) : rest[size - 1]?.digitizedat } : {};
      answerJson(arrival, { documents: rest.slice(0, size), ...next });
      return true;
    };
    expect((await walk(account, 100)).ids).toEqual(idsOf(times));
    expect((await walk(account, 3)).ids).toEqual(idsOf(times));
  });

  test('that includes the instant that it is asked for is read to its end, one document at a time', async () => {
    const times = [minute(0), minute(1), minute(1), minute(2)];
    await using account = await openAccountAt(times);
    account.fault = (arrival) => {
      const from = parameter(arrival, 'from') ?? minute(0);
      const rest = times.flatMap((at, index) => (at >= from ? [documentAt(at, index)] : []));
      const page = from === minute(0) ? rest.slice(0, 2) : rest;
      answerJson(arrival, { documents: page, next: page.at(-1)?.digitizedat });
      return true;
    };
    expect(new Set((await walk(account, 1)).ids)).toEqual(new Set(idsOf(times)));
  });

  test.each([
    ['the same page again', (at: number) => at, [0, 1]],
    ['its page with a start that moves on', (at: number) => at + 1, [0, 1]],
    ['a page of one document', (at: number) => at, [1]],
  ])('that ignores the instant that it is asked for, and gives %s, is a bad response', async (_, nextAt, indexes) => {
    await using account = await openFakeAccount(createFakeIvesk());
    account.fault = (arrival) => {
      const from = parameter(arrival, 'from');
      const documents = indexes.map((index) => documentAt(minute(index), index));
      answerJson(arrival, { documents, next: from === null ? minute(5) : minute(nextAt(5)) });
      return true;
    };
    const first = await account.backend.listInvoices(QUERY, null, READS);
    expect(first.more).toBe(true);
    const position = throughCursor(account.backend, first.positionAfter(indexes.length));
    expect(await rejection(account.backend.listInvoices(QUERY, position, READS))).toMatchObject({
      code: 'BACKEND_BAD_RESPONSE',
    });
    expect(account.log.lines).toMatchObject([{ path: 'documents' }]);
  });

  test.each([{ next: 7 }, { next: {} }, { next: ' ' }, { next: '2024-05-13T00:00:00Z' }])(
    'that continues with $next, and does not lead on, is a bad response',
    async ({ next }) => {
      await using account = await openFakeAccount(createFakeIvesk());
      account.fault = (arrival) => {
        answerJson(arrival, { documents: [], next });
        return true;
      };
      const error = await rejection(account.backend.listInvoices({ ...QUERY, since: minute(1) }, null, READS));
      expect(error).toMatchObject({ code: 'BACKEND_BAD_RESPONSE' });
      expect(account.log.lines).toMatchObject([{ path: 'next', source: 'IVESK' }]);
    },
  );

  test.each([
    ['its time', {}, 'documents[0].digitizedat'],
    ['a usable time', { digitizedat: 'today' }, 'documents[0].digitizedat'],
    ['a usable time, but with an export', { digitizedat: 7, exportedat: minute(3) }, 'documents[0].digitizedat'],
    ['a usable type', { digitizedat: minute(3), doctype: {} }, 'documents[0].doctype'],
  ])('gives the error of a document without %s, by its id and with its path', async (_, fields, path) => {
    await using account = await openFakeAccount(createFakeIvesk());
    account.fault = (arrival) => {
      answerJson(arrival, { documents: [{ id: iveskId(8), ...fields }, documentAt(minute(4), 9)] });
      return true;
    };
    const { entries, leftOut } = await account.backend.listInvoices(QUERY, null, READS);
    expect([entries.map(({ sourceId }) => sourceId), leftOut]).toEqual([[8, 9].map(iveskId), 0]);
    expect(entries[0]?.invoice).toMatchObject({ code: 'BACKEND_BAD_RESPONSE' });
    expect(account.log.lines).toMatchObject([{ path }]);
    expect(JSON.stringify(account.log.lines)).not.toContain('today');
    const read = await account.backend.readInvoices(
      entries.map(({ document }) => document),
      READS,
    );
    expect(read).toMatchObject([{ code: 'BACKEND_BAD_RESPONSE' }, { sourceId: iveskId(9) }]);
  });
});

describe('the values of a column', () => {
  test('are read page by page, with everything that was asked for repeated', async () => {
    await using account = await openFakeAccount(createFakeIvesk());
    account.fault = (arrival) => {
      const items = [{ code: 'A 1', description: 'One', modifiedat: minute(0) }, { code: 7 }];
      answerJson(arrival, parameter(arrival, 'next') === null ? { items, next: 'a+b/=' } : { items: [] });
      return true;
    };
    const page = await account.backend.columns?.page('department & co', minute(0), null, READS);
    expect(page).toEqual({
      values: [
        { code: 'A 1', description: 'One', modifiedAt: minute(0) },
        { code: '7', description: null, modifiedAt: null },
      ],
      next: 'a+b/=',
    });
    const last = await account.backend.columns?.page('department & co', minute(0), page?.next ?? null, READS);
    expect(last).toEqual({ values: [], next: null });
    const query = 'column=department%20%26%20co&modifiedsince=2024-05-14T00%3A00%3A00.000Z';
    expect(account.calls()).toEqual([
      `/api/pub/columns/302320404?${query}`,
      `/api/pub/columns/302320404?${query}&next=a%2Bb%2F%3D`,
    ]);
  });

  test('are requested for a column whose name needs escaping, as the source knows its columns', async () => {
    await using account = await openFakeAccount(createFakeIvesk());
    account.fault = (arrival) => {
      answerJson(arrival, { items: [] });
      return true;
    };
    expect(await account.backend.columns?.page('\ud800', null, null, READS)).toEqual({ values: [], next: null });
  });
});

test.each([
  [{}, 'items'],
  [{ items: { 0: { code: 'A' } } }, 'items'],
  [{ items: [{ description: 'no code' }] }, 'items[0].code'],
  [{ items: [null] }, 'items[0]'],
  [{ items: [], next: 7 }, 'next'],
  [{ items: [{ code: 'A' }], next: 'same' }, 'next'],
])('a page of column values that cannot be read is a bad response: %j', async (body, path) => {
  await using account = await openFakeAccount(createFakeIvesk());
  account.fault = (arrival) => {
    answerJson(arrival, body);
    return true;
  };
  const error = await rejection(account.backend.columns?.page('c', null, 'same', READS) ?? Promise.resolve());
  expect(error).toMatchObject({ code: 'BACKEND_BAD_RESPONSE' });
  expect(account.log.lines).toMatchObject([{ path }]);
});

test('an unknown document type is shown as it is, is of the kind OTHER, and is logged once', async () => {
  await using account = await openFakeAccount(createFakeIvesk());
  account.fake.documents.push(
    ...[1, 2].map((index) => ({ id: iveskId(index), digitizedat: minute(index), doctype: 'waybill' })),
    { id: iveskId(3), digitizedat: minute(3) },
  );
  const { entries } = await account.backend.listInvoices(QUERY, null, READS);
  expect(entries.map(invoiceIn).map(({ kind, documentType }) => [kind, documentType])).toEqual([
    ['OTHER', 'waybill'],
    ['OTHER', 'waybill'],
    ['INVOICE', null],
  ]);
  expect(account.log.lines).toMatchObject([{ field: 'Document.doctype', value: 'waybill' }]);
});
