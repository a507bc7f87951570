import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseCsv } from '../../examples/web/src/import/parse-csv.ts';
import { createWorld } from '../../sandbox/world/world.ts';
import { createStore } from '../../src/store/open-store.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { type NumberText, type SampleObject, sampleDocuments } from '../end-to-end/sample-documents.ts';
import type { SandboxConfig, TestWorld } from '../end-to-end/world.ts';
import { documentOf } from '../store/index/some-documents.ts';
import { filledIn, makeDirectory } from '../store/sqlite-place.ts';
import { expectAccessible, expectFits } from './accessible.ts';
import { describeInBrowser } from './browser.ts';
import { startIndexedWorld } from './indexed-world.ts';
import { attributesOf, type Desk, type DeskOptions, PATIENT, useDesks } from './start-web.ts';

const PAGE = 50;
/** A document of Acme at Lightyear, at every start of the sandbox. */
const DOUBLE = '9f313cea-9ac8-4022-ac39-9f144fd0ce13';
const FIND = `query($text: String, $filter: InvoiceSearchFilter, $orderBy: [InvoiceOrder!], $after: String) {
  searchInvoices(text: $text, filter: $filter, orderBy: $orderBy, first: 200, after: $after) {
    nodes { id sourceId source company { id name } signedGrossAmount counterparty { key name } fullNumber }
    totalCount pageInfo { hasNextPage endCursor }
  }
}`;

interface Found {
  readonly id: string;
  readonly sourceId: string;
  readonly source: string;
  readonly company: { readonly id: string; readonly name: string };
  readonly signedGrossAmount: string | null;
  readonly counterparty: { readonly key: string; readonly name: string | null } | null;
  readonly fullNumber: string | null;
}

interface FoundPage {
  readonly searchInvoices: {
    readonly nodes: readonly Found[];
    readonly totalCount: number;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  };
}

