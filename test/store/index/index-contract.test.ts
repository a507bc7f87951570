import { describe, expect, test } from 'vitest';
import type { InvoiceState } from '../../../src/domain/invoice.ts';
import { foldedWords } from '../../../src/domain/values/folded-text.ts';
import { forgetCompany } from '../../../src/store/forget-company.ts';
import type { DocumentOrder, DocumentQuery } from '../../../src/store/index/document-query.ts';
import { duplicateKeyOf } from '../../../src/store/index/prepare/to-document.ts';
import { digitized, queryOf } from '../some-events.ts';
import { describeIndex, type IndexStore } from './index-places.ts';
import { documentOf } from './some-documents.ts';

const ACME: DocumentQuery = { companies: ['acme'] };
const LIGHTYEAR = { company: 'acme', source: 'LIGHTYEAR' } as const;
const BY_NUMBER: readonly DocumentOrder[] = [{ field: 'NUMBER', direction: 'ASC' }];
const DAY_MS = 86_400_000;

/** Texts, and the documents that contain them. */
const TEXTS: readonly (readonly [string, readonly string[]])[] = [
  ['uab', ['1', '2']],
  ['UAB', ['1', '2']],
  ['zuvis', ['1']],
  ['ŽUVIS', ['1']],
  ['„Žuvis“', ['1']],
  ['vis uab', ['1']],
  ['u', ['1', '2', '3']],
  ['ab', ['1', '2', '3']],
  ['INV', ['1', '2']],
  ['inv-4711', ['1']],
  ['4711', ['1', '2']],
  ['LT10001', ['2']],
  ['100%', ['3']],
  ['%', ['3']],
  ['_', ['3']],
  ['a_b', ['3']],
  ['axb', []],
  ['\\', ['3']],
  ['"', ['1', '3']],
  ["'; DROP TABLE documents; --", []],
  ["o'neill", ['3']],
  ['uab OR scan', []],
  ['NOT', []],
  ['inv*', []],
  ['🎉', ['2']],
  ['🎉party', ['2']],
  ['scan', ['2']],
  ['po-77', ['2']],
  ['batch', ['3']],
  ['  \n ', ['1', '2', '3']],
  ['\u0000', ['1', '2', '3']],
];

/** The keys of the documents that a query finds, by number. */
async function find({ index }: IndexStore, query: Partial<DocumentQuery>, text = ''): Promise<readonly string[]> {
  const whole = { ...ACME, ...query, words: foldedWords(text) };
  const request = { query: whole, orderBy: BY_NUMBER, isBackward: false, count: 200 };
  const found = await index.search('searchDocuments', request);
  const invoices = await index.load(
    whole.companies,
    found.map(({ id }) => id),
  );
  return invoices.map((invoice) => invoice?.ref.key.join('/') ?? 'gone');
}

async function statesOf(store: IndexStore): Promise<Readonly<Record<string, readonly string[]>>> {
  const states: readonly InvoiceState[] = ['AWAITING_EXPORT', 'EXPORTED', 'REJECTED', 'UNKNOWN'];
  const found = await Promise.all(
    states.map(async (state) => [state, await find(store, { states: [state] })] as const),
  );
  return Object.fromEntries(found.filter(([, keys]) => keys.length > 0));
}

function listed(...invoices: readonly ReturnType<typeof documentOf>[]) {
  return invoices.map((invoice) => ({ invoice, isListed: true }));
}

/** Records a write about a document, as the gateway does. */
async function write(
  { journal }: IndexStore,
  [action, key, outcome]: readonly ['MARK_EXPORTED' | 'REPORT_SYNC_ERROR', string, 'DONE' | 'CONFLICT' | 'NOT_DONE'],
  source: 'LIGHTYEAR' | 'IVESK' = 'LIGHTYEAR',
  isLocal = false,
): Promise<void> {
  const begun = await journal.begin({
    ...{ caller: 'erp', company: 'acme', source, action, subject: [key], key: null, isLocal },
  });
  if (begun.kind !== 'SEND') return;
  const error = outcome === 'DONE' ? null : { code: outcome === 'CONFLICT' ? 'CONFLICT' : 'RATE_LIMITED', message: '' };
  const ended = outcome === 'CONFLICT' ? 'REFUSED' : outcome;
  await journal.end({ id: begun.id, outcome: ended, error, result: null, lookAt: null });
}

