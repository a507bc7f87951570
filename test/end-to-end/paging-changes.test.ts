import { describe, expect, test } from 'vitest';
import type { Call } from '../../sandbox/stand-in/call.ts';
import type { CompanyWorld } from '../../sandbox/world/world.ts';
import { SOURCES } from '../../src/domain/source.ts';
import { accountOf, type NamedInvoice, nameOf, nodesOf, readPage, readPages } from './list-pages.ts';
import { startWorld, type TestWorld } from './world.ts';

const NOW = new Date('2026-03-10T12:00:00Z');
const SMALL_PAGES = { lightyear: { pageSize: 7 }, ivesk: { pageSize: 5 } };
/** Each page asks its sources again, so that changes there are seen. */
const UNCACHED = { cache: { enabled: false } };

function startDay(options: Parameters<typeof startWorld>[0] = {}): Promise<TestWorld> {
  const { sandbox = SMALL_PAGES, config = UNCACHED, overrides } = options;
  return startWorld({
    config,
    sandbox: { now: NOW, ...sandbox },
    overrides: { now: () => NOW.getTime(), ...overrides },
  });
}

function idsOf(invoices: readonly { readonly id: string }[]): ReadonlySet<string> {
  return new Set(invoices.map(({ id }) => id).sort());
}

describe('documents that leave the exportable list while it is read', () => {
  test('do not shift the list, even if those of each page are exported before the next page is read', async () => {
    await using world = await startDay();
    const everything = nodesOf(await readPages(world, { first: 200 }));

    const { acme, borealis } = world.sandbox.world;
    const pages = await readPages(world, {
      first: 20,
      between: ({ edges }) => {
        for (const { node } of edges) {
          if (node.source !== 'LIGHTYEAR') continue;
          const { lightyear } = node.company.id === 'acme' ? acme : borealis;
          expect(lightyear.settle(node.sourceId)).toBe('settled');
        }
      },
    });
    expect(nodesOf(pages)).toHaveLength(everything.length);
    expect(idsOf(nodesOf(pages))).toEqual(idsOf(everything));
  });

  test('may be documents that were not shown yet: all others are still listed, once', async () => {
    await using world = await startDay();
    const { lightyear } = world.sandbox.world.acme;
    const gone = lightyear.invoices.filter((_invoice, index) => index % 3 === 0).map(({ id }) => id);
    const wanted = lightyear.invoices.map(({ id }) => id).filter((id) => !gone.includes(id));
    const left = [...gone];
    const pages = await readPages(world, {
      filter: { companies: ['acme'], sources: ['LIGHTYEAR'] },
      first: 4,
      // Starts at the end of the list, so that some pages become shorter than their predecessors.
      between: () => {
        for (const id of left.splice(-3)) lightyear.settle(id);
      },
    });
    const shown = nodesOf(pages).map(({ sourceId }) => sourceId);
    expect(shown.filter((id) => !gone.includes(id))).toEqual(wanted);
    expect(new Set(shown).size).toBe(shown.length);
  });
});

describe('a continuation key that is no longer accepted', () => {
  test.each([400, 404, 409, 422])(
    '(%s) makes its account continue after the document that was shown last',
    async (status) => {
      await using world = await startDay();
      const filter = { companies: ['acme'] };
      const everything = nodesOf(await readPages(world, { filter, first: 200 }));

      const isAcmes = ({ company, query }: Call) => company === 'acme' && query['continuationKey'] !== undefined;
      const pages = await readPages(world, {
        filter,
        first: 20,
        between: (_page, index) => {
          if (index === 8) world.sandbox.lightyear.fail(isAcmes, { kind: 'status', status }, { times: 1 });
        },
      });
      const shown = nodesOf(pages);
      expect(idsOf(shown)).toEqual(idsOf(everything));
      expect(shown).toHaveLength(everything.length);
      expect(pages.flatMap(({ accounts }) => accounts).every(({ ok }) => ok)).toBe(true);
    },
  );

  test('because another reader used the list does not lose documents either', async () => {
    await using world = await startDay();
    const filter = { sources: ['LIGHTYEAR'] };
    const everything = nodesOf(await readPages(world, { filter, first: 200 }));
    const pages = await readPages(world, {
      filter,
      first: 50,
      between: (_page, index) => (index === 1 || index === 2 ? readPage(world, { filter, first: 1 }) : undefined),
    });
    expect(idsOf(nodesOf(pages))).toEqual(idsOf(everything));
    expect(nodesOf(pages)).toHaveLength(everything.length);
  });
});

