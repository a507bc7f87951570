import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeInBrowser, openPage, startBrowser } from '../browser/browser.ts';
import { subscribersOf } from '../end-to-end/live-client.ts';
import { startWorld, type TestWorld, tokenOf } from '../end-to-end/world.ts';
import { bundle } from './bundle.ts';
import type { InBrowser } from './in-browser.ts';

const LIMIT = 4_000_000;

describeInBrowser('the package in a browser', () => {
  const used = new AsyncDisposableStack();
  let world: TestWorld;
  let page: Page;
  let complaints: readonly string[];

  beforeAll(async () => {
    world = used.use(await startWorld({ config: { limits: { maxUploadBytes: LIMIT } } }));
    await world.sandbox.connect(world.url);
    const code = await bundle(`import ${JSON.stringify(fileURLToPath(new URL('in-browser.ts', import.meta.url)))};`);
    const browser = used.use(await startBrowser());
    const opened = used.use(await openPage(browser));
    page = opened.page;
    complaints = opened.complaints;
    // Any page of the gateway's own, so that `/graphql` is where it is.
    await page.goto(`${world.url}health/live`);
    await page.addScriptTag({ content: code, type: 'module' });
    await page.waitForFunction(() => 'invoiceClient' in globalThis);
  }, 60_000);
  afterAll(() => used.disposeAsync());

  /** Uploads this many bytes. With `giveUp`, aborts at the first report of progress. */
  const upload = (size: number, { token = tokenOf('acme'), giveUp = false } = {}) =>
    page.evaluate(
      async ([bytes, given, isAborted]) => {
        const { createInvoiceClient, UploadFileDocument } = (globalThis as unknown as InBrowser).invoiceClient;
        const abort = new AbortController();
        const progress: { sent: number; total: number }[] = [];
        const outcome = await createInvoiceClient({ url: '/graphql', token: () => given })
          .mutate({
            mutation: UploadFileDocument,
            variables: { file: new File([new Uint8Array(bytes)], 'é "1".pdf', { type: 'application/pdf' }) },
            context: {
              fetchOptions: { signal: abort.signal },
              onUploadProgress: (one) => {
                progress.push(one);
                if (isAborted) abort.abort();
              },
            },
          })
          .then(
            ({ data }) => ({ data: data?.uploadFile, error: null }),
            (error: Error) => ({ data: null, error: `${error.name}: ${error.message}` }),
          );
        return { ...outcome, progress };
      },
      [size, token, giveUp] as const,
    );

  test('uploads a file and reports the progress', async () => {
    const { data, error, progress } = await upload(LIMIT - 1_000);
    expect(error).toBeNull();
    expect(data).toMatchObject({ upload: { fileName: 'é "1".pdf', size: LIMIT - 1_000 }, errors: [] });
    const sent = progress.map((one) => one.sent);
    expect(sent).toEqual(sent.toSorted((a, b) => a - b));
    expect(progress.at(-1)?.sent).toBe(progress.at(-1)?.total);
    expect(progress.at(-1)?.total).toBeGreaterThan(LIMIT - 1_000);
  });

  test('aborts an upload', async () => {
    const { error, progress } = await upload(LIMIT - 1_000, { giveUp: true });
    expect(error).toMatch(/^AbortError: /);
    expect(progress).toHaveLength(1);
  });

  test("shows the gateway's message for a wrong token and for a file that is too large", async () => {
    expect((await upload(10, { token: 'not-a-token' })).error).toMatch(/token/i);
    expect((await upload(LIMIT + 1)).error).toMatch(/4000000|413|connection was lost/);
  });

  test('subscribes to events under a relative URL', async () => {
    const first = page.evaluate((token) => {
      const { createInvoiceClient, DocumentEventsDocument } = (globalThis as unknown as InBrowser).invoiceClient;
      return new Promise((resolve, reject) => {
        createInvoiceClient({
          url: '/graphql',
          token: () => token,
          onState: (state) => void Object.assign(globalThis, { state }),
        })
          // The uploads of earlier tests are digitized at any time.
          .subscribe({ query: DocumentEventsDocument, variables: { filter: { types: ['EXPORTED' as never] } } })
          .subscribe({ next: ({ data }) => resolve(data?.documentEvents.type), error: reject });
      });
    }, tokenOf('acme'));
    await subscribersOf(world, 1);
    world.sandbox.sns.publish('acme', 'EXPORTED');
    expect(await first).toBe('EXPORTED');
    expect(await page.evaluate(() => (globalThis as unknown as { state: string }).state)).toBe('connected');
  });

  test('does not cause complaints other than the refusals', () => {
    expect(complaints.filter((one) => !one.includes('status of 4') && !one.includes('net::ERR'))).toEqual([]);
  });
});