describeIndex('an index', ({ open, name }) => {
  describe('storing', () => {
    test('tells a new document from a changed one and from the same', async () => {
      await using store = await open();
      const one = documentOf('1', { number: '1' });
      const changed = documentOf('1', { number: '2' });
      expect(await store.index.put(listed(one, documentOf('2')))).toEqual(['NEW', 'NEW']);
      expect(await store.index.put(listed(one, documentOf('3')))).toEqual(['SAME', 'NEW']);
      expect(await store.index.put(listed(changed))).toEqual(['CHANGED']);
      expect(await find(store, { number: '1' })).toEqual([]);
      expect(await find(store, { number: '2' })).toEqual(['1']);
    });

    test('stores a document that is passed several times at once in its last form', async () => {
      await using store = await open();
      const forms = ['a', 'b', 'b', 'c'].map((number) => documentOf('1', { number }));
      expect(await store.index.put(listed(...forms))).toEqual(['NEW', 'CHANGED', 'SAME', 'CHANGED']);
      expect(await find(store, {})).toEqual(['1']);
      expect(await find(store, { number: 'c' })).toEqual(['1']);
      expect(await find(store, {}, 'b')).toEqual([]);
    });

    test('returns documents as they are, but without bank details and URLs of files', async () => {
      await using store = await open();
      const odd = 'Įv\u0000 "quoted" \\ \u{1F600} \u{F0000} {}:*\r\n$3';
      const bank = { accountName: odd, accountNumber: '1', sortCode: null, bic: null, iban: 'LT121000011101001000' };
      const invoice = documentOf('1', {
        number: odd,
        additionalInfo: odd.repeat(20_000),
        grossAmount: '-123456789012345678901234567890.123456789',
        tags: [odd],
        supplier: { name: odd, bankAccount: bank },
        lineItems: [{ description: odd, netAmount: '0.0000000001' }, {}],
        file: { name: odd, url: 'https://files.example/secret' },
      });
      await store.index.put(listed(invoice));
      expect(await store.index.read([invoice.ref, { ...invoice.ref, key: ['other'] }])).toEqual([
        { ...invoice, supplier: { ...invoice.supplier, bankAccount: 'WITHHELD' }, file: { name: odd, url: null } },
        undefined,
      ]);
      const [row] = await store.index.search('readNamedDocuments', [
        { company: 'acme', source: 'LIGHTYEAR', subject: '["1"]' },
      ]);
      expect(row?.content).not.toMatch(/LT121000011101001000|secret/);
    });

    test('lists the keys of the documents that are listed, in pages', async () => {
      await using store = await open();
      await store.index.put(listed(...['b', 'a', 'c', 'd'].map((key) => documentOf(key))));
      await store.index.put([{ invoice: documentOf('unlisted'), isListed: false }]);
      await store.index.put(listed(documentOf('foreign', {}, { company: 'zeta' })));
      await store.index.leave(LIGHTYEAR, [['c']]);
      expect(await store.index.listed(LIGHTYEAR, null, 2)).toEqual([['a'], ['b']]);
      expect(await store.index.listed(LIGHTYEAR, ['b'], 2)).toEqual([['d']]);
    });

    test('documents of a company never appear among those of another', async () => {
      await using store = await open();
      const same = { number: 'INV-1', grossAmount: '5', supplier: { name: 'Same' } };
      const invoices = ['acme', 'zeta'].map((company) => documentOf('1', same, { company }));
      await store.index.put(listed(...invoices));
      expect(await find(store, { isPossibleDuplicate: true })).toEqual([]);
      for (const { ref } of invoices) {
        const query = { companies: [ref.company], words: ['inv-1'] };
        expect(await store.index.search('countDocuments', query)).toBe(1);
        const request = { query, orderBy: BY_NUMBER, isBackward: false, count: 10 };
        const [position] = await store.index.search('searchDocuments', request);
        const ids = [position?.id ?? 0];
        expect(await store.index.load([ref.company], ids)).toEqual([expect.objectContaining({ ref })]);
        expect(await store.index.load([ref.company === 'acme' ? 'zeta' : 'acme'], ids)).toEqual([undefined]);
        const keys = [{ company: ref.company, key: duplicateKeyOf(documentOf('1', same)) ?? '' }];
        expect(await store.index.search('findDuplicates', { keys, count: 9 })).toHaveLength(1);
      }
      for (const nobody of [[], ['nobody']]) {
        expect(await find(store, { companies: nobody })).toEqual([]);
        expect(await store.index.search('countDocuments', { companies: nobody })).toBe(0);
        const totals = { query: { companies: nobody }, groupBy: [], count: 5 };
        expect(await store.index.search('sumDocuments', totals)).toEqual([]);
        expect(await store.index.search('countGroups', totals)).toBe(0);
        const parties = { query: { companies: nobody }, words: [], count: 5 };
        expect(await store.index.search('listCounterparties', parties)).toEqual([]);
        expect(await store.index.search('countCounterparties', parties)).toBe(0);
      }
    });
  });

  describe('the state of a document', () => {
    test('follows the list and the writes of the gateway', async () => {
      await using store = await open();
      const keys = ['exported', 'rejected', 'refused', 'not-done', 'left', 'listed'];
      await store.index.put(listed(...keys.map((key) => documentOf(key, { number: key }))));
      await write(store, ['MARK_EXPORTED', 'exported', 'DONE']);
      await write(store, ['REPORT_SYNC_ERROR', 'rejected', 'DONE']);
      await write(store, ['MARK_EXPORTED', 'rejected', 'CONFLICT']);
      await write(store, ['MARK_EXPORTED', 'refused', 'CONFLICT']);
      await write(store, ['MARK_EXPORTED', 'not-done', 'NOT_DONE']);
      const left = await store.index.leave(LIGHTYEAR, [['exported'], ['rejected'], ['left'], ['never-seen']]);
      expect(left.toSorted((a, b) => String(a.key).localeCompare(String(b.key)))).toEqual([
        { key: ['exported'], state: 'EXPORTED' },
        { key: ['left'], state: 'UNKNOWN' },
        { key: ['rejected'], state: 'REJECTED' },
      ]);
      expect(await store.index.leave(LIGHTYEAR, [['left']])).toEqual([]);
      expect(await statesOf(store)).toEqual({
        AWAITING_EXPORT: ['listed', 'not-done'],
        EXPORTED: ['exported', 'refused'],
        REJECTED: ['rejected'],
        UNKNOWN: ['left'],
      });
      await store.index.put(listed(documentOf('left', { number: 'left' })));
      expect((await statesOf(store))['AWAITING_EXPORT']).toEqual(['left', 'listed', 'not-done']);
    });

    test('is taken from the journal if the document is seen after its export', async () => {
      await using store = await open();
      await write(store, ['MARK_EXPORTED', '1', 'DONE']);
      await write(store, ['REPORT_SYNC_ERROR', '2', 'DONE']);
      await write(store, ['MARK_EXPORTED', '3', 'CONFLICT']);
      await write(store, ['MARK_EXPORTED', '4', 'DONE'], 'IVESK', true);
      await write(store, ['REPORT_SYNC_ERROR', '5', 'DONE'], 'IVESK');
      const of = (key: string, source: 'LIGHTYEAR' | 'IVESK') => documentOf(key, { number: key }, { source });
      const documents = [
        ...['1', '2', '3', '6'].map((key) => of(key, 'LIGHTYEAR')),
        ...['4', '5'].map((key) => of(key, 'IVESK')),
      ];
      await store.index.put(listed(...documents));
      await store.index.put([{ invoice: of('7', 'LIGHTYEAR'), isListed: false }]);
      expect(await statesOf(store)).toEqual({
        AWAITING_EXPORT: ['5', '6'],
        EXPORTED: ['1', '3', '4'],
        REJECTED: ['2'],
        UNKNOWN: ['7'],
      });
    });

    test('is EXPORTED at once when the gateway alone records the export', async () => {
      await using store = await open();
      await store.index.put(listed(documentOf('1', {}, { source: 'IVESK' })));
      await write(store, ['MARK_EXPORTED', '1', 'DONE'], 'IVESK', true);
      expect(await statesOf(store)).toEqual({ EXPORTED: ['1'] });
    });
  });

  describe('removing', () => {
    test('removes everything of a company, and counts it', async () => {
      await using store = await open();
      const acme = Array.from({ length: 450 }, (_, place) => documentOf(`${place}`, { number: 'same' }));
      await store.index.put(listed(...acme, documentOf('other', { number: 'same' }, { company: 'zeta' })));
      await write(store, ['MARK_EXPORTED', '1', 'DONE']);
      await store.eventLog.append(digitized('acme'), 'm-1');
      await store.eventLog.append(digitized('zeta'), 'm-1');
      expect(await forgetCompany(store.database, 'acme')).toEqual({ documents: 450, events: 2, writes: 1 });
      expect(await forgetCompany(store.database, 'acme')).toEqual({ documents: 0, events: 0, writes: 0 });
      expect(await store.journal.list({ companies: ['acme'], count: 1 })).toEqual([]);
      expect(await store.eventLog.read(queryOf({}), null, 10)).toMatchObject([{ company: 'zeta' }]);
      expect(await find(store, {}, 'same')).toEqual([]);
      expect(await find(store, { companies: ['zeta'] }, 'same')).toEqual(['other']);
      expect(await store.index.put(listed(documentOf('1', { number: 'same' })))).toEqual(['NEW']);
      expect(await find(store, {}, 'same')).toEqual(['1']);
    });

    test('removes documents when they have left their list for the time of retention, and corrects duplicates', async () => {
      let now = Date.UTC(2026, 0, 1);
      await using store = await open({ now: () => now });
      const same = { number: '1', grossAmount: '5', supplier: { name: 'Same' } };
      await store.index.put(listed(documentOf('listed', same), documentOf('left', same)));
      await store.index.put([{ invoice: documentOf('unlisted', same), isListed: false }]);
      await store.index.leave(LIGHTYEAR, [['left']]);
      const remove = () => store.database.write('removeOldDocuments', { leftBefore: now - 1_100 * DAY_MS });
      now += 1_100 * DAY_MS;
      expect(await remove()).toBe(false);
      expect(await find(store, { isPossibleDuplicate: true })).toHaveLength(3);
      now += 1;
      expect(await remove()).toBe(false);
      expect(await find(store, {})).toEqual(['listed']);
      expect(await find(store, { isPossibleDuplicate: true })).toEqual([]);
    });
  });

  describe('searching', () => {
    test('finds the documents that contain every word of a text, whatever its characters mean elsewhere', async () => {
      await using store = await open();
      await store.index.put(
        listed(
          documentOf('1', { number: 'INV-4711', supplier: { name: 'UAB „Žuvis“' } }),
          documentOf('2', {
            number: 'INV-14711',
            supplier: { name: 'UAB Party', taxNumber: 'LT100012345' },
            lineItems: [{ description: 'fish' }, { description: '🎉party time' }],
            file: { name: 'scan.pdf', url: null },
            purchaseOrderNumber: 'PO-77',
          }),
          documentOf('3', { number: 'X', uploadReference: `Batch 100% a_b \\ " O'Neill`, supplier: { name: 'abu' } }),
        ),
      );
      const found: (readonly [string, readonly string[]])[] = [];
      for (const [text] of TEXTS) found.push([text, [...(await find(store, {}, text))].sort()]);
      expect(found).toEqual(TEXTS);
    });

    test('takes texts of 10,000 characters and thousands of words as text', async () => {
      await using store = await open();
      const words = Array.from({ length: 2_000 }, (_, place) => `w${place}`).join(' ');
      await store.index.put(listed(documentOf('1', { lineItems: [{ description: words }] })));
      expect(await find(store, {}, words)).toEqual(['1']);
      expect(await find(store, {}, `${words} missing`)).toEqual([]);
      expect(await find(store, {}, 'x'.repeat(10_000))).toEqual([]);
      expect(await find(store, {}, '%'.repeat(10_000))).toEqual([]);
      expect(await find(store, {}, 'a b '.repeat(2_500))).toEqual([]);
    });

    test('finds the same documents whether they are many or few, in each order', async () => {
      await using store = await open();
      const all = Array.from({ length: 3_000 }, (_, place) =>
        documentOf(String(place).padStart(4, '0'), {
          number: `N${String(place).padStart(4, '0')}`,
          issueDate: place % 10 === 0 ? null : `2025-01-${String(1 + (place % 28)).padStart(2, '0')}`,
          supplier: { name: place % 2 === 0 ? 'every second' : 'other' },
          lineItems: [
            { description: [place % 40 === 0 && 'fortieth', place >= 2_990 && 'latest'].filter(Boolean).join(' ') },
          ],
        }),
      );
      await store.index.put(listed(...all));
      const keysOf = (isWanted: (place: number) => boolean) =>
        all.flatMap(({ ref }, place) => (isWanted(place) ? ref.key : []));
      expect(await find(store, {}, 'second')).toEqual(keysOf((place) => place % 2 === 0).slice(0, 200));
      expect(await find(store, {}, 'fortieth')).toEqual(keysOf((place) => place % 40 === 0));
      expect(await find(store, {}, 'latest second')).toEqual(keysOf((place) => place >= 2_990 && place % 2 === 0));
      expect(await find(store, { issuedFrom: '2025-01-28' }, 'fortieth')).toEqual([]);
      const undated = { query: { ...ACME, words: ['latest'] }, count: 5, isBackward: true } as const;
      const last = await store.index.search('searchDocuments', {
        ...undated,
        orderBy: [{ field: 'ISSUE_DATE', direction: 'DESC' }],
      });
      expect(last.map(({ values }) => values[0])).toEqual([
        null,
        '2025-01-01',
        '2025-01-02',
        '2025-01-03',
        '2025-01-04',
      ]);
    }, 60_000);

    test('finds documents of hundreds of companies', async () => {
      await using store = await open();
      // SQLite joins at most 500 parts. PostgreSQL takes any number, and more time.
      const count = name === 'SQLite' ? 600 : 120;
      const companies = Array.from({ length: count }, (_, place) => `company-${place}`);
      await store.index.put(
        listed(
          ...companies.map((company, place) => documentOf(company, { number: String(1_000 + place) }, { company })),
        ),
      );
      expect(await find(store, { companies })).toEqual(companies.slice(0, 200));
      expect(await find(store, { companies }, 'company')).toEqual([]);
      expect(await find(store, { companies: companies.slice(60) }, String(999 + count))).toEqual(companies.slice(-1));
    }, 60_000);
  });

  test('a search that fails is an outage of the store, and the next one works', async () => {
    await using store = await open();
    await store.index.put(listed(documentOf('1')));
    const wrong = {
      query: ACME,
      orderBy: [{ field: 'OTHER' as never, direction: 'ASC' }] as const,
      isBackward: false,
      count: 1,
    };
    await expect(store.index.search('searchDocuments', wrong)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(await find(store, {})).toEqual(['1']);
  });

  test('searches neither wait for writes nor hold them up', async () => {
    await using store = await open();
    await store.index.put(listed(documentOf('0')));
    const documents = Array.from({ length: 300 }, (_, place) => documentOf(`${place}`, { number: `${place}` }));
    const searches = Array.from({ length: 40 }, () => find(store, {}, 'a b'));
    const [outputs, ...found] = await Promise.all([store.index.put(listed(...documents)), ...searches]);
    expect(outputs).toHaveLength(300);
    expect(found).toEqual(searches.map(() => []));
  });

  test(`${name} is asked no more after the index is closed`, async () => {
    const store = await open();
    await store[Symbol.asyncDispose]();
    await expect(find(store, {})).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });
});
