import { describe, expect, test } from 'vitest';
import type { ListFilter, Listing, PositionHandle, Reads } from '../../src/backends/backend.ts';
import { AccessToken } from '../../src/backends/lightyear/access-token.ts';
import { BackendTimeout, GatewayError } from '../../src/errors/catalogue.ts';
import { createTestCache } from '../cache/cache-subject.ts';
import { rejection } from '../calls/account.ts';
import type { Arrival } from '../calls/source-server.ts';
import { answerJson, type FakeAccount, openFakeAccount, parameter, pathOf } from './fake-account.ts';
import { COMPANY_ID, createFakeLightyear, lightyearId } from './fake-lightyear.ts';
import { documentIn, documentsIn, isTaken, positionIn, throughCursor } from './handles.ts';
import { keepingReads } from './keeping-reads.ts';
import { uncachedReads } from './uncached-reads.ts';

const QUERY: ListFilter = { issuedFrom: null, issuedTo: null, iveskQueue: 'DIGITIZED', since: null };
const ACCOUNT_ID = { source: 'LIGHTYEAR', company: 'acme' } as const;
const READS = uncachedReads();

function read(account: FakeAccount, ...indexes: readonly number[]) {
  return account.backend.readInvoices(
    documentsIn(
      account.backend,
      indexes.map((index) => [lightyearId(index)]),
    ),
    READS,
  );
}

function keyOf(arrival: Arrival) {
  return parameter(arrival, 'continuationKey');
}

/** All ids after a position, and the position of the end. The position goes through a cursor each time. */
async function readToEnd({ backend }: FakeAccount, from: PositionHandle | null) {
  const shown: string[] = [];
  let position = from;
  for (;;) {
    const { entries, more, positionAfter } = await backend.listInvoices(QUERY, position, READS);
    shown.push(...entries.map(({ sourceId }) => sourceId));
    position = throughCursor(backend, positionAfter(entries.length));
    if (!more) return { shown, position };
  }
}

/** Lets the fake answer what a test wants for a path below the base URL. */
function answerAt(account: FakeAccount, path: string, body: unknown, status = 200): void {
  account.fault = (arrival) => {
    const isIt = pathOf(arrival) === `/api${path}`;
    if (isIt) answerJson(arrival, body, status);
    return isIt;
  };
}

