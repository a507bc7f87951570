import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { impatient } from '../end-to-end/ways-to-fail.ts';
import { expectAccessible, expectFits } from './accessible.ts';
import { describeInBrowser } from './browser.ts';
import { attributesOf, PATIENT, useDesks } from './start-web.ts';

describeInBrowser('states of documents in the example frontend', () => {
  const open = useDesks();

  test.each(['LIGHTYEAR', 'IVESK', 'V6'])(
    'a document of %s is marked on its page, where its history shows it, and the next one follows',
    async (source) => {
      await using desk = await open({ search: `?company=acme&source=${source}` });
      const { page, complaints } = desk;
      const rows = page.locator('tr[data-invoice]');
      await rows.nth(2).waitFor();
      const [, second = '', third = ''] = await attributesOf(rows, 'data-invoice');
      await rows.nth(1).locator('.source').getByText('Waiting').waitFor();
      await rows.nth(1).getByRole('link').click();
      await page.getByText('Nothing has happened').waitFor();
      await mark(page);
      await page.getByText('1 of 1 document marked exported.').waitFor();
      await page.keyboard.press('Escape');
      await expect.poll(() => stateOn(page), PATIENT).toBe('EXPORTED');
      await expect.poll(() => pastOn(page), PATIENT).toEqual(['MARKED_EXPORTED']);
      expect(await page.getByRole('button', { name: 'Mark exported' }).count()).toBe(0);

      await page.getByRole('navigation', { name: 'List' }).getByRole('link', { name: 'Next' }).click();
      await expect.poll(() => new URL(page.url()).searchParams.get('document'), PATIENT).toBe(third);
      await expect.poll(() => stateOn(page), PATIENT).toBe('AWAITING_EXPORT');
      await page.getByRole('link', { name: '← Inbox' }).click();
      // Only Lightyear stops listing it.
      const row = page.locator(`tr[data-invoice="${second}"]`);
      if (source === 'LIGHTYEAR') expect(await row.count()).toBe(0);
      else expect(await row.locator('.source [data-state="EXPORTED"]').count()).toBe(1);
      expect(complaints).toEqual([]);
    },
  );

  test('follow what another screen does, in the list and on the page of the document, without a reload', async () => {
    await using desk = await open({ search: '?company=acme&source=LIGHTYEAR' });
    const { page, world, web, complaints } = desk;
    await page.getByText('Live', { exact: true }).waitFor();
    const row = page.locator('tr[data-invoice]').first();
    const id = (await row.getAttribute('data-invoice')) ?? '';
    const other = page.locator('tr[data-invoice]').nth(1);
    const otherId = (await other.getAttribute('data-invoice')) ?? '';
    const number = await row.getByRole('link').innerText();
    await world.ask(MARK, { id });
    await row.locator('.source [data-state="EXPORTED"]').waitFor();
    await page.getByRole('complementary').getByText(`${number} was marked exported`).waitFor();

    await other.getByRole('link').click();
    await page.getByText('Nothing has happened').waitFor();
    await world.ask(REPORT, { id: otherId });
    await expect.poll(() => stateOn(page), PATIENT).toBe('REJECTED');
    await expect.poll(() => pastOn(page), PATIENT).toEqual(['REJECTED']);
    const reads = web.operations.filter((name) => name === 'Inbox' || name === 'Invoice');
    expect(reads).toEqual(['Inbox', 'Invoice']);
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectFits(page);
    expect(complaints).toEqual([]);
  });

  test('get events from before the first one, if the connection broke meanwhile', async () => {
    await using desk = await open({ search: '?company=acme&source=LIGHTYEAR' });
    const { page, world, web } = desk;
    await page.getByText('Live', { exact: true }).waitFor();
    const row = page.locator('tr[data-invoice]').first();
    const id = await row.getAttribute('data-invoice');
    web.cut();
    await expect.poll(() => web.waiting, PATIENT).toBe(1);
    await world.ask(MARK, { id });
    web.restore();
    await row.locator('.source [data-state="EXPORTED"]').waitFor();
    expect(web.operations.filter((name) => name === 'Inbox')).toEqual(['Inbox']);
  });

  test.each([
    {
      ...{ done: true, text: 'Exported', state: 'EXPORTED' },
      past: ['MARKED_EXPORTED', 'WRITE_RESOLVED'],
    },
    {
      ...{ done: false, text: 'Not exported: the source did not get the request.', state: 'AWAITING_EXPORT' },
      past: ['WRITE_RESOLVED'],
    },
  ])('whose outcome is unknown are being checked until it is known: $state', async ({ done, text, state, past }) => {
    // The gateway looks at the source when the test says so.
    const clock = createClock();
    await using desk = await open({
      search: '?company=acme&source=LIGHTYEAR',
      world: { config: impatient('LIGHTYEAR'), overrides: { now: clock.now } },
    });
    const { page, world, complaints } = desk;
    world.sandbox.lightyear.fail('completeInvoiceExport', { kind: 'reset', done }, { times: 1 });
    await page.locator('tr[data-invoice] a').first().click();
    await mark(page);
    const outcome = page.getByRole('dialog').locator('.outcome');
    await outcome.getByText('Checking…').waitFor();
    expect(await page.getByRole('button', { name: 'Try 1 again' }).count()).toBe(0);
    await expectAccessible(page);
    expect(await stateOn(page)).toBe('CHECKING');
    expect(await page.getByRole('button', { name: 'Mark exported' }).count()).toBe(0);
    clock.hurry();
    await outcome.getByText(text).waitFor();
    expect(await page.getByRole('button', { name: 'Try 1 again' }).count()).toBe(done ? 0 : 1);
    await page.keyboard.press('Escape');
    await expect.poll(() => stateOn(page), PATIENT).toBe(state);
    await expect.poll(() => pastOn(page), PATIENT).toEqual(past);
    expect(complaints).toEqual([]);
  });

  test('are still being checked after a reload, until the outcome is known', async () => {
    const clock = createClock();
    await using desk = await open({
      search: '?company=acme&source=LIGHTYEAR',
      world: { config: impatient('LIGHTYEAR'), overrides: { now: clock.now } },
    });
    const { page, world } = desk;
    await page.getByText('Live', { exact: true }).waitFor();
    world.sandbox.lightyear.fail('completeInvoiceExport', { kind: 'reset', done: true }, { times: 1 });
    await page.locator('tr[data-invoice] a').first().click();
    await mark(page);
    await page.getByRole('dialog').locator('.outcome').getByText('Checking…').waitFor();
    await page.reload();
    await expect.poll(() => stateOn(page), PATIENT).toBe('CHECKING');
    clock.hurry();
    await expect.poll(() => stateOn(page), PATIENT).toBe('EXPORTED');
  });

  test.each([
    { done: true, text: 'Lightyear has received your report', state: 'REJECTED' },
    { done: false, text: 'The report was not sent', state: 'AWAITING_EXPORT' },
  ])('are being checked after a report without an answer, too: $state', async ({ done, text, state }) => {
    const clock = createClock();
    await using desk = await open({
      search: '?company=acme&source=LIGHTYEAR',
      world: { config: impatient('LIGHTYEAR'), overrides: { now: clock.now } },
    });
    const { page, world } = desk;
    world.sandbox.lightyear.fail('rejectInvoiceExport', { kind: 'reset', done }, { times: 1 });
    await page.locator('tr[data-invoice] a').first().click();
    await page.getByRole('button', { name: 'Report an error' }).click();
    await page.getByLabel(/not be taken over/).fill('no account');
    await page.getByRole('button', { name: 'Report', exact: true }).click();
    await page.getByRole('dialog').getByText('Checking…').waitFor();
    expect(await stateOn(page)).toBe('CHECKING');
    clock.hurry();
    await page.getByRole('dialog').getByText(text).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => stateOn(page), PATIENT).toBe(state);
  });

  test('are not guessed by a browser that is offline: nothing is sent until it is back', async () => {
    await using desk = await open({ search: '?company=acme&source=LIGHTYEAR' });
    const { page, context, world } = desk;
    await page.locator('tr[data-invoice] a').first().click();
    await page.getByRole('heading', { name: 'Lines' }).waitFor();
    await context.setOffline(true);
    await page.getByText('Offline', { exact: true }).waitFor();
    await mark(page);
    await page.getByText('Not exported: you are offline, and nothing was sent.').waitFor();
    await context.setOffline(false);
    await page.getByRole('button', { name: 'Try 1 again' }).click();
    await page.getByText('1 of 1 document marked exported.').waitFor();
    expect(world.sandbox.lightyear.calls.of('completeInvoiceExport').length).toBe(1);
  });

  test('are open if the gateway cannot be reached, and a repeated request is carried out once', async () => {
    await using desk = await open({ search: '?company=acme&source=LIGHTYEAR' });
    const { page, world } = desk;
    await page.locator('tr[data-invoice] a').first().click();
    await page.getByRole('heading', { name: 'Lines' }).waitFor();
    // The gateway gets the request, and its answer is lost.
    await page.route('**/graphql', async (route) => {
      if (!isMark(route.request().postData())) return route.fallback();
      await route.fetch();
      await route.abort();
    });
    await mark(page);
    await page.getByText('Cannot reach the gateway').waitFor();
    await page.unrouteAll();
    await page.getByRole('button', { name: 'Try 1 again' }).click();
    await page.getByText('1 of 1 document marked exported.').waitFor();
    expect(world.sandbox.lightyear.calls.of('completeInvoiceExport').length).toBe(1);
  });
});

const MARK = 'mutation($id: ID!) { markInvoicesExported(input: { ids: [$id] }) { results { ok } } }';
const REPORT = 'mutation($id: ID!) { reportSyncError(input: { invoiceId: $id, message: "no account" }) { ok } }';

function isMark(body: string | null): boolean {
  return body?.includes('"operationName":"MarkInvoicesExported"') ?? false;
}

async function mark(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Mark exported' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Mark exported' }).click();
}

/** The state in the title of the document. */
function stateOn(page: Page): Promise<string | null> {
  return page.locator('h1 .badge[data-state]').getAttribute('data-state');
}

/** The history of the document, oldest first. */
function pastOn(page: Page): Promise<readonly string[]> {
  return attributesOf(page.locator('[data-past]'), 'data-past');
}

/** A clock that can be made to run 30 times as fast: the gateway looks at the source several times. */
function createClock() {
  let hurriedAt: number | undefined;
  return {
    now: () => Date.now() + (hurriedAt === undefined ? 0 : 30 * (Date.now() - hurriedAt)),
    hurry: () => {
      hurriedAt = Date.now();
    },
  };
}
