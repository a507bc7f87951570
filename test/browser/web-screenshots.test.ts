import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createManualClock } from '../../sandbox/stand-in/clock.ts';
import { makeDirectory } from '../store/sqlite-place.ts';
import { describeInBrowser } from './browser.ts';
import { startIndexedWorld } from './indexed-world.ts';
import { type Desk, useDesks } from './start-web.ts';

/**
 * SCREENSHOTS=1 takes the pictures of the documentation, any other folder those of all sizes and colours, to look at.
 * Without it they are taken and thrown away: the way through all screens is walked either way.
 */
const { SCREENSHOTS } = process.env;
const IN_DOCS = ['inbox', 'search', 'detail', 'upload'];
const DOCS = new URL('../../docs/images/', import.meta.url).pathname;

const VARIANTS = [
  { suffix: '', viewport: { width: 1280, height: 800 }, colorScheme: 'light' },
  { suffix: '-dark', viewport: { width: 1280, height: 800 }, colorScheme: 'dark' },
  { suffix: '-phone', viewport: { width: 390, height: 844 }, colorScheme: 'light' },
  { suffix: '-phone-dark', viewport: { width: 390, height: 844 }, colorScheme: 'dark' },
  { suffix: '-wide', viewport: { width: 1920, height: 1080 }, colorScheme: 'light' },
] as const;

describeInBrowser('pictures of the example frontend', () => {
  const open = useDesks();

  test.each(wanted())(
    'are taken of every screen$suffix, and no screen causes a complaint',
    async ({ suffix, ...page }) => {
      await using folder = await makeDirectory();
      const target = SCREENSHOTS === undefined ? folder.path : SCREENSHOTS;
      const clock = createManualClock();
      await using world = await startIndexedWorld({ sandbox: { clock } });
      await using desk = await open({ page, sharedWorld: world });
      const taken: string[] = [];
      await walk(desk, clock, async (name) => {
        taken.push(name);
        if (target === '1' && !IN_DOCS.includes(name)) return;
        const path = join(target === '1' ? DOCS : target, `web-${name}${suffix}.png`);
        await desk.page.screenshot({ path, fullPage: name === 'detail' || name === 'marked' });
      });
      expect(taken).toEqual([
        ...['inbox', 'exported', 'detail', 'marked', 'upload', 'import'],
        ...['search', 'search-months', 'search-table', 'search-empty', 'search-duplicates'],
      ]);
      expect(desk.complaints).toEqual([]);
    },
  );
});

function wanted() {
  return SCREENSHOTS === undefined || SCREENSHOTS === '1' ? VARIANTS.slice(0, 1) : VARIANTS;
}

async function walk(
  { page, world }: Desk,
  clock: ReturnType<typeof createManualClock>,
  take: (name: string) => Promise<void>,
): Promise<void> {
  const { sandbox } = world;
  await page.getByText('Live', { exact: true }).waitFor({ state: 'attached' });
  sandbox.sns.publish('acme', 'EXPORTED');
  sandbox.sns.publish('borealis', 'DIGITIZED');
  const rows = page.locator('tr[data-invoice]');
  for (const row of [0, 2, 3, 6]) await rows.nth(row).getByRole('checkbox').check();
  await page.getByRole('button', { name: '1 new document – show' }).waitFor();
  await take('inbox');
  await page.getByRole('button', { name: 'Mark 4 exported' }).click();
  await page.getByRole('button', { name: 'Mark exported', exact: true }).click();
  await page.locator('.outcome').first().waitFor();
  await take('exported');
  await page.keyboard.press('Escape');

  const { data } = await world.ask<{ invoices: { nodes: { id: string; lineItems: { matches: unknown[] }[] }[] } }>(
    '{ invoices(first: 20, filter: { sources: [LIGHTYEAR] }) { nodes { id lineItems { matches { type } } } } }',
  );
  const matched = data?.invoices.nodes.find(({ lineItems }) => lineItems.some(({ matches }) => matches.length > 0));
  await page.locator(`tr[data-invoice="${matched?.id}"] a`).click();
  await page.getByRole('button', { name: 'Look for matched' }).click();
  await page.locator('.matches li').first().waitFor();
  await page.evaluate('scrollTo(0, 0)');
  await take('detail');
  await page.getByRole('button', { name: 'Mark exported' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Mark exported' }).click();
  await page.getByText('1 of 1 document marked exported.').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('[data-past="MARKED_EXPORTED"]').waitFor();
  await take('marked');

  await page.getByRole('link', { name: 'Upload' }).click();
  const fileOf = (name: string) => ({ name, mimeType: 'application/pdf', buffer: Buffer.from(`%PDF-1.4 ${name}`) });
  const input = page.getByLabel(/choose them/);
  await input.setInputFiles(fileOf('harbour-kitchen-0917.pdf'));
  await page.getByText('Uploaded, waiting for digitization').waitFor();
  clock.advance(2_000);
  await page
    .getByRole('link', { name: /^Open / })
    .first()
    .waitFor();
  await input.setInputFiles(fileOf('severn-fuels-0918.pdf'));
  await page.getByText('Uploaded, waiting for digitization').waitFor();
  await take('upload');

  await page.getByRole('link', { name: 'Import' }).click();
  await take('import');

  await page.getByRole('link', { name: 'Search' }).click();
  await page.getByRole('searchbox').fill('ltd');
  const search = page.getByRole('main');
  await page.waitForURL(/q=ltd/);
  await search.locator('.results[aria-busy="false"]').waitFor();
  await take('search');
  await search.getByRole('combobox', { name: 'By', exact: true }).selectOption('Month');
  await search.getByText('More conditions').click();
  await search.locator('.bars').waitFor();
  await take('search-months');
  await search.getByRole('button', { name: 'Table' }).click();
  await take('search-table');
  await search.getByRole('searchbox').fill('nobody has this name');
  await search.getByText('No documents match').waitFor();
  await take('search-empty');
  await search.getByRole('link', { name: 'Possible duplicates' }).click();
  await take('search-duplicates');
}
