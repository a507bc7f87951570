import { existsSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { subscribersOf } from '../end-to-end/live-client.ts';
import { startWorld, type TestWorld, tokenOf } from '../end-to-end/world.ts';
import { describeInBrowser, openPage, startBrowser, type WatchedPage } from './browser.ts';

const BUILT = new URL('../../graphiql/dist/index.html', import.meta.url);

/** The editors draw the lines that can be seen, and no others. */
const TALL = { width: 1280, height: 2_400 };

describeInBrowser('GraphiQL in a browser without internet', () => {
  const used = new AsyncDisposableStack();
  let browser: Awaited<ReturnType<typeof startBrowser>>;
  let world: TestWorld;

  beforeAll(async () => {
    if (!existsSync(BUILT)) throw new Error('GraphiQL is not built: run `npm run build`; `npm ci` does it as well');
    browser = used.use(await startBrowser());
    world = used.use(await startLive({ publicToken: tokenOf('sandbox') }));
  });

  afterAll(() => used.disposeAsync());

  test('lists invoices of three sources at the first click, and again after a reload', async () => {
    await using opened = await open(world);
    const { page } = opened;
    await execute(page);
    await shows(page, '"LIGHTYEAR"', '"IVESK"', '"V6"');

    await page.reload();
    await ready(page);
    await page.getByRole('button', { name: 'InvoiceWithLines', exact: true }).click();
    await execute(page);
    await shows(page, '"number": "NORTH01-736291"', '"lineItems": [', '"position": 1');
    expect(opened.complaints).toEqual([]);
  });

  test('has a tab for each example', async () => {
    await using opened = await open(world);
    const titles = await opened.page.getByRole('tab').allInnerTexts();
    expect(titles.map((title) => title.trim())).toEqual([
      'Invoices',
      'InvoiceWithLines',
      'SearchInvoices',
      'InvoiceTotals',
      'PossibleDuplicates',
      'DocumentEvents',
      'RequestUpload',
      'MarkInvoicesExported',
      'StartImport',
      'ImportJob',
    ]);
  });

  test('shows an event as it comes', async () => {
    await using opened = await open(world);
    const { page } = opened;
    await page.getByRole('button', { name: 'DocumentEvents', exact: true }).click();
    await execute(page);
    await subscribersOf(world, 1);
    world.sandbox.sns.publish('acme', 'DIGITIZED');
    await shows(page, '"type": "DIGITIZED"', '"id": "acme"', '"grossAmount"');

    await page.getByRole('button', { name: /stop query/i }).click();
    await subscribersOf(world, 0);
    expect(opened.complaints).toEqual([]);
  });

  test('adds a field to the operation by a click in the explorer', async () => {
    await using opened = await open(world);
    const { page } = opened;
    await page.getByRole('button', { name: 'Show GraphiQL Explorer' }).click();
    await page.locator('.graphiql-explorer-root').getByText('dueDate', { exact: true }).click();
    await execute(page);
    await shows(page, '"dueDate": ');
    expect(opened.complaints).toEqual([]);
  });

  test('shows the documentation of the schema', async () => {
    await using opened = await open(world);
    const { page } = opened;
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    const panel = page.locator('.graphiql-plugin');
    await panel.getByRole('link', { name: 'Subscription', exact: true }).click();
    await panel.getByText('Live updates, over WebSocket').waitFor();
    expect(opened.complaints).toEqual([]);
  });

  test('asks for a token if it does not have one, and sends the token of its headers over HTTP and WebSocket', async () => {
    await using real = await startLive({});
    await using opened = await open(real);
    const { page } = opened;
    const hint = page.getByRole('status').filter({ hasText: 'enter your token under Headers' });
    await hint.waitFor();

    await page.locator('.graphiql-editor-tool .view-lines:visible').click();
    await page.keyboard.press('Control+A');
    // The most common spelling of the header. The editor itself adds the last brace.
    await page.keyboard.insertText(`{ "Authorization": "Bearer ${tokenOf('acme')}" `);
    await page.getByRole('button', { name: /re-fetch/i }).click();
    await hint.waitFor({ state: 'detached' });
    await execute(page);
    await shows(page, '"name": "Acme Ltd"');

    // Another tab, with a header for the token that is still empty.
    await page.getByRole('button', { name: 'DocumentEvents', exact: true }).click();
    await execute(page);
    await subscribersOf(real, 1);
    real.sandbox.sns.publish('acme', 'EXPORTED');
    await shows(page, '"type": "EXPORTED"');
    // Chromium reports the gateway's first two answers: GraphiQL asks for the schema in two ways.
    expect(opened.complaints).toEqual(Array(2).fill(expect.stringContaining('401 (Unauthorized)')));
  });

  async function open({ url }: TestWorld): Promise<WatchedPage> {
    const opened = await openPage(browser, { viewport: TALL });
    await opened.page.goto(new URL('graphiql', url).href);
    await ready(opened.page);
    return opened;
  }
});

/** A gateway whose webhooks are registered, and whose stand-ins announce nothing by themselves. */
async function startLive(overrides: { publicToken?: string }): Promise<TestWorld> {
  const world = await startWorld({ overrides, sandbox: { ivesk: { exportMs: Number.POSITIVE_INFINITY } } });
  await world.sandbox.connect(world.url);
  return world;
}

/** Clicks have no effect until the editors have loaded. */
function ready(page: Page): Promise<void> {
  return page.locator('.graphiql-query-editor .view-lines').waitFor();
}

function execute(page: Page): Promise<void> {
  return page.getByRole('button', { name: /execute query/i }).click();
}

/** Waits until the result shows all of this. */
async function shows(page: Page, ...texts: readonly string[]): Promise<void> {
  for (const text of texts) await page.locator('.result-window .view-lines', { hasText: text }).waitFor();
}
