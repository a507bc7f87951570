import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible, expectFits } from './accessible.ts';
import { describeInBrowser } from './browser.ts';
import { PATIENT, useDesks } from './start-web.ts';

const SIZES = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };

const SCREENS = [
  { size: 'desktop', schemes: ['light', 'dark'] },
  { size: 'phone', schemes: ['light'] },
] as const;

describeInBrowser('the example frontend for everybody', () => {
  const open = useDesks();

  test('a wrong token leads to a form for another one', async () => {
    await using desk = await open({ token: null });
    const { page, web, complaints } = desk;
    const token = page.getByLabel('Your token');
    await token.waitFor();
    await expectAccessible(page);
    expect(web.operations).toEqual([]);
    await token.fill('wrong');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('does not accept this token').waitFor();
    await expectAccessible(page);
    await token.fill('sandbox-token-not-a-secret');
    await page.getByRole('button', { name: 'Open the inbox' }).click();
    await page.locator('tr[data-invoice]').first().waitFor();
    await page.emulateMedia({ colorScheme: 'light' });
    const leave = page.getByRole('button', { name: 'Sign out' });
    await leave.hover();
    // White on white, which axe does not judge.
    const colours = await page.evaluate(
      `[getComputedStyle(document.querySelector('.top .quiet')).color, getComputedStyle(document.querySelector('.top')).backgroundColor]`,
    );
    expect(colours).toEqual(['rgb(10, 85, 133)', 'rgb(255, 255, 255)']);
    const box = await page.getByLabel('Select all shown').boundingBox();
    expect([box?.width, box?.height]).toEqual([24, 24]);
    // Chromium itself reports every answer with an error status.
    expect(complaints.filter((text) => !text.includes('401'))).toEqual([]);

    await leave.click();
    await token.waitFor();
  });

  test.each(SCREENS)('the inbox and a document pass axe, with their dialogs, on a $size', async ({ size, schemes }) => {
    await using desk = await open({ page: { viewport: SIZES[size] } });
    const { page, world, complaints } = desk;
    await page.getByText('Live', { exact: true }).waitFor({ state: 'attached' });
    world.sandbox.sns.publish('acme', 'DIGITIZED');
    const row = page.locator('tr[data-invoice]', { hasText: 'Lightyear' }).first();
    await row.getByRole('checkbox').check();
    await page.getByRole('button', { name: '1 new document – show' }).click();
    await expectAccessible(page, schemes);
    await expectFits(page);

    await page.getByRole('button', { name: 'Mark 1 exported' }).click();
    await page.getByRole('dialog').waitFor();
    await expectAccessible(page, schemes);
    await page.keyboard.press('Escape');

    await row.getByRole('link').click();
    await page.getByRole('button', { name: 'Look for matched' }).click();
    await page.getByRole('heading', { name: 'Lines' }).waitFor();
    await expectAccessible(page, schemes);
    await expectFits(page);
    await page.getByRole('button', { name: 'Report an error' }).click();
    await page.getByRole('dialog').waitFor();
    await expectAccessible(page, schemes);
    expect(complaints).toEqual([]);
  });

  test.each(SCREENS)('uploads and imports pass axe, on a $size', async ({ size, schemes }) => {
    await using desk = await open({ search: '?page=upload', page: { viewport: SIZES[size] } });
    const { page, complaints } = desk;
    await page
      .getByLabel(/choose them/)
      .setInputFiles({ name: 'a.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') });
    await page.getByText('Uploaded, waiting for digitization').waitFor();
    await expectAccessible(page, schemes);
    await expectFits(page);

    await page.getByRole('link', { name: 'Import' }).click();
    await expectAccessible(page, schemes);
    await expectFits(page);
    await page.getByRole('button', { name: 'Start the import' }).click();
    await page.getByRole('progressbar').waitFor();
    await expectAccessible(page, schemes);
    expect(complaints).toEqual([]);
  });

  test('a reader does not see actions that the token does not allow', async () => {
    await using desk = await open({ token: 'reader-token-not-a-secret', search: '?source=LIGHTYEAR' });
    const { page, web } = desk;
    await page.locator('tr[data-invoice]').first().waitFor();
    expect(await page.getByRole('checkbox').count()).toBe(0);
    expect(await page.locator('.top nav li').allInnerTexts()).toEqual(['Inbox', 'Search']);
    const link = page.locator('tr[data-invoice] a').first();
    const href = (await link.getAttribute('href')) ?? '';
    for (const visit of [() => link.click(), () => page.goto(new URL(href, web.url).href)]) {
      await visit();
      await page.getByRole('button', { name: 'Open the file' }).waitFor();
      await expect.poll(() => page.getByRole('button', { name: 'Report an error' }).count(), PATIENT).toBe(0);
      expect(await page.getByRole('button', { name: 'Mark exported' }).count()).toBe(0);
    }
  });

  test('every error is shown accessibly, too', async () => {
    await using desk = await open({
      world: { config: { cache: { enabled: false } } },
      prepare: ({ world: { sandbox } }) => {
        sandbox.v6.fail('listInvoices', { kind: 'status', status: 503 });
        sandbox.lightyear.fail('getInvoice', { kind: 'status', status: 500 }, { times: 1 });
      },
    });
    const { page, world, web } = desk;
    await page.getByText('V6 of Acme Ltd does not answer').waitFor();
    await expectAccessible(page);
    for (const standIn of [world.sandbox.lightyear, world.sandbox.ivesk])
      standIn.fail(() => true, { kind: 'status', status: 503 });
    await page.reload();
    await page.getByText('The list could not be loaded').waitFor();
    await expectAccessible(page);
    await page.goto(new URL('?document=nonsense', web.url).href);
    await page.getByText('The document could not be loaded').waitFor();
    await expectAccessible(page);
  });

  test('a document can be marked exported by keyboard, and the focus returns to its link after a visit', async () => {
    await using desk = await open({ search: '?source=LIGHTYEAR' });
    const { page, world } = desk;
    const row = page.locator('tr[data-invoice]').nth(1);
    await row.waitFor();
    const name = await row.getByRole('link').innerText();
    const { keyboard } = page;
    await keyboard.press('Tab');
    expect(await focused(page)).toBe('Skip to the content');
    await keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('main');
    await tabTo(page, `Select ${name}`);
    await keyboard.press('Space');
    await page.getByText('1 document selected').waitFor();
    await tabTo(page, 'Mark 1 exported', 'Shift+Tab');
    await keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await tabTo(page, 'Mark exported');
    await keyboard.press('Enter');
    await page.getByText('1 of 1 document marked exported.').waitFor();
    await keyboard.press('Escape');
    await expect.poll(() => page.evaluate('document.activeElement.id'), PATIENT).toBe('main');
    expect(world.sandbox.lightyear.calls.of('completeInvoiceExport').length).toBe(1);

    await tabTo(page, 'Refresh');
    const link = page.locator('tr[data-invoice] a').first();
    const number = await link.innerText();
    await tabTo(page, number);
    await keyboard.press('Enter');
    await page.getByRole('heading', { name: number }).waitFor();
    await page.goBack();
    await expect.poll(() => focused(page), PATIENT).toBe(number);
  });
});

/** The name by which a screen reader announces the focused element, approximately. */
function focused(page: Page): Promise<string> {
  return page.evaluate<string>(
    `(({ activeElement: one }) => one.getAttribute('aria-label') ?? one.textContent.trim())(document)`,
  );
}

const MAX_STEPS = 60;

async function tabTo(page: Page, name: string, key = 'Tab'): Promise<void> {
  const passed: string[] = [];
  for (let step = 0; step < MAX_STEPS; step += 1) {
    await page.keyboard.press(key);
    const now = await focused(page);
    if (now === name) return;
    passed.push(now);
  }
  throw new Error(`${name} is not reached, but ${passed.join(', ')}`);
}
