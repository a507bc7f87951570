import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { describe, inject } from 'vitest';
import { executablePath } from './executable-path.ts';

/** Declares tests that need Chromium. Skips them if the machine does not have it, and says so in their name. */
export const describeInBrowser: (name: string, tests: () => void) => void = (name, tests) =>
  executablePath === undefined
    ? describe.skip(`${name} (left out: there is no Chromium on this machine)`, tests)
    : describe(name, tests);

/** A page, and its complaints. */
export interface WatchedPage extends AsyncDisposable {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors and warnings of the console, uncaught errors, and requests to anywhere but this machine. */
  readonly complaints: readonly string[];
}

/** Opens a connection to the Chromium that all tests share. The pages of the connection close with it. */
export async function startBrowser(): Promise<Browser & AsyncDisposable> {
  const endpoint = inject('chromium');
  if (endpoint === undefined) throw new Error('There is no Chromium on this machine');
  const browser = await chromium.connect(endpoint);
  return Object.assign(browser, { [Symbol.asyncDispose]: () => browser.close() });
}

/** A page with a profile of its own, which can only reach 127.0.0.1. */
export async function openPage(
  browser: Browser,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB', ...options });
  const complaints: string[] = [];
  await context.route(
    (url) => url.protocol.startsWith('http') && url.hostname !== '127.0.0.1',
    async (route) => {
      complaints.push(`asked for ${route.request().url()}`);
      await route.abort();
    },
  );
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return { page, context, complaints, [Symbol.asyncDispose]: () => context.close() };
}
