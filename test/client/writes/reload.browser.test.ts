import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeInBrowser, openPage, startBrowser } from '../../browser/browser.ts';
import { startWorld, type TestWorld, tokenOf } from '../../end-to-end/world.ts';
import { bundle } from '../bundle.ts';
import type { InBrowser } from '../in-browser.ts';

describeInBrowser('a page that is reloaded after the answer to a mutation was lost', () => {
  const used = new AsyncDisposableStack();
  let world: TestWorld;
  let page: Page;
  let code: string;

  beforeAll(async () => {
    world = used.use(await startWorld({ as: 'acme' }));
    code = await bundle(`import ${JSON.stringify(fileURLToPath(new URL('../in-browser.ts', import.meta.url)))};`);
    ({ page } = used.use(await openPage(used.use(await startBrowser()))));
  }, 60_000);
  afterAll(() => used.disposeAsync());

  /** Any page of the gateway's own, so that `/graphql` is where it is. */
  const load = async () => {
    await page.goto(`${world.url}health/live`);
    await page.addScriptTag({ content: code, type: 'module' });
    await page.waitForFunction(() => 'invoiceClient' in globalThis);
  };

  /** The code of the document's error, `OK`, or `LOST` if there is no answer. */
  const mark = (id: string) =>
    page.evaluate(
      ([document, given]) => {
        const { createInvoiceClient, MarkInvoicesExportedDocument } = (globalThis as unknown as InBrowser)
          .invoiceClient;
        return createInvoiceClient({ url: '/graphql', token: () => given, retries: 0 })
          .mutate({ mutation: MarkInvoicesExportedDocument, variables: { ids: [document] } })
          .then(
            ({ data }) => data?.markInvoicesExported?.results[0]?.error?.code ?? 'OK',
            () => 'LOST',
          );
      },
      [id, tokenOf('acme')] as const,
    );

  test('gets the outcome with the same key, and sends the next mutation with another one', async () => {
    const list = '{ invoices(first: 1, filter: { sources: [LIGHTYEAR] }) { nodes { id } } }';
    const { data } = await world.ask<{ invoices: { nodes: { id: string }[] } }>(list);
    const [{ id } = { id: '' }] = data?.invoices.nodes ?? [];
    await load();
    await page.route(
      '**/graphql',
      async (route) => {
        // The gateway has carried it out, and the page does not learn that.
        await route.fetch();
        await route.abort();
      },
      { times: 1 },
    );
    expect(await mark(id)).toBe('LOST');
    const kept = () => page.evaluate(() => Object.keys(sessionStorage).length);
    expect(await kept()).toBe(1);
    await load();
    expect(await mark(id)).toBe('OK');
    expect(await kept()).toBe(0);
    expect(await mark(id)).toBe('CONFLICT');
    expect(world.sandbox.lightyear.calls.of('completeInvoiceExport').map(({ status }) => status)).toEqual([204, 409]);
  });
});