describe('the exportable list', () => {
  test('continues after the last document shown, from the front, when a key is no longer accepted', async () => {
    const fake = createFakeLightyear(13);
    await using account = await openFakeAccount(fake);
    const first = await account.backend.listInvoices(QUERY, null, READS);
    const second = await account.backend.listInvoices(QUERY, first.positionAfter(3), READS);
    fake.expireKeys();
    const { shown } = await readToEnd(account, throughCursor(account.backend, second.positionAfter(3)));
    expect(shown).toEqual([6, 7, 8, 9, 10, 11, 12].map(lightyearId));
  });

  test('starts from the front then where the last document shown has left it', async () => {
    const fake = createFakeLightyear(7);
    await using account = await openFakeAccount(fake);
    const first = await account.backend.listInvoices(QUERY, null, READS);
    fake.expireKeys();
    fake.documents.splice(2, 1);
    const { shown } = await readToEnd(account, throughCursor(account.backend, first.positionAfter(3)));
    expect(shown).toEqual([0, 1, 3, 4, 5, 6].map(lightyearId));
  });

  test('is read to its end, each document once, also where no page is kept and no key is taken on the next page', async () => {
    const fake = createFakeLightyear(20);
    await using account = await openFakeAccount(fake);
    const shown: string[] = [];
    let position: PositionHandle | null = null;
    for (let pages = 0; pages < 100; pages += 1) {
      fake.expireKeys();
      let listing: Listing = await account.backend.listInvoices(QUERY, position, READS);
      while (listing.entries.length === 0 && listing.more)
        listing = await account.backend.listInvoices(QUERY, listing.positionAfter(0), READS);
      const taken = listing.entries.slice(0, 2);
      shown.push(...taken.map(({ sourceId }) => sourceId));
      position = throughCursor(account.backend, listing.positionAfter(taken.length));
      if (taken.length === listing.entries.length && !listing.more) break;
    }
    expect(shown).toEqual(Array.from({ length: 20 }, (_, index) => lightyearId(index)));
  });

  test.each([true, false])(
    'is then read again, and not from the cache with the refused key (cache: %s)',
    async (enabled) => {
      const fake = createFakeLightyear(7);
      await using account = await openFakeAccount(fake);
      await using cache = await createTestCache({ enabled });
      const reads = cache.openOperation().of(ACCOUNT_ID, READS.signal);
      const list = (position: PositionHandle | null) => account.backend.listInvoices(QUERY, position, reads);
      const stale = (await list(null)).positionAfter(3);
      fake.expireKeys();
      fake.documents.splice(2, 1, fake.document(7));
      // Two at the same time share the calls: a second front would end the key of the first.
      const [front] = await Promise.all([list(stale), list(stale)]);
      const shown: string[] = [];
      for (let listing = front; ; listing = await list(listing.positionAfter(listing.entries.length))) {
        shown.push(...listing.entries.map(({ sourceId }) => sourceId));
        if (!listing.more) break;
      }
      // The last one shown is gone: it is looked for to the end, and then all is read from the front.
      expect(shown).toEqual([0, 1, 7, 3, 4, 5, 6].map(lightyearId));
      const keys = account.arrivals.filter((one) => pathOf(one).endsWith('/exportable')).map(keyOf);
      expect(keys.slice(0, 3)).toEqual([null, 'key-0', null]);
      expect(keys.slice(3, 5)).toEqual(['key-1', 'key-2']);
      // New readers start with the new front.
      expect((await list(null)).positionAfter(3).toJSON()).toMatchObject({ from: 'key-1' });
    },
  );

  test('starts again after its end, without a key: a document approved late comes before those shown', async () => {
    const fake = createFakeLightyear(10);
    await using account = await openFakeAccount(fake);
    const { position } = await readToEnd(account, null);
    expect(position.toJSON()).toEqual({ from: null, shown: 0, after: null });
    fake.documents.splice(4, 3, fake.document(11));
    fake.documents.push(fake.document(10));
    const before = account.calls().length;
    const { shown } = await readToEnd(account, position);
    expect(account.calls()[before]).toBe('/api/invoices/exportable');
    expect(fake.staleKeys).toEqual([]);
    expect(shown).toEqual([0, 1, 2, 3, 11, 7, 8, 9, 10].map(lightyearId));
  });

  test.each([401, 429, 500])('fails, and does not start again, when its next page is a %i', async (status) => {
    await using account = await openFakeAccount(createFakeLightyear(7));
    const first = await account.backend.listInvoices(QUERY, null, READS);
    account.fault = (arrival) => {
      arrival.answer(status);
      return true;
    };
    expect(await rejection(account.backend.listInvoices(QUERY, first.positionAfter(3), READS))).toBeInstanceOf(
      GatewayError,
    );
    expect(
      account
        .calls()
        .slice(1)
        .every((url) => url.includes('continuationKey=')),
    ).toBe(true);
  });

  test('makes no call for the rest of a page that is kept, even where its key has expired by then', async () => {
    const fake = createFakeLightyear(7);
    await using account = await openFakeAccount(fake);
    await using cache = await createTestCache({ enabled: true });
    const reads = cache.openOperation().of(ACCOUNT_ID, READS.signal);
    const first = await account.backend.listInvoices(QUERY, null, reads);
    fake.expireKeys();
    // Written to meanwhile, and gone from the list: the page stays what it was.
    await cache.openOperation().forget(ACCOUNT_ID);
    fake.documents.splice(0, 3);
    const later = cache.openOperation().of(ACCOUNT_ID, READS.signal);
    const rest = await account.backend.listInvoices(
      QUERY,
      throughCursor(account.backend, first.positionAfter(1)),
      later,
    );
    expect(rest.entries.map(({ sourceId }) => sourceId)).toEqual([1, 2].map(lightyearId));
    expect(account.calls()).toEqual(['/api/invoices/exportable']);
  });

  test('requests a page that is not kept by its key, and continues after the last document shown, or from the start', async () => {
    const fake = createFakeLightyear(13);
    await using account = await openFakeAccount(fake);
    const first = await account.backend.listInvoices(QUERY, null, READS);
    const second = await account.backend.listInvoices(QUERY, first.positionAfter(3), READS);
    const position = throughCursor(account.backend, second.positionAfter(2));
    const idsAt = async () => {
      const { entries } = await account.backend.listInvoices(QUERY, position, READS);
      return entries.map(({ sourceId }) => sourceId);
    };
    expect(await idsAt()).toEqual([lightyearId(5)]);
    fake.documents.splice(4, 1);
    expect(await idsAt()).toEqual([3, 5, 6].map(lightyearId));
    expect(account.calls().slice(-2)).toEqual(
      Array.from({ length: 2 }, () => '/api/invoices/exportable?continuationKey=key-0'),
    );
  });

  test.each([
    { from: 'x'.repeat(400), shown: 0, after: null },
    { from: null, shown: -1, after: null },
    { from: null, shown: 1.5, after: null },
    { from: null, shown: 1e9, after: null },
    { from: null, shown: 0, after: 'x'.repeat(150) },
    { from: null, shown: 0, after: '..' },
    { from: null, shown: 0, after: null, kept: 'another' },
    { from: null, shown: 0, after: null, kept: 'x'.repeat(100_000) },
    { from: null, shown: 0, after: null, seeks: 1 },
    { from: null, shown: 0, after: null, trail: [0, 'abcdefghijklmnop'] },
    { from: null, shown: 0, after: null, trail: [1, 'short'] },
  ])('refuses the position $from $shown $after $kept', async (value) => {
    await using account = await openFakeAccount(createFakeLightyear());
    expect(account.backend.position(value)).toBeUndefined();
  });

  test('has short positions, for keys and ids of any kind', async () => {
    await using account = await openFakeAccount(createFakeLightyear());
    const ids = [1, 2, 3].map((index) => `${'ž'.repeat(190)}${index}`);
    account.fault = (arrival) => {
      answerJson(arrival, { items: ids, continuationKey: keyOf(arrival) === null ? 'k'.repeat(5_000) : null });
      return true;
    };
    const listing = await account.backend.listInvoices(QUERY, null, READS);
    for (const count of [0, 1, 2, 3]) {
      const position = listing.positionAfter(count);
      expect(Buffer.byteLength(JSON.stringify(position))).toBeLessThan(600);
      expect(throughCursor(account.backend, position).toJSON()).toEqual(position.toJSON());
    }
  });

  describe('with keys that are too long for a cursor', () => {
    const ids = Array.from({ length: 8 }, (_, index) => lightyearId(index));

    async function openWithLongKeys(): Promise<FakeAccount> {
      const account = await openFakeAccount(createFakeLightyear());
      account.fault = (arrival) => {
        const start = Number(keyOf(arrival)?.slice(2_000) ?? 0);
        const next = start + 3 < ids.length ? `${'k'.repeat(2_000)}${start + 3}` : null;
        answerJson(arrival, { items: ids.slice(start, start + 3), continuationKey: next });
        return true;
      };
      return account;
    }

    async function readBy(count: number, { backend }: FakeAccount, reads: Reads): Promise<readonly string[]> {
      const shown: string[] = [];
      let position: PositionHandle | null = null;
      for (let round = 0; round < 20; round += 1) {
        const listing: Listing = await backend.listInvoices(QUERY, position, reads);
        const taken = listing.entries.slice(0, count);
        shown.push(...taken.map(({ sourceId }) => sourceId));
        position = throughCursor(backend, listing.positionAfter(taken.length));
        if (!listing.more && taken.length === listing.entries.length) return shown;
      }
      throw new Error(`no end after ${shown.length} documents`);
    }

    test.each([1, 2, 3])('is read to its end, %i at a time, while its pages are kept', async (count) => {
      await using account = await openWithLongKeys();
      expect(await readBy(count, account, keepingReads())).toEqual(ids);
    });

    test('is an error if its pages are not kept, as a list without end would repeat its front', async () => {
      await using account = await openWithLongKeys();
      expect(await rejection(readBy(3, account, READS))).toMatchObject({ code: 'BACKEND_BAD_RESPONSE' });
    });
  });

  test('sends a key as it was given, whatever is in it', async () => {
    await using account = await openFakeAccount(createFakeLightyear());
    account.fault = (arrival) => {
      const isFirst = parameter(arrival, 'continuationKey') === null;
      answerJson(arrival, { items: [lightyearId(isFirst ? 1 : 2)], continuationKey: isFirst ? '+/=&?# ąž' : null });
      return true;
    };
    const first = await account.backend.listInvoices(QUERY, null, READS);
    await account.backend.listInvoices(QUERY, first.positionAfter(1), READS);
    expect(parameter(account.arrivals.at(-1) as Arrival, 'continuationKey')).toBe('+/=&?# ąž');
  });

  test('takes a key out of a cursor that no URL can hold for one that is not taken any more', async () => {
    await using account = await openFakeAccount(createFakeLightyear(2));
    const position = positionIn(account.backend, { from: '\ud800', shown: 0, after: null });
    const { entries } = await account.backend.listInvoices(QUERY, position, READS);
    expect(entries.length).toBe(2);
  });

  test('is a bad response where a page without ids leads back to itself', async () => {
    await using account = await openFakeAccount(createFakeLightyear());
    account.fault = (arrival) => {
      answerJson(arrival, { items: [], continuationKey: 'same' });
      return true;
    };
    const first = await account.backend.listInvoices(QUERY, null, READS);
    expect(first.more).toBe(true);
    const error = await rejection(account.backend.listInvoices(QUERY, first.positionAfter(0), READS));
    expect(error).toMatchObject({ code: 'BACKEND_BAD_RESPONSE' });
  });

  test.each([1, 2, 3, 7])(
    'whose keys lead in a circle of %i pages is a bad response, and not endless',
    async (length) => {
      await using account = await openFakeAccount(createFakeLightyear());
      account.fault = (arrival) => {
        const page = Number(keyOf(arrival) ?? 0);
        const next = page < 3 + length ? page + 1 : 4;
        answerJson(arrival, { items: [lightyearId(page)], continuationKey: String(next) });
        return true;
      };
      const shown = new Set<string>();
      let position: PositionHandle | null = null;
      const walk = async () => {
        for (;;) {
          const listing: Listing = await account.backend.listInvoices(QUERY, position, READS);
          for (const { sourceId } of listing.entries) shown.add(sourceId);
          position = throughCursor(account.backend, listing.positionAfter(listing.entries.length));
        }
      };
      expect(await rejection(walk())).toMatchObject({ code: 'BACKEND_BAD_RESPONSE' });
      expect(shown.size).toBe(length + 4);
      expect(account.calls().length).toBeLessThan(4 * (length + 4));
    },
  );

  test.each([
    {
      how: 'in another order',
      pages: [
        [1, 2],
        [2, 1],
      ],
      calls: 2,
    },
    { how: 'after other ones', pages: [[1], [2], [3]], calls: 8 },
  ])('that repeats its documents $how under new keys is a bad response', async ({ pages, calls }) => {
    await using account = await openFakeAccount(createFakeLightyear());
    account.fault = (arrival) => {
      const page = Number(keyOf(arrival) ?? 0);
      answerJson(arrival, { items: pages[page % pages.length]?.map(lightyearId), continuationKey: String(page + 1) });
      return true;
    };
    expect(await rejection(readToEnd(account, null))).toMatchObject({ code: 'BACKEND_BAD_RESPONSE' });
    const listed = account.calls().length;
    expect(listed).toBeLessThanOrEqual(calls);
    const absent = documentIn(account.backend, [lightyearId(9)]);
    const looking = account.backend.exports?.areListed([absent], READS) ?? Promise.resolve();
    expect(await rejection(looking)).toMatchObject({ code: 'BACKEND_BAD_RESPONSE' });
    expect(account.calls().length).toBe(2 * listed);
  });

  test('may have several pages without ids', async () => {
    await using account = await openFakeAccount(createFakeLightyear());
    account.fault = (arrival) => {
      const page = Number(keyOf(arrival) ?? 0);
      answerJson(arrival, {
        items: page < 5 ? [] : [lightyearId(1)],
        continuationKey: page < 5 ? `${page + 1}` : null,
      });
      return true;
    };
    expect(await readToEnd(account, null)).toMatchObject({ shown: [lightyearId(1)] });
    const document = documentIn(account.backend, [lightyearId(1)]);
    expect(await account.backend.exports?.areListed([document], READS)).toEqual([true]);
  });

  test.each([{ continuationKey: 7 }, { continuationKey: '' }, { continuationKey: {} }, { continuationKey: [] }])(
    'with the key $continuationKey is a bad response',
    async ({ continuationKey }) => {
      await using account = await openFakeAccount(createFakeLightyear());
      answerAt(account, '/invoices/exportable', { items: [], continuationKey });
      const error = await rejection(account.backend.listInvoices(QUERY, null, READS));
      expect(error).toMatchObject({ code: 'BACKEND_BAD_RESPONSE' });
      expect(account.log.lines).toMatchObject([{ path: 'continuationKey' }]);
    },
  );
});

