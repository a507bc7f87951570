import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { nodesOf, readPage, readPages } from '../end-to-end/list-pages.ts';
import { describeInBrowser } from './browser.ts';
import { attributesOf, PATIENT, useDesks } from './start-web.ts';

const SHOWN = 50;
const RECORD_SHIFTS = `
  globalThis.shift = 0;
  new PerformanceObserver((list) => {
    for (const { value } of list.getEntries()) globalThis.shift += value;
  }).observe({ type: 'layout-shift', buffered: true });
`;
/** Each page makes its own calls, so that a source that is back is noticed at once. */
const UNCACHED = { config: { cache: { enabled: false } } };

interface Traded {
  readonly id: string;
  readonly operationType: string | null;
  readonly company: { readonly name: string };
  readonly supplier: { readonly name: string };
  readonly customer: { readonly name: string };
}

describeInBrowser('the inbox of the example frontend', () => {
  const open = useDesks();

  test.each([
    [1280, 900],
    [390, 844],
  ])(
    'shows three sources with one request for the list, and does not move anything meanwhile, at %i x %i',
    async (width, height) => {
      await using desk = await open({
        page: { viewport: { width, height } },
        prepare: ({ page }) => page.addInitScript(RECORD_SHIFTS),
      });
      const { page, web, complaints } = desk;
      await rowsOf(page)
        .nth(SHOWN - 1)
        .waitFor();
      await page.getByText('Live', { exact: true }).waitFor({ state: 'attached' });
      for (const source of ['Lightyear', 'Įvesk', 'V6']) {
        expect(await rowsOf(page).filter({ hasText: source }).count()).toBeGreaterThan(5);
      }
      expect(await page.getByLabel('Company').locator('option').allInnerTexts()).toEqual([
        'All',
        'Acme Ltd',
        'UAB Borealis',
      ]);
      expect(web.operations.toSorted()).toEqual(['EventsEnd', 'Inbox']);
      expect(await page.evaluate<number>('shift')).toBeLessThan(0.05);
      expect(complaints).toEqual([]);
    },
  );

  test('shows every digit of an amount', async () => {
    await using desk = await open();
    const { page, world } = desk;
    await rowsOf(page)
      .nth(SHOWN - 1)
      .waitFor();
    const { edges } = await readPage<{ id: string; grossAmount: string | null }>(world, {
      first: SHOWN,
      more: 'grossAmount',
    });
    const shown = await page.locator('tr[data-invoice] td.number').allInnerTexts();
    const digits = shown.map((text) => text.replaceAll('\u2212', '-').replace(/[^\d.-]/g, ''));
    expect(digits).toEqual(edges.map(({ node: { grossAmount } }) => withTwoDecimals(grossAmount ?? '')));
  });

  test('names the customer of a sale of the own company, and the supplier of a purchase', async () => {
    await using desk = await open();
    const { page, world } = desk;
    await rowsOf(page)
      .nth(SHOWN - 1)
      .waitFor();
    const more = 'company { name } supplier { name } customer { name } operationType';
    const nodes = nodesOf([await readPage<Traded>(world, { first: SHOWN, more })]);
    const sale = nodes.find(({ operationType }) => operationType === 'pardavimas');
    const purchase = nodes.find(({ operationType }) => operationType === 'pirkimas');
    expect(sale?.supplier.name).toBe(sale?.company.name);
    const nameIn = (id = '') => page.locator(`tr[data-invoice="${id}"] .document .detail`).first().innerText();
    expect(await nameIn(sale?.id)).toBe(sale?.customer.name);
    expect(await nameIn(purchase?.id)).toBe(purchase?.supplier.name);
  });

  test('is filtered, and the URL contains the filter, so that a page of it can be linked', async () => {
    await using desk = await open();
    const { page, world, complaints } = desk;
    await page.getByLabel('Company').selectOption('Acme Ltd');
    await page.getByLabel('Source').selectOption('V6');
    await page.getByLabel('Kind').selectOption('Credit note');
    await page.getByText(/in total/).waitFor();
    const filter = { companies: ['acme'], sources: ['V6'], kinds: ['CREDIT_NOTE'] };
    const wanted = nodesOf(await readPages(world, { filter })).map(({ id }) => id);
    expect(wanted.length).toBeGreaterThan(0);
    expect(await idsOf(page)).toEqual(wanted);

    await page.reload();
    await page.getByText(/in total/).waitFor();
    expect(await idsOf(page)).toEqual(wanted);
    await page.getByLabel('Issued from').fill('2001-01-01');
    await page.getByLabel('Issued to').fill('2001-01-02');
    await page.getByText('No documents match this filter').waitFor();
    await page.getByRole('button', { name: 'Clear' }).click();
    await rowsOf(page)
      .nth(SHOWN - 1)
      .waitFor();
    expect(new URL(page.url()).search).toBe('');
    expect(complaints).toEqual([]);
  });

  test('shows the other queue of Įvesk when asked to', async () => {
    await using desk = await open({ search: '?source=IVESK&company=acme' });
    const { page, world } = desk;
    await rowsOf(page).first().waitFor();
    const before = await idsOf(page);
    await page.getByLabel('Įvesk queue').selectOption('Digitized');
    const filter = { companies: ['acme'], sources: ['IVESK'], iveskQueue: 'DIGITIZED' };
    const [first] = nodesOf(await readPages(world, { filter, first: SHOWN }));
    await page.locator(`tr[data-invoice="${first?.id}"]`).waitFor();
    expect(await idsOf(page)).not.toEqual(before);
  });

  test('continues to its end while the user scrolls, without a gap or a repetition', async () => {
    await using desk = await open();
    const { page, world, complaints } = desk;
    await rowsOf(page)
      .nth(SHOWN - 1)
      .waitFor();
    const end = page.getByText(/in total/);
    while (!(await end.isVisible())) {
      const before = await page.locator('.next-page').innerText();
      await page.mouse.wheel(0, 20_000);
      await expect.poll(() => page.locator('.next-page').innerText(), PATIENT).not.toBe(before);
    }
    const ids = await idsOf(page);
    const wanted = nodesOf(await readPages(world, { first: 200 })).map(({ id }) => id);
    expect(wanted.length).toBeGreaterThan(3 * SHOWN);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...ids].sort()).toEqual([...wanted].sort());
    expect(complaints).toEqual([]);
  });

  test('names the source that is down, and shows its documents when it is back', async () => {
    let fault = () => {};
    await using desk = await open({
      world: UNCACHED,
      search: '?company=acme',
      prepare: ({ world }) => {
        fault = world.sandbox.v6.fail(({ company }) => company === 'acme', { kind: 'status', status: 503 });
      },
    });
    const { page } = desk;
    const notice = page.getByText('V6 of Acme Ltd does not answer');
    await notice.waitFor();
    await rowsOf(page).first().waitFor();
    expect(await rowsOf(page).filter({ hasText: 'V6' }).count()).toBe(0);
    fault();
    await page.getByRole('button', { name: 'Try again' }).click();
    await notice.waitFor({ state: 'detached' });
    expect(await rowsOf(page).filter({ hasText: 'V6' }).count()).toBeGreaterThan(0);
  });

  test('says so if it could not be refreshed, and keeps showing the previous list', async () => {
    await using desk = await open();
    const { page } = desk;
    await rowsOf(page)
      .nth(SHOWN - 1)
      .waitFor();
    await page.route('**/graphql', (route) => route.abort(), { times: 1 });
    await page.getByRole('button', { name: 'Refresh' }).click();
    await page.getByRole('alert').getByText('Could not refresh').waitFor();
    expect(await rowsOf(page).count()).toBe(SHOWN);
    await page.getByRole('button', { name: 'Refresh' }).click();
    await page.getByRole('alert').waitFor({ state: 'detached' });
  });

  test('names the documents that could not be read, and reads them when asked again', async () => {
    let fault = () => {};
    let brokenId = '';
    await using desk = await open({
      world: UNCACHED,
      search: '?company=acme&source=LIGHTYEAR',
      prepare: ({ world: { sandbox } }) => {
        brokenId = sandbox.world.acme.lightyear.exportableAfter(0)[0]?.id ?? '';
        const isBroken = ({ path }: { readonly path: string }) => path === `/invoices/${brokenId}`;
        fault = sandbox.lightyear.fail(isBroken, { kind: 'status', status: 500 });
      },
    });
    const { page, world } = desk;
    const notice = page.getByText('1 document could not be loaded');
    await notice.waitFor();
    const ids = await idsOf(page);
    fault();
    await page.getByRole('button', { name: 'Try again' }).click();
    await notice.waitFor({ state: 'detached' });
    const [added, ...others] = (await idsOf(page)).filter((id) => !ids.includes(id));
    expect(others).toEqual([]);
    const { data } = await world.ask<{ invoice: { sourceId: string } }>(
      'query($id: ID!) { invoice(id: $id) { sourceId } }',
      {
        id: added,
      },
    );
    expect(data?.invoice.sourceId).toBe(brokenId);
  });

  test('says that the page itself failed, and reads it again', async () => {
    await using desk = await open({ search: '?source=LIGHTYEAR' });
    const { page } = desk;
    await rowsOf(page).first().waitFor();
    await page.route('**/graphql', async (route) => {
      const response = await route.fetch();
      const { data } = await response.json();
      // An answer that no gateway gives.
      await route.fulfill({ response, json: { data: { invoice: { ...data.invoice, lineItems: null } } } });
    });
    await rowsOf(page).first().getByRole('link').click();
    await page.getByRole('alert').getByText('This page failed').waitFor();
    await page.unrouteAll();
    await page.getByRole('button', { name: 'Reload' }).click();
    await page.getByRole('heading', { name: 'Lines' }).waitFor();
  });

  test('has a page for each document, with lines, matches and the file', async () => {
    await using desk = await open({ search: '?source=LIGHTYEAR' });
    const { page, world, complaints } = desk;
    const { data } = await world.ask<{ invoices: { nodes: Detail[] } }>(
      '{ invoices(first: 20, filter: { sources: [LIGHTYEAR] }) { nodes { id number grossAmount lineItems { description matches { type } } file { name } } } }',
    );
    const wanted = data?.invoices.nodes.find(({ lineItems }) => lineItems.some(({ matches }) => matches.length > 0));
    if (wanted === undefined) throw new Error('No document of the sample world is matched');
    await page.getByRole('link', { name: wanted.number, exact: true }).click();
    await page.getByRole('heading', { name: 'Lines' }).waitFor();
    expect(await page.evaluate('document.activeElement.tagName')).toBe('H1');
    const lines = page.locator('table.lines tbody tr');
    expect(await lines.count()).toBe(wanted.lineItems.length);
    const gross = await page.getByLabel('Totals').locator('.sum dd').innerText();
    expect(gross.replace(/[^\d.]/g, '')).toMatch(new RegExp(`^${wanted.grossAmount.replace('.', '\\.')}0*$`));

    await page.getByRole('button', { name: 'Look for matched purchase orders' }).click();
    const count = wanted.lineItems.reduce((sum, { matches }) => sum + matches.length, 0);
    await expect.poll(() => page.locator('.matches li').count(), PATIENT).toBe(count);

    await page.getByRole('button', { name: 'Open the file' }).click();
    const url = await page.getByRole('link', { name: /if it did not open/ }).getAttribute('href');
    const file = await fetch(url ?? '');
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'application/pdf']);

    await page.goBack();
    await page.locator(`tr[data-invoice="${wanted.id}"]`).waitFor();
    await page.goForward();
    await page.getByRole('heading', { name: wanted.number }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: wanted.number }).waitFor();
    expect(await page.title()).toBe(`${wanted.number} – Invoices`);
    expect(complaints).toEqual([]);
  });
});

interface Detail {
  readonly id: string;
  readonly number: string;
  readonly grossAmount: string;
  readonly lineItems: readonly { readonly matches: readonly unknown[] }[];
}

function rowsOf(page: Page): Locator {
  return page.locator('tr[data-invoice]');
}

function idsOf(page: Page): Promise<readonly string[]> {
  return attributesOf(rowsOf(page), 'data-invoice');
}

function withTwoDecimals(decimal: string): string {
  const [whole = '', decimals = ''] = decimal.split('.');
  return whole === '' ? '' : `${whole}.${decimals.padEnd(2, '0')}`;
}
