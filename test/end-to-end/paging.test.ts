import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accountOf, type ListPage, nameOf, nodesOf, type PageOptions, readPages } from './list-pages.ts';
import { sampleDocuments } from './sample-documents.ts';
import { startWorld, type TestWorld } from './world.ts';

const NOW = new Date('2026-03-10T12:00:00Z');
/** V6 is asked for the last 30 days. */
const FIRST_DAY = '2026-02-08';

let world: TestWorld;
beforeAll(async () => {
  world = await startWorld({
    as: 'auditor',
    sandbox: {
      now: NOW,
      // Small pages that end at other places than ours, and keys that stay valid, as the same list is read many times
      // here.
      lightyear: { pageSize: 7, keyPolicy: 'any' },
      ivesk: { pageSize: 5 },
    },
    overrides: { now: () => NOW.getTime() },
  });
});
afterAll(() => world[Symbol.asyncDispose]());

/** The documents in a list without a filter, according to the sources. */
function listed(company?: string): readonly string[] {
  return sampleDocuments(world.sandbox.world)
    .filter((document) => company === undefined || document.company === company)
    .filter(({ isListed }) => isListed !== false)
    .filter(({ filedOn }) => filedOn === undefined || filedOn >= FIRST_DAY)
    .map((document) => nameOf({ ...document, company: { id: document.company } }))
    .sort();
}

function namesOf(pages: readonly ListPage[]): readonly string[] {
  return nodesOf(pages).map(nameOf).sort();
}