describe('a source that fails on some pages and recovers on the next', () => {
  test.each([...SOURCES.map((source) => ({ source, more: 'number' })), { source: 'LIGHTYEAR', more: '' } as const])(
    'does not lose documents: $source, with the fields "$more"',
    async ({ source, more }) => {
      await using world = await startDay();
      const filter = { companies: ['acme'] };
      const everything = nodesOf(await readPages(world, { filter, first: 200 }));

      const standIn = world.sandbox.sources[source];
      const pages = await readPages(world, {
        filter,
        first: 12,
        more,
        // Pages on which the other accounts still have documents. If all accounts fail, the page is an error; see
        // below.
        between: ({ edges }, index) => {
          standIn.clearFaults();
          const others = edges.filter(({ node }) => accountOf(node) !== `acme ${source.toUpperCase()}`);
          if (others.length < 8) return;
          if (index % 4 === 1) standIn.fail(() => true, { kind: 'status', status: 500 });
          if (index % 4 === 2) standIn.fail(() => true, { kind: 'reset' });
        },
      });
      const shown = nodesOf(pages).map(({ id }) => id);
      const failed = pages.flatMap(({ failures }) => failures.map(({ id }) => id));
      const found = [...shown, ...failed];
      expect(everything.filter(({ id }) => !found.includes(id)).map(nameOf)).toEqual([]);
      expect(found).toHaveLength(everything.length);
      const hasFailed = pages.flatMap(({ accounts }) => accounts).some(({ ok }) => !ok) || failed.length > 0;
      expect(hasFailed).toBe(true);
      // Documents in the failures of a page can be read by their ids.
      standIn.clearFaults();
      for (const id of failed) {
        const { data } = await world.ask('query($id: ID!) { invoice(id: $id) { id } }', { id });
        expect(data).toEqual({ invoice: { id } });
      }
    },
  );

  test('keeps its position while the others end, and does not extend the list after it failed on two pages', async () => {
    await using world = await startDay();
    const filter = { companies: ['borealis'], sources: ['IVESK', 'V6'] };
    world.sandbox.v6.fail('listInvoices', { kind: 'status', status: 500 }, { times: 2 });
    const page = await readPage(world, { filter, first: 200 });
    expect(page.accounts.map(({ source, ok }) => `${source} ${ok}`)).toEqual(['IVESK true', 'V6 false']);
    expect(page.pageInfo.hasNextPage).toBe(true);

    const second = await readPage(world, { filter, first: 200, after: page.pageInfo.endCursor });
    expect(second.accounts.map(({ source, ok }) => `${source} ${ok}`)).toEqual(['IVESK true', 'V6 false']);
    expect(second).toMatchObject({ edges: [], pageInfo: { hasNextPage: false } });

    const rest = await readPage(world, { filter, first: 200, after: second.pageInfo.endCursor });
    expect(new Set(nodesOf([rest]).map(accountOf))).toEqual(new Set(['borealis V6']));
    expect(rest.pageInfo.hasNextPage).toBe(false);
  });

  test.each(SOURCES)('does not make the others repeat their documents: %s', async (source) => {
    await using world = await startDay();
    const filter = { companies: ['acme', 'borealis'] };
    const everything = nodesOf(await readPages(world, { filter, first: 200 }));
    world.sandbox.sources[source].fail(() => true, { kind: 'status', status: 401 });
    for (const first of [7, 200]) {
      const pages = await readPages(world, { filter, first, more: 'number' });
      const others = everything.filter((node) => !accountOf(node).endsWith(source.toUpperCase()));
      expect(nodesOf(pages).map(nameOf).sort()).toEqual(others.map(nameOf).sort());
      expect(pages.at(-1)?.accounts.filter(({ ok }) => !ok)).toHaveLength(2);
    }
  });

  test('does not block a saved cursor: new documents of the others are listed, even if its key was revoked', async () => {
    await using world = await startDay();
    const filter = { companies: ['borealis'], sources: ['IVESK', 'V6'] };
    const { ivesk } = world.sandbox.world.borealis;
    const waiting = ivesk.digitized().flatMap(({ id, exportedAt }) => (exportedAt === undefined && id ? [id] : []));
    const all = await readPages(world, { filter, first: 200 });
    world.sandbox.v6.fail('listInvoices', { kind: 'status', status: 401 });
    let after = all.at(-1)?.pageInfo.endCursor ?? null;
    for (let poll = 0; poll < 3; poll += 1) {
      const exported = waiting[poll] ?? '';
      ivesk.export(exported, NOW.getTime() + poll);
      const polled = await readPages(world, { filter, first: 200, after });
      expect(nodesOf(polled).map(({ sourceId }) => sourceId)).toEqual([exported]);
      expect(polled.at(-1)?.accounts.map(({ source, ok }) => `${source} ${ok}`)).toEqual(['IVESK true', 'V6 false']);
      after = polled.at(-1)?.pageInfo.endCursor ?? null;
    }
  });
});

