import fc from 'fast-check';
import { expect, test } from 'vitest';
import { counterpartyOf } from '../../../src/domain/accounting/counterparty.ts';
import { foldedWords } from '../../../src/domain/values/folded-text.ts';
import type { DocumentOrder, DocumentPosition, DocumentQuery } from '../../../src/store/index/document-query.ts';
import { ORDER_FIELDS } from '../../../src/store/index/document-query.ts';
import { sortableAmount } from '../../../src/store/index/prepare/stored-amounts.ts';
import { duplicateKeyOf, numberKey } from '../../../src/store/index/prepare/to-document.ts';
import { GROUPINGS, type Grouping } from '../../../src/store/index/sum-documents.ts';
import { describeIndex, type IndexStore } from './index-places.ts';
import { duplicatesOf, type Held, matches, type PlainFilter, sorted, totals } from './reference-index.ts';
import { documentOf, someAmount, someDate, someFields, someText } from './some-documents.ts';

const RUNS = 40;

function maybe<T>(arbitrary: fc.Arbitrary<T>) {
  return fc.option(arbitrary, { nil: undefined, freq: 1 });
}
function list<T>(...values: T[]) {
  return maybe(fc.subarray(values));
}
const filter = fc.record({
  text: fc.option(someText, { nil: undefined, freq: 2 }),
  sources: list('LIGHTYEAR', 'IVESK'),
  kinds: list('INVOICE', 'CREDIT_NOTE'),
  directions: list('PURCHASE', 'SALE', 'UNKNOWN'),
  states: list('AWAITING_EXPORT', 'UNKNOWN'),
  currencies: list('EUR', 'GBP'),
  issuedFrom: maybe(someDate),
  issuedTo: maybe(someDate),
  dueFrom: maybe(someDate),
  dueTo: maybe(someDate),
  grossFrom: maybe(someAmount),
  grossTo: maybe(someAmount),
  number: maybe(fc.constantFrom('1', 'a1', 'A 1', 'ž-9', ' ')),
  purchaseOrderNumber: maybe(fc.constantFrom('po1', 'PO-2')),
  isPossibleDuplicate: maybe(fc.boolean()),
});
/** Few conditions at a time: with many, nothing matches. */
const someFilter = fc
  .tuple(filter, fc.subarray(Object.keys({ ...fc.sample(filter, 1)[0] }), { maxLength: 2 }))
  .map(([all, names]) => Object.fromEntries(names.map((name) => [name, all[name as keyof typeof all]])));
const companies = fc.subarray(['a', 'b', 'ž', 'unknown'], { minLength: 1 });
const orderBy: fc.Arbitrary<readonly DocumentOrder[]> = fc.uniqueArray(
  fc.record({ field: fc.constantFrom(...ORDER_FIELDS), direction: fc.constantFrom('ASC', 'DESC') }),
  { minLength: 1, maxLength: 3, selector: ({ field }) => field },
);

function toQuery({ text, grossFrom, grossTo, number, purchaseOrderNumber, ...same }: PlainFilter): DocumentQuery {
  return {
    ...(same as DocumentQuery),
    words: foldedWords(text ?? ''),
    grossFrom: grossFrom && sortableAmount(grossFrom),
    grossTo: grossTo && sortableAmount(grossTo),
    number: number && numberKey(number),
    purchaseOrderNumber: purchaseOrderNumber && numberKey(purchaseOrderNumber),
  };
}

type Fields = (typeof someFields)['generate'] extends (...args: never) => { value: infer T } ? T : never;

/** Stores documents, and returns them as the reference holds them. Their companies belong to this run alone. */
async function fill({ index }: IndexStore, run: number, some: readonly Fields[]): Promise<readonly Held[]> {
  const documents = some.map(({ fields, company, source, isListed }, place) => ({
    invoice: documentOf(`d${place}`, fields, { company: `${run}${company}`, source }),
    isListed,
  }));
  await index.put(documents);
  const order = [...new Set(documents.map(({ invoice }) => invoice.ref.company))];
  return documents.map(({ invoice, isListed }, place) => ({
    invoice,
    state: isListed ? 'AWAITING_EXPORT' : 'UNKNOWN',
    place: [order.indexOf(invoice.ref.company), place],
  }));
}

function keysOf(held: readonly Held[]): readonly string[] {
  return held.map(({ invoice: { ref } }) => `${ref.source} ${ref.company} ${ref.key}`);
}

async function keysAt({ index }: IndexStore, query: DocumentQuery, found: readonly DocumentPosition[]) {
  const invoices = await index.load(
    query.companies,
    found.map(({ id }) => id),
  );
  return invoices.map((invoice) => invoice && `${invoice.ref.source} ${invoice.ref.company} ${invoice.ref.key}`);
}