describe('following endCursor', () => {
  test.each<{ first: number; company?: string }>([
    { first: 1, company: 'borealis' },
    { first: 3, company: 'borealis' },
    { first: 7 },
    { first: 20 },
    { first: 200 },
  ])('gives every document exactly once, $first at a time', async ({ first, company }) => {
    const pages = await readPages(world, { first, ...(company && { filter: { companies: [company] } }) });

    expect(namesOf(pages)).toEqual(listed(company));
    const ids = nodesOf(pages).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(pages.flatMap(({ failures }) => failures)).toEqual([]);
  });

  test.each([1, 3, 4])(
    'gives every document exactly once, even if some entered the queue at the same instant, %i at a time',
    async (first) => {
      const { ivesk } = world.sandbox.world.borealis;
      const instants = ivesk.digitized().map(({ digitizedAt }) => digitizedAt);
      expect(new Set(instants).size).toBe(instants.length - 3);
      const filter = { companies: ['borealis'], sources: ['IVESK'], iveskQueue: 'DIGITIZED' };
      const nodes = nodesOf(await readPages(world, { first, filter }));
      expect(nodes.map(({ sourceId }) => sourceId)).toEqual(ivesk.digitized().map(({ id }) => id));
    },
  );

  test('fills every page except the last, and only there reports that it is the last', async () => {
    const pages = await readPages(world, { first: 20 });
    const last = pages.length - 1;
    expect(pages.map(({ edges }) => edges.length).slice(0, -1)).toEqual(Array<number>(last).fill(20));
    expect(pages[last]?.edges.length).toBeGreaterThan(0);
    expect(pages.map(({ pageInfo }) => [pageInfo.hasPreviousPage, pageInfo.hasNextPage])).toEqual(
      pages.map((_page, index) => [index > 0, index < last]),
    );
    for (const { edges, pageInfo } of pages) expect(pageInfo.startCursor).toBe(edges[0]?.cursor);
  });

  test('ends with a page that the last documents fill completely', async () => {
    const count = listed().length;
    const sizes = [2, 3, 5, 7, 11, 13].filter((size) => count % size === 0);
    const first = sizes.at(-1) ?? 1;
    const pages = await readPages(world, { first: count > 200 ? first : count });
    expect(pages).toHaveLength(Math.ceil(count / first));
  });

  test('gives each account an even share of a page while it has documents', async () => {
    // Each list in a single page, as the gateway does not ask an account again for its share if others can fill the
    // page.
    await using whole = await startWorld({
      sandbox: { now: NOW, lightyear: { pageSize: 1_000 }, ivesk: { pageSize: 1_000 } },
      overrides: { now: () => NOW.getTime() },
    });
    const pages = await readPages(whole, { first: 20 });
    pages.forEach((page, index) => {
      const taken = countByAccount([page]);
      const later = countByAccount(pages.slice(index + 1));
      const most = Math.max(...taken.values());
      for (const account of page.accounts.map(accountOf)) {
        const share = taken.get(account) ?? 0;
        if (share < most - 1) expect(later.get(account), `${account} after page ${index}`).toBeUndefined();
      }
    });
    expect([...countByAccount(pages.slice(0, 1)).values()].sort()).toEqual([3, 3, 3, 3, 4, 4]);
  });

  test("keeps the order of each account's documents", async () => {
    const nodes = nodesOf(
      await readPages(world, { first: 20, more: 'issueDate number exportedAt' }),
    ) as readonly Dated[];
    const of = (company: string, source: string) =>
      nodes.filter((node) => node.company.id === company && node.source === source);
    for (const company of ['acme', 'borealis', 'curio'] as const) {
      const { lightyear } = world.sandbox.world[company];
      expect(of(company, 'LIGHTYEAR').map(({ sourceId }) => sourceId)).toEqual(
        lightyear.exportableAfter(0).map(({ id }) => id),
      );
      const exported = of(company, 'IVESK').map(({ exportedAt }) => Date.parse(exportedAt ?? ''));
      expect(exported).toEqual(exported.toSorted((a, b) => a - b));
      // By date and number. Documents without a date come last.
      const places = of(company, 'V6').map(({ issueDate, number }) => `${issueDate ?? '~'} ${number}`);
      expect(places).toEqual(places.toSorted());
    }
  });

  test('examines at most 1,000 documents for a page, and continues from there', async () => {
    const bills = Array.from({ length: 1_500 }, (_, index) => ({
      invoiceNo: `N${String(index).padStart(4, '0')}`,
      invoiceDate: '2026-03-01',
      fileType: index === 1_200 ? 'D' : 'I',
    }));
    using _ = world.sandbox.v6.fail('listInvoices', { kind: 'body', body: JSON.stringify(bills) });
    const filter = { companies: ['acme'], sources: ['V6'], kinds: ['DEBIT_NOTE'], issuedFrom: '2026-03-01' };
    const pages = await readPages(world, { filter, first: 20 });
    expect(pages.map(({ edges }) => edges.map(({ node }) => node.sourceId))).toEqual([[], ['N1200']]);
    expect(pages.map(({ pageInfo }) => pageInfo.startCursor === null)).toEqual([true, false]);
  });
});

describe('the cursor of a document', () => {
  test.each<PageOptions>([{ first: 20 }, { first: 20, filter: { kinds: ['CREDIT_NOTE', 'RECEIPT'] } }])(
    'continues directly after it, with $filter',
    async (options) => {
      const [first, second] = await readPages(world, options);
      const all = namesOf(await readPages(world, { ...options, first: 200 }));
      for (const page of [first, second]) {
        if (page === undefined) throw new Error('There are two pages');
        const before = page === second ? nodesOf(first ? [first] : []) : [];
        for (const index of [0, 1, 7, 18, page.edges.length - 1]) {
          const shown = [...before, ...page.edges.slice(0, index + 1).map(({ node }) => node)].map(nameOf);
          const rest = await readPages(world, { ...options, first: 200, after: page.edges[index]?.cursor ?? null });
          expect([...shown, ...namesOf(rest)].sort(), `after ${index}`).toEqual(all);
        }
      }
    },
  );
});

interface Dated {
  readonly company: { readonly id: string };
  readonly source: string;
  readonly sourceId: string;
  readonly issueDate: string | null;
  readonly number: string | null;
  readonly exportedAt: string | null;
}

function countByAccount(pages: readonly ListPage[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const account of nodesOf(pages).map(accountOf)) counts.set(account, (counts.get(account) ?? 0) + 1);
  return counts;
}