test('a source that fails after some documents that the filter drops continues from there', async () => {
  await using world = await startDay();
  const filter = { companies: ['acme'], sources: ['LIGHTYEAR'], kinds: ['DEBIT_NOTE'] };
  const { lightyear } = world.sandbox;
  lightyear.fail(({ query }) => query['continuationKey'] !== undefined, { kind: 'status', status: 500 }, { times: 1 });
  const page = await readPage(world, { filter, first: 5 });
  expect(page).toMatchObject({ edges: [], accounts: [{ ok: false }], pageInfo: { hasNextPage: true } });
  world.forgetCalls();
  const rest = await readPages(world, { filter, first: 5, after: page.pageInfo.endCursor });
  expect(nodesOf(rest)).toEqual([]);
  expect(lightyear.calls.of('getInvoice')).toHaveLength(world.sandbox.world.acme.lightyear.invoices.length - 7);
});

describe('reading past the end', () => {
  const filter = { companies: ['borealis'] };

  test.each([
    { how: 'in one page of the source', sandbox: { lightyear: { pageSize: 1_000 } } },
    { how: 'in many pages', sandbox: SMALL_PAGES },
  ])(
    'returns later documents of Įvesk, and everything that the others still list: a list $how',
    async ({ sandbox }) => {
      await using world = await startDay({ sandbox });
      const everything = await readPages(world, { filter, first: 50 });
      const still = nodesOf(everything).filter(({ source }) => source !== 'IVESK');
      const { endCursor } = everything.at(-1)?.pageInfo ?? { endCursor: null };
      const quiet = await readPages(world, { filter, first: 50, after: endCursor });
      expect(nodesOf(quiet).map(nameOf).sort()).toEqual(still.map(nameOf).sort());

      const come = addDocuments(world.sandbox.world.borealis);
      for (const after of [endCursor, quiet.at(-1)?.pageInfo.endCursor ?? null]) {
        const pages = await readPages(world, { filter, first: 50, after });
        expect(nodesOf(pages).map(nameOf).sort()).toEqual([...still.map(nameOf), ...come].sort());
      }
    },
  );

  test('sends Lightyear only the key of the preceding answer while its pages are cached', async () => {
    await using world = await startDay({ config: {} });
    const pages = await readPages(world, { filter, first: 50 });
    await readPages(world, { filter, first: 20, after: pages.at(-1)?.pageInfo.endCursor ?? null });
    expect(world.sandbox.lightyear.calls.filter(({ status }) => status !== undefined && status >= 400)).toEqual([]);
  });

  test('returns later documents, even if all earlier ones have left the list', async () => {
    await using world = await startDay({ sandbox: {} });
    const [last] = (await readPages(world, { filter, first: 200 })).slice(-1);
    const { borealis } = world.sandbox.world;
    for (const { id } of borealis.lightyear.exportableAfter(0)) borealis.lightyear.settle(id);
    const come = addDocuments(borealis);
    const sources = ['LIGHTYEAR', 'IVESK'];
    const pages = await readPages(world, { filter, first: 50, after: last?.pageInfo.endCursor ?? null });
    const shown = nodesOf(pages).filter(({ source }) => sources.includes(source));
    expect(shown.map(nameOf).sort()).toEqual(come.filter((name) => sources.some((source) => name.includes(source))));
  });

  test('returns later documents, and may repeat earlier ones if some have left the list', async () => {
    await using world = await startDay();
    const [last] = (await readPages(world, { filter, first: 200 })).slice(-1);
    const { borealis } = world.sandbox.world;
    for (const { id } of borealis.lightyear.exportableAfter(0).slice(0, 3)) borealis.lightyear.settle(id);
    const come = addDocuments(borealis);
    const pages = await readPages(world, { filter, first: 50, after: last?.pageInfo.endCursor ?? null });
    expect(nodesOf(pages).map(nameOf)).toEqual(expect.arrayContaining([...come]));
  });

  test('finds the invoices of the days that have passed meanwhile', async () => {
    let now = NOW.getTime();
    await using world = await startDay({ overrides: { now: () => now } });
    const v6 = { companies: ['borealis'], sources: ['V6'] };
    const asOfToday = nodesOf(await readPages(world, { filter: v6, first: 200 })).map(nameOf);
    const first = await readPage(world, { filter: v6, first: 5 });

    now += 3 * 86_400_000;
    const come = addDocuments(world.sandbox.world.borealis, '2026-03-12').filter((name) => name.includes('V6'));
    // An invoice that is entered late, with a day that was already listed.
    mutable(world.sandbox.world.borealis.v6.entries()).push({
      date: '2026-03-01',
      document: { invoiceNo: 'AA-late', invoiceDate: '2026-03-01', fileType: 'I' },
    });
    // A list keeps its range of days from its first page, so that documents do not leave it at midnight.
    const rest = await readPages(world, { filter: v6, first: 200, after: first.pageInfo.endCursor });
    const names = nodesOf([first, ...rest]).map(nameOf);
    expect(names.filter((name) => !name.includes('AA-late'))).toEqual(asOfToday);
    const after = rest.at(-1)?.pageInfo.endCursor ?? null;
    const anew = nodesOf(await readPages(world, { filter: v6, after })).map(nameOf);
    const listed = nodesOf(await readPages(world, { filter: v6, first: 200 })).map(nameOf);
    expect(anew).toEqual(listed);
    expect(anew).toEqual(expect.arrayContaining(come));
    expect(anew.filter((name) => name.includes('AA-late'))).toHaveLength(1);
  });
});