describeIndex('the index', ({ open }) => {
  let run = 0;

  test('finds and sorts the same documents as a list in memory, in pages of any size and both directions', async () => {
    await using store = await open();
    const searching = fc.record({ filter: someFilter, companies, orderBy, size: fc.integer({ min: 1, max: 7 }) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(someFields, { maxLength: 30 }),
        fc.array(searching, { minLength: 4, maxLength: 8 }),
        async (some, searches) => {
          run += 1;
          const held = await fill(store, run, some);
          for (const search of searches) {
            const plain = { ...search.filter, companies: search.companies.map((company) => `${run}${company}`) };
            const wanted = sorted(
              held.filter((one) => matches(one, plain, held)),
              search.orderBy,
            );
            const query = toQuery(plain);
            expect(await store.index.search('countDocuments', query)).toBe(wanted.length);
            for (const isBackward of [false, true]) {
              const found: DocumentPosition[] = [];
              for (let page = [undefined] as readonly (DocumentPosition | undefined)[]; page.length > 0; ) {
                const from = found.at(-1);
                const request = { query, orderBy: search.orderBy, from, isBackward, count: search.size };
                page = await store.index.search('searchDocuments', request);
                found.push(...(page as readonly DocumentPosition[]));
              }
              const inOrder = isBackward ? found.toReversed() : found;
              expect(await keysAt(store, query, inOrder)).toEqual(keysOf(wanted));
            }
          }
        },
      ),
      { numRuns: RUNS },
    );
  }, 120_000);

  test('adds up the same totals as exact decimals in memory, in pages', async () => {
    await using store = await open();
    const grouping = fc.uniqueArray(fc.constantFrom(...GROUPINGS), { maxLength: 3 });
    const request = fc.record({
      filter: someFilter,
      companies,
      groupBy: grouping,
      size: fc.integer({ min: 1, max: 5 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(someFields, { maxLength: 30 }),
        fc.array(request, { minLength: 4, maxLength: 8 }),
        async (some, requests) => {
          run += 1;
          const held = await fill(store, run, some);
          for (const { filter: wish, companies: some, groupBy, size } of requests) {
            const plain = { ...wish, companies: some.map((company) => `${run}${company}`) };
            const matching = held.filter((one) => matches(one, plain, held));
            const query = toQuery(plain);
            const found = await readTotals(store, query, groupBy, size);
            expect(new Map(found)).toEqual(totals(matching, groupBy));
            expect(await store.index.search('countGroups', { query, groupBy })).toBe(found.length);
            // A text selects counterparties by their own names, not documents.
            const ofAllTexts = held.filter((one) => matches(one, { ...plain, text: undefined }, held));
            expect(await readParties(store, query, size)).toEqual(partiesOf(ofAllTexts));
          }
        },
      ),
      { numRuns: RUNS },
    );
  }, 120_000);

  test('finds the documents of a company that may be the same, after any changes', async () => {
    await using store = await open();
    await fc.assert(
      fc.asyncProperty(
        fc.array(someFields, { minLength: 2, maxLength: 20 }),
        fc.array(someFields, { maxLength: 10 }),
        async (before, changes) => {
          run += 1;
          await fill(store, run, before);
          // The same keys with other contents.
          const changed = changes.map((change, place) => ({ ...change, ...pick(before[place]) }));
          await fill(store, run, changed);
          const held = await heldAfter(run, before, changed);
          for (const company of ['a', 'b', 'ž']) {
            const of = held.filter(({ invoice }) => invoice.ref.company === `${run}${company}`);
            const query = { companies: [`${run}${company}`], isPossibleDuplicate: true };
            const repeated = of.filter((one) => duplicatesOf(one, held).length > 0);
            expect(await store.index.search('countDocuments', query)).toBe(repeated.length);
            const keys = of.flatMap(({ invoice }) => {
              const key = duplicateKeyOf(invoice);
              return key === null ? [] : [{ company: invoice.ref.company, key }];
            });
            const found = await store.index.search('findDuplicates', {
              keys: [...new Map(keys.map((one) => [one.key, one])).values()],
              count: 100,
            });
            expect(found.length).toBe(keys.length);
          }
        },
      ),
      { numRuns: RUNS },
    );
  }, 120_000);
});

function pick(fields: Fields | undefined) {
  return fields && { company: fields.company, source: fields.source };
}

function heldAfter(run: number, before: readonly Fields[], changed: readonly Fields[]): readonly Held[] {
  const latest = new Map<string, Held>();
  for (const some of [before, changed])
    for (const [place, { fields, company, source }] of some.entries())
      latest.set(`${source} ${company} ${place}`, {
        invoice: documentOf(`d${place}`, fields, { company: `${run}${company}`, source }),
        state: '',
        place: [0, 0],
      });
  return [...latest.values()];
}

async function readTotals({ index }: IndexStore, query: DocumentQuery, groupBy: readonly Grouping[], count: number) {
  const found: [string, object][] = [];
  for (let after: readonly string[] | undefined; ; ) {
    const page = await index.search('sumDocuments', { query, groupBy, after, count });
    for (const { key, count: documents, net, tax, gross, unknownAmounts: unknown } of page)
      found.push([JSON.stringify(key), { count: documents, net, tax, gross, unknown }]);
    if (page.length < count) return found;
    after = page.at(-1)?.key;
  }
}

async function readParties({ index }: IndexStore, query: DocumentQuery, count: number) {
  const found: string[] = [];
  for (let after: { name: string; key: string; company: string } | undefined; ; ) {
    const page = await index.search('listCounterparties', { query, words: [], after, count });
    found.push(...page.map(({ company, key }) => `${company} ${key}`));
    if (page.length < count) break;
    const last = page.at(-1);
    after = last && { name: last.name, key: last.key, company: last.company };
  }
  expect(await index.search('countCounterparties', { query, words: [] })).toBe(found.length);
  expect(new Set(found).size).toBe(found.length);
  return new Set(found);
}

function partiesOf(held: readonly Held[]): ReadonlySet<string> {
  return new Set(
    held.flatMap(({ invoice }) => {
      const party = counterpartyOf(invoice);
      return party === null ? [] : [`${invoice.ref.company} ${party.key}`];
    }),
  );
}
