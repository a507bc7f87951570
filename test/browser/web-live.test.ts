import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { TestWorld } from '../end-to-end/world.ts';
import { describeInBrowser } from './browser.ts';
import { attributesOf, type Desk, PATIENT, useDesks } from './start-web.ts';

/** The page reads WebSocket messages with this. */
const NEWER_GATEWAY = `
  const { parse } = JSON;
  JSON.parse = (text, ...more) =>
    parse(text.replace('"DocumentsExported"', '"DocumentPaid"').replace(/"receivedAt":"[^"]*"/, '"receivedAt":"someday"'), ...more);
`;

describeInBrowser('events in the example frontend', () => {
  const open = useDesks();

  test('arrive once each, in order, including those of a break', async () => {
    await using desk = await open();
    const { page, world, web, complaints } = desk;
    await live(page);
    await publish(world, 'DIGITIZED');
    await expect.poll(() => shownEvents(page), PATIENT).toEqual(await storedEvents(world, 1));

    await cut(desk);
    for (const event of ['DIGITIZED', 'EXPORTED', 'DIGITIZED'] as const) await publish(world, event);
    web.restore();
    await live(page);
    await publish(world, 'EXPORTED');
    await expect.poll(() => shownEvents(page), PATIENT).toEqual(await storedEvents(world, 5));
    expect(await page.getByRole('button', { name: /new documents? – show/ }).count()).toBe(1);
    expect(complaints).toEqual([]);
  });

  test('continue after the page was loaded again', async () => {
    await using desk = await open();
    const { page, world, web } = desk;
    await live(page);
    await publish(world, 'DIGITIZED');
    await expect.poll(() => shownEvents(page), PATIENT).toEqual(await storedEvents(world, 1));
    await page.goto(new URL('favicon.svg', web.url).href);
    await publish(world, 'DIGITIZED');
    await publish(world, 'EXPORTED');
    await page.goto(web.url.href);
    await expect.poll(() => shownEvents(page), PATIENT).toEqual((await storedEvents(world, 3)).slice(1));
  });

  test('that may have been missed make the page reload the list', async () => {
    await using desk = await open({ search: '?company=acme&source=LIGHTYEAR', prepare: withoutStart });
    const { page, world, web } = desk;
    await live(page);
    const row = page.locator('tr[data-invoice]').first();
    const id = await row.getAttribute('data-invoice');
    await cut(desk);
    await world.ask('mutation($id: ID!) { markInvoicesExported(input: { ids: [$id] }) { results { ok } } }', { id });
    web.restore();
    await page.locator(`tr[data-invoice="${id}"]`).waitFor({ state: 'detached' });
    expect(web.operations).toEqual(['Inbox', 'Inbox']);
  });

  test('that may have been missed while another page was shown make the page reload the list on return', async () => {
    await using desk = await open({ search: '?company=acme&source=LIGHTYEAR', prepare: withoutStart });
    const { page, world, web } = desk;
    await live(page);
    const id = await page.locator('tr[data-invoice]').first().getAttribute('data-invoice');
    await page.getByRole('link', { name: 'Import' }).click();
    await cut(desk);
    await world.ask('mutation($id: ID!) { markInvoicesExported(input: { ids: [$id] }) { results { ok } } }', { id });
    web.restore();
    await live(page);
    await page.getByRole('link', { name: 'Inbox' }).first().click();
    await page.locator(`tr[data-invoice="${id}"]`).waitFor({ state: 'detached' });
    await page.locator('tr[data-invoice]').first().waitFor();
    expect(web.operations.filter((name) => name === 'Inbox')).toEqual(['Inbox', 'Inbox']);
  });

  test('from a newer gateway are shown as far as the page understands them', async () => {
    await using desk = await open({
      prepare: ({ page }) => page.addInitScript(NEWER_GATEWAY),
    });
    const { page, world } = desk;
    await live(page);
    await publish(world, 'EXPORTED');
    await page.getByText('An event of an unknown type').waitFor();
    await publish(world, 'DIGITIZED');
    await page.getByText(/, someday$/).waitFor();
    await page.getByRole('button', { name: '1 new document – show' }).waitFor();
  });

  test('are off for a caller that may not see them: the page explains it and shows the rest', async () => {
    await using desk = await open({ token: 'reader-token-not-a-secret' });
    const { page, complaints } = desk;
    await page.getByText('Not live').waitFor();
    await page.getByText(/^Live updates are off: /).waitFor();
    await page.locator('tr[data-invoice]').first().waitFor();
    expect(complaints).toEqual([]);
  });
});

/** The page does not learn where the events end, so it cannot tell which ones came during a break. */
async function withoutStart({ page }: Pick<Desk, 'page'>): Promise<void> {
  await page.route('**/graphql', (route) =>
    route.request().postData()?.includes('"operationName":"EventsEnd"') ? route.abort() : route.fallback(),
  );
}

async function live(page: Page): Promise<void> {
  await page.getByText('Live', { exact: true }).waitFor();
}

/** The connection is gone, and the page has noticed. */
async function cut({ page, web }: Desk): Promise<void> {
  web.cut();
  await page.getByText(/^(Reconnecting|Connecting)$/).waitFor();
  await expect.poll(() => web.waiting, PATIENT).toBe(1);
}

async function publish({ sandbox }: TestWorld, type: 'DIGITIZED' | 'EXPORTED'): Promise<void> {
  sandbox.sns.publish('acme', type);
  await sandbox.sns.settled();
}

/** The oldest first. */
async function shownEvents(page: Page): Promise<readonly string[]> {
  const ids = await attributesOf(page.locator('[data-event]'), 'data-event');
  return ids.toReversed();
}

async function storedEvents(world: TestWorld, count: number): Promise<readonly string[]> {
  const { data } = await world.ask<{ documentEvents: readonly { id: string }[] }>('{ documentEvents { id } }');
  const ids = data?.documentEvents.map(({ id }) => id) ?? [];
  expect(ids.length).toBe(count);
  return ids;
}