describe('a document', () => {
  test('is read with one call, concurrently with others', async () => {
    await using account = await openFakeAccount(createFakeLightyear(3));
    const [second, none, first] = await read(account, 2, 77, 1);
    expect([second, none, first]).toMatchObject([{ number: 'LY-2' }, null, { number: 'LY-1' }]);
    expect(account.calls().length).toBe(3);
  });

  test.each([
    ['another document', { id: lightyearId(5), companyID: COMPANY_ID }],
    ["another company's", { id: lightyearId(1), companyID: '00000000-426e-4798-8e1f-06c83411113c' }],
  ])('that turns out to be %s is never shown', async (_, body) => {
    await using account = await openFakeAccount(createFakeLightyear(3));
    answerAt(account, `/invoices/${lightyearId(1)}`, body);
    expect(await read(account, 1)).toMatchObject([{ code: 'BACKEND_BAD_RESPONSE' }]);
  });

  test('may come without an id, or in capital letters', async () => {
    await using account = await openFakeAccount(createFakeLightyear(3));
    answerAt(account, `/invoices/${lightyearId(1)}`, { companyID: COMPANY_ID.toUpperCase() });
    expect(await read(account, 1)).toMatchObject([{ sourceId: lightyearId(1), number: null }]);
  });

  test.each([
    ['a time-out of its function', { errorMessage: 'Task timed out' }, 'id'],
    ['nulls', { invoiceNumber: null, lineItems: null }, 'id'],
    ['an id of another type', { id: {}, invoiceNumber: 'A' }, 'id'],
    ['a company of another type', { id: lightyearId(1), companyID: 7 }, 'companyID'],
    ['a type that is not a text', { id: lightyearId(1), invoiceType: { name: 'LineItems' } }, 'invoiceType'],
  ])('that comes as %s is a bad response, is not kept, and is read again', async (_, body, path) => {
    await using account = await openFakeAccount(createFakeLightyear(3));
    await using cache = await createTestCache({ enabled: true });
    const reads = () => cache.openOperation().of(ACCOUNT_ID, READS.signal);
    const documents = documentsIn(account.backend, [[lightyearId(1)]]);
    answerAt(account, `/invoices/${lightyearId(1)}`, body);
    expect(await account.backend.readInvoices(documents, reads())).toMatchObject([{ code: 'BACKEND_BAD_RESPONSE' }]);
    expect(account.log.lines).toMatchObject([{ path }]);
    account.fault = () => false;
    expect(await account.backend.readInvoices(documents, reads())).toMatchObject([{ number: 'LY-1' }]);
  });

  test('has one id, whatever the letter case of its UUID in the list, in an id that was saved, and in a match', async () => {
    const id = 'abcdef00-0000-4000-8000-00000000000a';
    await using account = await openFakeAccount(createFakeLightyear(1));
    const items = [id.toUpperCase(), id, 'INV-7', 'inv-7'];
    answerAt(account, '/invoices/exportable', { items, continuationKey: null });
    const { entries } = await account.backend.listInvoices(QUERY, null, READS);
    expect(entries.map(({ document }) => document.key)).toEqual([[id], ['INV-7'], ['inv-7']]);
    const saved = documentIn(account.backend, [id.toUpperCase()]);
    expect([saved.key, saved.sourceId]).toEqual([[id], id]);
    expect(await account.backend.exports?.areListed([saved], READS)).toEqual([true]);
    const match = { documentID: id.toUpperCase(), lineItem: { id: lightyearId(1) } };
    answerAt(account, `/invoices/${id}/lines/${lightyearId(2)}/matches`, { matches: [match], continuationKey: null });
    expect(await account.backend.matches?.ofInvoiceLine(saved, lightyearId(2), READS)).toMatchObject([
      { documentId: id },
    ]);
  });

  test('has the number of its values that cannot be understood, which are null and logged by their paths', async () => {
    await using account = await openFakeAccount(createFakeLightyear(1));
    const lineItems = [{ quantity: 'many', amountExclTax: 1 }, 'line', { taxCode: { ratePercent: [] } }];
    answerAt(account, `/invoices/${lightyearId(0)}`, { id: lightyearId(0), subTotal: {}, supplierCard: [], lineItems });
    expect(await read(account, 0)).toMatchObject([{ oddities: 5, netAmount: null, supplier: null }]);
    expect(account.log.lines.map(({ path }) => path)).toEqual([
      ...['Invoice.subTotal', 'Invoice.supplierCard', 'Invoice.lineItems[].quantity', 'Invoice.lineItems[]'],
      'Invoice.lineItems[].taxCode.ratePercent',
    ]);
  });

  test.each([[[]], [['a', 'b']], [['']], [['..']], [['.']], [['\ud800']], [['x'.repeat(201)]]])(
    'has no key like %j',
    (key) => {
      expect(isTaken('LIGHTYEAR', key)).toBe(false);
    },
  );

  test('with an odd id stays below its path', async () => {
    await using account = await openFakeAccount(createFakeLightyear());
    expect(isTaken('LIGHTYEAR', ['a/../b?x=1#y'])).toBe(true);
    expect(await account.backend.readInvoices(documentsIn(account.backend, [['a/../b?x=1#y']]), READS)).toEqual([null]);
    expect(account.calls()).toEqual(['/api/invoices/a%2F..%2Fb%3Fx%3D1%23y']);
  });
});

