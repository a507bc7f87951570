import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorld, type TestWorld, tokenOf } from '../end-to-end/world.ts';
import { describeInBrowser, openPage, startBrowser } from './browser.ts';

const run = promisify(execFile);
const noCurl = spawnSync('curl', ['--version']).status !== 0;

describeInBrowser('the page at / in a browser without internet', () => {
  const used = new AsyncDisposableStack();
  let browser: Awaited<ReturnType<typeof startBrowser>>;
  let world: TestWorld;

  beforeAll(async () => {
    browser = used.use(await startBrowser());
    world = used.use(await startWorld({ overrides: { publicToken: tokenOf('sandbox') } }));
  });

  afterAll(() => used.disposeAsync());

  test('lacks only Apollo Sandbox, and links to GraphiQL', async () => {
    await using opened = await openPage(browser);
    const { page } = opened;
    await page.goto(world.url.href);

    expect(await page.getByRole('heading').allInnerTexts()).toEqual(['Invoice gateway', 'Your first query']);
    await page.getByText(`One GraphQL endpoint over Lightyear, Įvesk.lt and V6: ${world.url.href}graphql`).waitFor();
    expect(await page.locator('#sandbox').isVisible()).toBe(false);
    expect(opened.complaints).toEqual([
      'asked for https://embeddable-sandbox.cdn.apollographql.com/v2/embeddable-sandbox.umd.production.min.js',
      'Failed to load resource: net::ERR_FAILED',
    ]);

    await page.getByRole('link', { name: 'GraphiQL' }).click();
    await page.waitForURL('**/graphiql');
  });

  test.skipIf(noCurl)('shows a command that works when it is copied', async () => {
    await using opened = await openPage(browser);
    await opened.page.goto(world.url.href);
    const command = await opened.page.locator('pre').first().innerText();
    const { stdout } = await run('sh', ['-c', `${command} -sS`]);
    expect(JSON.parse(stdout)).toEqual({
      data: {
        companies: [
          { id: 'acme', name: 'Acme Ltd' },
          { id: 'borealis', name: 'UAB Borealis' },
        ],
      },
    });
  });
});