describeInBrowser('the search of the example frontend', () => {
  const openDesk = useDesks();
  /** It is filled once: the tests only mark documents, and one that they wait for arrives. */
  let world: TestWorld;
  const used = new AsyncDisposableStack();
  beforeAll(async () => {
    const { path: dataDir } = used.use(await makeDirectory());
    await storeTwin(dataDir);
    world = used.use(await startIndexedWorld({ config: withWrongKey(dataDir) }));
  });
  afterAll(() => used.disposeAsync());

  function open(search: string, options: DeskOptions = {}): Promise<Desk> {
    return openDesk({ sharedWorld: world, search, ...options });
  }

  async function find(variables: object = {}): Promise<readonly Found[]> {
    const nodes: Found[] = [];
    for (let after: string | null = null, isMore = true; isMore; ) {
      const { data }: { data?: FoundPage | null | undefined } = await world.ask<FoundPage>(FIND, {
        ...variables,
        after,
      });
      if (!data) throw new Error('The search failed');
      nodes.push(...data.searchInvoices.nodes);
      ({ hasNextPage: isMore, endCursor: after } = data.searchInvoices.pageInfo);
    }
    return nodes;
  }

  test('finds documents of three sources as the user types, and its URL leads back from a document', async () => {
    await using desk = await open('');
    const { page, web, complaints } = desk;
    await page.getByRole('link', { name: 'Search' }).click();
    await rowsOf(page).nth(5).waitFor();
    expect(web.operations.filter((name) => name.startsWith('Search'))).toEqual(['Search']);
    const { keyboard } = page;
    await keyboard.press('/');
    await keyboard.type('zuvis');
    const fish = await find({ text: 'zuvis' });
    expect(new Set(fish.map(({ source }) => source)).size).toBe(3);
    await page.getByText(`${fish.length} documents found`).waitFor();
    await expectRows(page, fish);

    const form = page.getByRole('form', { name: 'Filter' });
    await form.getByRole('combobox', { name: 'Source', exact: true }).selectOption('Įvesk');
    await form.getByRole('combobox', { name: 'Order', exact: true }).selectOption('Amount, descending');
    const wanted = await find({
      text: 'zuvis',
      filter: { sources: ['IVESK'] },
      orderBy: [{ field: 'GROSS_AMOUNT', direction: 'DESC' }],
    });
    await expectRows(page, wanted);
    expect(await page.locator('th[aria-sort="descending"]').innerText()).toBe('Amount');

    // By keyboard alone.
    await page.getByRole('searchbox').press('ArrowDown');
    await keyboard.press('j');
    await keyboard.press('ArrowDown');
    await keyboard.press('k');
    await expect.poll(() => focusedRow(page), PATIENT).toBe(wanted[1]?.id);
    const { search } = new URL(page.url());
    await keyboard.press('Enter');
    await page.getByRole('heading', { name: wanted[1]?.fullNumber ?? '' }).waitFor();
    await page.goBack();
    await expect.poll(() => focusedRow(page), PATIENT).toBe(wanted[1]?.id);
    expect(new URL(page.url()).search).toBe(search);
    await page.reload();
    await expectRows(page, wanted);
    expect(await page.getByRole('searchbox').inputValue()).toBe('zuvis');
    expect(complaints).toEqual([]);
  });

  test('downloads all documents that it finds, with every digit and letter', async () => {
    await using desk = await open('?page=search');
    const { page, complaints } = desk;
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download CSV' }).click(),
    ]);
    await using folder = await makeDirectory();
    const path = join(folder.path, download.suggestedFilename());
    await download.saveAs(path);
    const file = await readFile(path);
    expect([...file.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const rows = parseCsv(file.toString('utf8').slice(1));
    const column = (name: string) => rows.map((row) => row[name]);
    const found = await find();
    expect(found.length).toBeGreaterThan(200);
    expect(column('Id')).toEqual(found.map(({ id }) => id));
    expect(column('Gross')).toEqual(found.map(({ signedGrossAmount }) => signedGrossAmount ?? ''));
    expect(column('Counterparty')).toEqual(found.map(({ counterparty }) => counterparty?.name ?? ''));
    expect(column('Counterparty').some((name) => name?.includes('Žuvis'))).toBe(true);
    // The documents are those that the sources have.
    const sample = sampleDocuments(world.sandbox.world)
      .filter(({ company, source }) => company === 'acme' && source === 'LIGHTYEAR')
      .map(({ sourceId }) => sourceId);
    expect(column('Number at its source')).toEqual(expect.arrayContaining(sample));
    expect(complaints).toEqual([]);
  });

  test('sums by month, as bars and as a table with every digit, and a bar narrows the search', async () => {
    await using desk = await open('?page=search&company=acme&direction=PURCHASE&currency=EUR&by=MONTH');
    const { page, complaints } = desk;
    const filter = { companies: ['acme'], directions: ['PURCHASE'], currencies: ['EUR'] };
    const { data } = await world.ask<{ invoiceTotals: { nodes: Sum[] } }>(SUMS, { filter });
    const sums = data?.invoiceTotals.nodes ?? [];
    expect(sums.length).toBeGreaterThan(2);
    const bars = page.locator('.bars li');
    await bars.first().waitFor();
    const shown = sums.filter(({ month }) => month !== null).slice(-6);
    expect(await page.locator('.bars .name a').allInnerTexts()).toEqual(shown.map(({ month }) => month));

    await page.getByRole('button', { name: 'Table' }).click();
    const cells = page.locator('.sums tbody tr');
    expect(await cells.count()).toBe(sums.length);
    const gross = await page.locator('.sums tbody td:nth-child(5)').allInnerTexts();
    expect(gross.map((text) => text.replaceAll('\u2212', '-').replace(/[^\d.-]/g, ''))).toEqual(
      sums.map(({ signedGrossAmount }) => withTwoDecimals(signedGrossAmount)),
    );
    await page.getByRole('button', { name: 'Table' }).click();
    const last = shown.at(-1);
    await page.getByRole('link', { name: last?.month ?? '' }).click();
    await page.getByText(new RegExp(`^${last?.count} documents? found`)).waitFor();
    expect(complaints).toEqual([]);
  });

  test('renders the rows in its window only, and the keys lead to all of them', async () => {
    await using desk = await open('?page=search');
    const { page, complaints } = desk;
    await rowsOf(page).first().waitFor();
    const total = (await find()).length;
    expect(total).toBeGreaterThan(4 * PAGE);
    await page.keyboard.press('j');
    await expect
      .poll(async () => {
        await page.keyboard.press('End');
        return page.locator('.next-page').innerText();
      }, PATIENT)
      .toContain('in total');
    await page.keyboard.press('End');
    await expect.poll(() => indexOfFocus(page), PATIENT).toBe(total - 1);
    expect(await rowsOf(page).count()).toBeLessThan(PAGE);
    expect(await page.locator('table.results').getAttribute('aria-rowcount')).toBe(String(total + 1));
    await page.keyboard.press('Home');
    await expect.poll(() => indexOfFocus(page), PATIENT).toBe(0);
    expect(complaints).toEqual([]);
  });

  test('marks the document of a row exported by a key, and reads the results again after it', async () => {
    await using desk = await open('?page=search&company=acme&source=LIGHTYEAR&state=AWAITING_EXPORT');
    const { page, complaints } = desk;
    const found = page.locator('.found [role="status"]');
    await rowsOf(page).first().waitFor();
    await page.getByText('Live', { exact: true }).waitFor({ state: 'attached' });
    const [first] = await idsOf(page);
    const count = Number.parseInt(await found.innerText(), 10);
    await page.keyboard.press('j');
    await expect.poll(() => focusedRow(page), PATIENT).toBe(first);
    await page.keyboard.press('e');
    await page.getByRole('dialog').getByRole('button', { name: 'Mark exported' }).click();
    await page.getByText('1 of 1 document marked exported.').waitFor();
    await page.keyboard.press('Escape');
    // The list is of waiting documents.
    await expect.poll(() => found.innerText(), PATIENT).toBe(`${count - 1} documents found`);
    expect(await idsOf(page)).not.toContain(first);
    await page.keyboard.press('?');
    await page.getByRole('dialog').getByText('Mark the document exported').waitFor();
    expect(complaints).toEqual([]);
  });

  test('says which account cannot be read, and what it can show while the browser is offline or the index away', async () => {
    await using desk = await open('?page=search');
    const { page, context } = desk;
    await page.getByText('V6 of Acme Ltd cannot be read').waitFor();
    await page.getByText('5 of 6 accounts up to date').waitFor();
    await context.setOffline(true);
    await page.getByText('These are the results from before.').waitFor();
    expect(await rowsOf(page).count()).toBeGreaterThan(10);
    await context.setOffline(false);
    await page.getByText('You are offline').waitFor({ state: 'detached' });
    await page.route('**/graphql', (route) => route.abort(), { times: 1 });
    await page.getByRole('searchbox').fill('nothing has this text');
    await page.getByRole('alert').getByText('The search failed').waitFor();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('No documents match this search').waitFor();
  });

  test('finds a document that came in twice, and compares both on its page', async () => {
    await using desk = await open('?page=search');
    const { page, complaints } = desk;
    await page.getByRole('link', { name: 'Possible duplicates' }).click();
    await page.getByText('2 documents found').waitFor();
    await rowsOf(page).filter({ hasText: 'Lightyear' }).getByRole('link').click();
    const twins = page.getByRole('region', { name: 'Possible duplicates' }).last();
    await twins.waitFor();
    const cells = twins.locator('tbody tr');
    const textsOf = async (name: string) =>
      (await cells.filter({ hasText: name }).locator('td').allInnerTexts()).sort();
    expect(await textsOf('Source')).toEqual(['Lightyear', 'Įvesk']);
    const [one, other] = await textsOf('Gross');
    expect(one).toBe(other);
    expect(complaints).toEqual([]);
  });

  test.each([
    ['large', { width: 1280, height: 900 }],
    ['small', { width: 390, height: 844 }],
  ])('passes axe on a %s screen, with all conditions open', async (_size, viewport) => {
    await using desk = await open('?page=search&q=zuvis&from=2020-01-01', { page: { viewport } });
    const { page } = desk;
    await rowsOf(page).first().waitFor();
    await expectFits(page);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Table' }).click();
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await expectAccessible(page, ['light']);
  });
});