/** Adds a new document to each source. Returns their names. */
function addDocuments({ lightyear, ivesk, v6 }: CompanyWorld, date = '2026-03-10'): readonly string[] {
  const at = Date.parse(`${date}T11:00:00.000Z`);
  const ids = ['aaaaaaaa-0000-4000-a000-000000000001', 'aaaaaaaa-0000-4000-a000-000000000002'] as const;
  const stamp = new Date(at).toISOString();
  mutable(lightyear.invoices).push({ id: ids[0], position: lightyear.invoices.length + 1, document: { id: ids[0] } });
  mutable(ivesk.exported()).push({
    id: ids[1],
    digitizedAt: at,
    exportedAt: at,
    document: { id: ids[1], digitizedat: stamp, exportedat: stamp },
  });
  mutable(v6.entries()).push({ date, document: { invoiceNo: 'ZZ-new', invoiceDate: date, fileType: 'I' } });
  const { company } = lightyear;
  const named = (source: NamedInvoice['source'], sourceId: string) =>
    nameOf({ company: { id: company }, source, sourceId });
  return [named('LIGHTYEAR', ids[0]), named('IVESK', ids[1]), named('V6', 'ZZ-new')].sort();
}

/** The world's own lists. Other code does not keep references to them. */
function mutable<T>(list: readonly T[]): T[] {
  return list as T[];
}