describe('the access token', () => {
  test('is asked for once, however many calls wait for it, and then kept', async () => {
    const fake = createFakeLightyear(12);
    await using account = await openFakeAccount(fake);
    await read(account, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    await read(account, 10, 11);
    expect(fake.tokens.length).toBe(1);
    const [tokenCall] = account.arrivals;
    expect(tokenCall).toMatchObject({
      method: 'POST',
      url: '/oauth2/token',
      headers: {
        authorization: `Basic ${Buffer.from('the-client:the-secret').toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
    });
    expect(tokenCall?.headers).not.toHaveProperty('lightyear-company-id');
  });

  test('that ended early is renewed once for all calls that it was refused to, and they are made again', async () => {
    const fake = createFakeLightyear(4);
    await using account = await openFakeAccount(fake);
    await read(account, 0);
    let refused = 0;
    account.fault = (arrival) => {
      const isOld = arrival.headers.authorization === 'Bearer token-1';
      if (isOld) answerJson(arrival, { message: 'The incoming token has expired' }, 401);
      refused += Number(isOld);
      return isOld;
    };
    expect(await read(account, 0, 1, 2, 3)).toMatchObject([0, 1, 2, 3].map((index) => ({ number: `LY-${index}` })));
    expect([fake.tokens.length, refused]).toEqual([2, 4]);
  });

  test('that is refused again is not renewed in a loop', async () => {
    const fake = createFakeLightyear(1);
    await using account = await openFakeAccount(fake);
    account.fault = (arrival) => {
      arrival.answer(401);
      return true;
    };
    expect(await read(account, 0)).toMatchObject([{ code: 'BACKEND_UNAUTHORIZED' }]);
    expect([fake.tokens.length, account.calls().length]).toEqual([2, 2]);
  });

  test('is waited for no longer than its caller waits, and the others get it', async () => {
    const fake = createFakeLightyear(2);
    let arrived: (arrival: Arrival) => void = () => {};
    const asked = new Promise<Arrival>((resolve) => {
      arrived = resolve;
    });
    await using account = await openFakeAccount({ ...fake, isAside: () => false });
    account.fault = (arrival) => {
      const isToken = pathOf(arrival) === '/oauth2/token';
      if (isToken) arrived(arrival);
      return isToken;
    };
    const controller = new AbortController();
    const impatient = account.backend.readInvoices(
      documentsIn(account.backend, [[lightyearId(0)]]),
      uncachedReads(controller.signal),
    );
    const patient = read(account, 1);
    const token = await asked;
    controller.abort(new BackendTimeout('The operation took too long.'));
    expect(await impatient).toMatchObject([{ code: 'BACKEND_TIMEOUT' }]);
    fake.answer(token);
    expect(await patient).toMatchObject([{ number: 'LY-1' }]);
    expect(account.calls()).toEqual(['/oauth2/token', `/api/invoices/${lightyearId(1)}`]);
  });

  test.each([
    ['a 400', 'BACKEND_UNAUTHORIZED', 400, { error: 'invalid_client' }],
    ['a 401', 'BACKEND_UNAUTHORIZED', 401, {}],
    ['a 503', 'BACKEND_UNAVAILABLE', 503, {}],
    ['an answer without a token', 'BACKEND_BAD_RESPONSE', 200, { expires_in: 3600 }],
    ['a token that fits in no header', 'BACKEND_BAD_RESPONSE', 200, { access_token: 'a\r\nb', expires_in: 3600 }],
    ['a list', 'BACKEND_BAD_RESPONSE', 200, []],
    ['an empty token', 'BACKEND_BAD_RESPONSE', 200, { access_token: '', token_type: 'Bearer' }],
    ['a number', 'BACKEND_BAD_RESPONSE', 200, { access_token: 7, token_type: 'Bearer' }],
    ['a token of another type', 'BACKEND_BAD_RESPONSE', 200, { access_token: 'a', token_type: 'mac' }],
    ['a type that is not text', 'BACKEND_BAD_RESPONSE', 200, { access_token: 'a', token_type: 1 }],
    ['a 400 for now', 'BACKEND_UNAVAILABLE', 400, { error: 'temporarily_unavailable' }],
    ['a 403', 'BACKEND_UNAUTHORIZED', 403, { error: 'unauthorized_client' }],
    ['a 403 of a firewall', 'BACKEND_BAD_RESPONSE', 403, '<html>Request blocked</html>'],
    ['a 403 of an API gateway', 'BACKEND_BAD_RESPONSE', 403, { message: 'Forbidden' }],
    ['a 400 of a proxy', 'BACKEND_BAD_RESPONSE', 400, '<html>Bad Request</html>'],
    ['a 400 for the request', 'BACKEND_BAD_RESPONSE', 400, { error: 'unsupported_grant_type' }],
    ['a 400 for too many requests', 'BACKEND_RATE_LIMITED', 400, { __type: 'TooManyRequestsException' }],
    ['a 403 for an unknown path', 'BACKEND_BAD_RESPONSE', 403, { message: 'Missing Authentication Token' }],
    ['a 404', 'BACKEND_BAD_RESPONSE', 404, {}],
    ['a 409', 'BACKEND_BAD_RESPONSE', 409, { message: 'x' }],
    ['a 422', 'BACKEND_BAD_RESPONSE', 422, { message: 'x' }],
    ['a 429', 'BACKEND_RATE_LIMITED', 429, {}],
  ])(
    'that cannot be obtained (%s) fails the call with %s, and is requested again by the next one',
    async (_, code, status, body) => {
      const fake = createFakeLightyear(1);
      let answered = 0;
      await using account = await openFakeAccount({ ...fake, isAside: () => false });
      account.fault = (arrival) => {
        answered += 1;
        if (answered === 1 && typeof body === 'string') arrival.answer(status, body);
        else if (answered === 1) answerJson(arrival, body, status);
        return answered === 1;
      };
      const [error] = await read(account, 0);
      expect(error).toMatchObject({ code, accountId: { source: 'LIGHTYEAR', company: 'acme' } });
      expect(await read(account, 0)).toMatchObject([{ number: 'LY-0' }]);
    },
  );

  /** A token whose answers have these fields, its clock, and the number of times that it was asked for. */
  const createToken = (fields: object) => {
    const subject = { now: 0, asked: 0 };
    const send = async () => {
      subject.asked += 1;
      return { status: 200, headers: {}, text: JSON.stringify({ access_token: `token-${subject.asked}`, ...fields }) };
    };
    const accountId = { source: 'LIGHTYEAR', company: 'acme' } as const;
    const token = new AccessToken(send, { clientId: 'a', clientSecret: ['b'] }, accountId, () => subject.now);
    const { signal } = new AbortController();
    return Object.assign(subject, { token, get: async () => (await token.get(signal)).value });
  };

  test.each([
    ['an hour', 3600, 3_570_000],
    ['an hour, as text', '3600', 3_570_000],
    ['a minute and a half', 90.5, 81_450],
    ['a second', 1, 900],
    ['more than a day', 1e12, 86_370_000],
    ['no time that is given', undefined, 270_000],
    ['no time', 0, 270_000],
    ['less than no time', -5, 270_000],
    ['an unreadable time', 'soon', 270_000],
    ['an empty text', '', 270_000],
    ['null', null, 270_000],
    ['an object', {}, 270_000],
  ])('that lasts %s is renewed shortly before', async (_, life, freshMs) => {
    const subject = createToken({ expires_in: life });
    expect(await subject.get()).toBe('token-1');
    subject.now = freshMs - 1;
    expect(await subject.get()).toBe('token-1');
    subject.now = freshMs;
    expect(await subject.get()).toBe('token-2');
  });

  test.each(['Bearer', 'bearer', 'BEARER', null, undefined])('may have the type %j', async (type) => {
    expect(await createToken({ expires_in: 60, token_type: type }).get()).toBe('token-1');
  });

  test('that was refused is renewed once, even if the new one has the same value', async () => {
    const subject = createToken({ access_token: 'same' });
    const { signal } = new AbortController();
    const first = await subject.token.get(signal);
    subject.token.refused(first);
    await subject.get();
    subject.token.refused(first);
    await subject.get();
    expect(subject.asked).toBe(2);
  });

  test('is asked for again after a connection error, a 503, a 429 and a 400 that means the same, like a document', async () => {
    const fake = createFakeLightyear(1);
    await using account = await openFakeAccount({ ...fake, isAside: () => false }, { retries: 4 });
    let asked = 0;
    account.fault = (arrival) => {
      if (pathOf(arrival) !== '/oauth2/token') return false;
      asked += 1;
      if (asked === 1) arrival.socket.destroy();
      else if (asked < 4) arrival.answer(asked === 2 ? 503 : 429);
      else if (asked === 4) answerJson(arrival, { __type: 'TooManyRequestsException' }, 400);
      return asked < 5;
    };
    expect(await read(account, 0)).toMatchObject([{ number: 'LY-0' }]);
    expect(asked).toBe(5);
  });

  test('is not asked for while the Retry-After of its endpoint lasts', async () => {
    const fake = createFakeLightyear(1);
    await using account = await openFakeAccount({ ...fake, isAside: () => false });
    account.fault = (arrival) => {
      arrival.answer(429, '{}', { 'retry-after': '60' });
      return true;
    };
    const limited = { code: 'BACKEND_RATE_LIMITED', retryAfterMs: expect.toSatisfy((ms: number) => ms > 59_000) };
    for (let i = 0; i < 3; i += 1) expect(await read(account, 0)).toMatchObject([limited]);
    expect(account.calls()).toEqual(['/oauth2/token']);
  });
});

describe('the matches of a line', () => {
  const match = (id: number) => ({
    documentID: lightyearId(id),
    type: 'CONFIRMED',
    lineItem: { id: lightyearId(id + 100) },
  });

  test('are read page by page to their end', async () => {
    await using account = await openFakeAccount(createFakeLightyear());
    account.fault = (arrival) => {
      const page = Number(parameter(arrival, 'continuationKey') ?? 1);
      answerJson(arrival, { matches: [match(page)], continuationKey: page < 3 ? String(page + 1) : null });
      return true;
    };
    const matches = await account.backend.matches?.ofInvoiceLine(
      documentIn(account.backend, [lightyearId(1)]),
      lightyearId(9),
      READS,
    );
    expect(matches?.map(({ documentId }) => documentId)).toEqual([1, 2, 3].map(lightyearId));
    const path = `/api/invoices/${lightyearId(1)}/lines/${lightyearId(9)}/matches`;
    expect(account.calls()).toEqual([path, `${path}?continuationKey=2`, `${path}?continuationKey=3`]);
  });

  test('are read from the purchase order if the line belongs to one', async () => {
    await using account = await openFakeAccount(createFakeLightyear());
    const path = `/purchase-orders/${lightyearId(1)}/lines/${lightyearId(9)}/matches`;
    answerAt(account, path, {
      matches: [match(3), { ...match(5), type: 'LIKELY' }],
    });
    const matches = await account.backend.matches?.ofPurchaseOrderLine(lightyearId(1), lightyearId(9), READS);
    expect(matches).toMatchObject([
      { documentId: lightyearId(3), type: 'CONFIRMED' },
      { documentId: lightyearId(5), type: 'OTHER' },
    ]);
    expect(account.calls()).toEqual([`/api${path}`]);
  });

  test.each([
    [{}, 'matches'],
    [{ matches: {} }, 'matches'],
    [{ matches: [null] }, 'matches[0]'],
    [{ matches: [match(1), { documentID: lightyearId(4) }] }, 'matches[1]'],
    [{ matches: [], continuationKey: 7 }, 'continuationKey'],
  ])('that cannot be read are an error: %j', async (body, path) => {
    await using account = await openFakeAccount(createFakeLightyear());
    answerAt(account, `/invoices/i/lines/l/matches`, body);
    const document = documentIn(account.backend, ['i']);
    const error = await rejection(account.backend.matches?.ofInvoiceLine(document, 'l', READS) ?? Promise.resolve());
    expect(error).toMatchObject({ code: 'BACKEND_BAD_RESPONSE' });
    expect(account.log.lines).toMatchObject([{ path }]);
  });

  test('that never end are an error', async () => {
    await using account = await openFakeAccount(createFakeLightyear());
    answerAt(account, `/invoices/i/lines/l/matches`, { matches: [match(1)], continuationKey: 'on' });
    const error = await rejection(
      account.backend.matches?.ofInvoiceLine(documentIn(account.backend, ['i']), 'l', READS) ?? Promise.resolve(),
    );
    expect(error).toMatchObject({ code: 'BACKEND_BAD_RESPONSE' });
    expect(account.calls().length).toBe(2);
  });

  test.each(['..', '', '\ud800', 'x'.repeat(300)])('are an error, without a call, if an id is %j', async (id) => {
    await using account = await openFakeAccount(createFakeLightyear());
    const { matches } = account.backend;
    const asked = [
      matches?.ofInvoiceLine(documentIn(account.backend, ['i']), id, READS),
      matches?.ofPurchaseOrderLine('o', id, READS),
      matches?.ofPurchaseOrderLine(id, 'l', READS),
    ].map((asking) => rejection(asking ?? Promise.resolve()));
    expect(await Promise.all(asked)).toMatchObject([
      { code: 'BACKEND_BAD_RESPONSE' },
      { code: 'NOT_FOUND' },
      { code: 'NOT_FOUND' },
    ]);
    expect(account.arrivals).toEqual([]);
  });
});

describe('an import job', () => {
  test('is read with its counts', async () => {
    await using account = await openFakeAccount(createFakeLightyear());
    answerAt(account, '/import-jobs/7', {
      ...{ id: '7', type: 'GL_CODES', sourceApplicationCode: 'erp', status: 'FINISHED' },
      ...{ created: '2024-05-14T10:00:00Z', lastUpdate: '2024-05-14T10:01:00Z' },
      counts: { inserted: 1, updated: 2, deleted: 3, unchanged: 4 },
    });
    expect(await account.backend.importJobs?.read('7', READS)).toEqual({
      ...{
        company: 'acme',
        source: 'LIGHTYEAR',
        sourceId: '7',
        type: 'GL_CODES',
        sourceApplicationCode: 'erp',
        status: 'FINISHED',
      },
      ...{ createdAt: '2024-05-14T10:00:00Z', updatedAt: '2024-05-14T10:01:00Z' },
      counts: { inserted: 1, updated: 2, deleted: 3, unchanged: 4 },
    });
  });

  test('with an unknown type and status is OTHER and UNKNOWN, and is logged once', async () => {
    await using account = await openFakeAccount(createFakeLightyear());
    answerAt(account, '/import-jobs/7', { type: 'SPACESHIPS', status: 'PAUSED', counts: [] });
    for (let i = 0; i < 3; i += 1) {
      const job = await account.backend.importJobs?.read('7', READS);
      expect(job).toMatchObject({ type: 'OTHER', status: 'UNKNOWN', counts: null, createdAt: null });
    }
    expect(account.log.lines.map(({ field, value, path }) => [field ?? path, value])).toEqual([
      ['ImportJob.counts', undefined],
      ['ImportJob.type', 'SPACESHIPS'],
      ['ImportJob.status', 'PAUSED'],
    ]);
  });

  test.each([
    [{ errorMessage: 'Task timed out' }, 'id'],
    [{ id: '8', status: 'FINISHED' }, 'id'],
    [{ id: '7', status: { name: 'FINISHED' } }, 'status'],
    [[], '$'],
  ])('that cannot be read is an error: %j', async (body, path) => {
    await using account = await openFakeAccount(createFakeLightyear());
    answerAt(account, '/import-jobs/7', body);
    const error = await rejection(account.backend.importJobs?.read('7', READS) ?? Promise.resolve());
    expect(error).toMatchObject({ code: 'BACKEND_BAD_RESPONSE' });
    expect(account.log.lines).toMatchObject([{ path }]);
  });

  test('that does not exist is null, and so is one whose id cannot be part of a path', async () => {
    await using account = await openFakeAccount(createFakeLightyear());
    expect(await account.backend.importJobs?.read('7', READS)).toBeNull();
    expect(await account.backend.importJobs?.read('..', READS)).toBeNull();
    expect(await account.backend.importJobs?.read('\ud800', READS)).toBeNull();
    expect(account.calls()).toEqual(['/api/import-jobs/7']);
  });
});

describe('a download URL', () => {
  test('is requested each time, and is null if there is no file', async () => {
    await using account = await openFakeAccount(createFakeLightyear());
    answerAt(account, `/invoices/i/download-url`, { url: 'https://s3.example/x?sig=1' });
    expect(await account.backend.files?.downloadUrl(documentIn(account.backend, ['i']), READS)).toBe(
      'https://s3.example/x?sig=1',
    );
    expect(await account.backend.files?.downloadUrl(documentIn(account.backend, ['i']), READS)).toBe(
      'https://s3.example/x?sig=1',
    );
    expect(await account.backend.files?.downloadUrl(documentIn(account.backend, ['other']), READS)).toBeNull();
    expect(account.calls().length).toBe(3);
  });

  test.each(['javascript:alert(1)', 'data:text/html,x', '/files/1.pdf', 7, undefined])(
    'that is %j is a bad response',
    async (url) => {
      await using account = await openFakeAccount(createFakeLightyear());
      answerAt(account, `/invoices/i/download-url`, { url });
      const document = documentIn(account.backend, ['i']);
      const error = await rejection(account.backend.files?.downloadUrl(document, READS) ?? Promise.resolve());
      expect(error).toMatchObject({ code: 'BACKEND_BAD_RESPONSE' });
    },
  );
});