const SUMS = `query($filter: InvoiceSearchFilter) {
  invoiceTotals(filter: $filter, groupBy: [MONTH], first: 500) { nodes { month count signedGrossAmount } }
}`;

interface Sum {
  readonly month: string | null;
  readonly count: number;
  readonly signedGrossAmount: string;
}

/** The gateway has a wrong key for one account. */
function withWrongKey(dataDir: string) {
  return ({ companies }: SandboxConfig) => {
    const { acme } = companies;
    return {
      storage: { dataDir },
      companies: { ...companies, acme: { ...acme, v6: { ...acme.v6, apiKey: 'wrong' } } },
    };
  };
}

/** A document of Lightyear is in the index a second time, as if Įvesk had it, too. */
async function storeTwin(dataDir: string): Promise<void> {
  const wire = sampleDocuments(createWorld(new Date())).find(({ sourceId }) => sourceId === DOUBLE)?.wire ?? {};
  const { fullName, taxNumber } = wire['supplierCard'] as SampleObject;
  const [net, tax] = [wire['subTotal'], wire['calculatedTax']].map((amount) => Number((amount as NumberText).text));
  const twin = documentOf(
    'twin',
    {
      ...{ number: String(wire['invoiceNumber']), currency: 'EUR' },
      supplier: { name: String(fullName), taxNumber: String(taxNumber) },
      grossAmount: ((net ?? 0) + (tax ?? 0)).toFixed(2),
    },
    { source: 'IVESK' },
  );
  const filled = filledIn({});
  await using store = await createStore(await openSqlite({ dataDir, ...filled }), filled);
  await store.index.put([{ invoice: twin, isListed: true }]);
}

function rowsOf(page: Page): Locator {
  return page.locator('table.results tr[data-invoice]');
}

function idsOf(page: Page): Promise<readonly string[]> {
  return attributesOf(rowsOf(page), 'data-invoice');
}

/** The rows that are rendered are the first ones of these. */
async function expectRows(page: Page, wanted: readonly Found[]): Promise<void> {
  const rows = async () => {
    const ids = await idsOf(page);
    const different = ids.findIndex((id, index) => id !== wanted[index]?.id);
    return { isEmpty: ids.length === 0, different };
  };
  await expect.poll(rows, PATIENT).toEqual({ isEmpty: wanted.length === 0, different: -1 });
}

function focusedRow(page: Page): Promise<string | null> {
  return page.evaluate(`document.activeElement.closest('tr')?.getAttribute('data-invoice') ?? null`);
}

function indexOfFocus(page: Page): Promise<number> {
  return page.evaluate(`Number(document.activeElement.closest('tr')?.getAttribute('data-index') ?? -1)`);
}

function withTwoDecimals(decimal: string): string {
  const [whole = '', decimals = ''] = decimal.split('.');
  return `${whole}.${decimals.padEnd(2, '0')}`;
}
