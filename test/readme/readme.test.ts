import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWorld, type TestWorld } from '../end-to-end/world.ts';
import { curlRequest, Page } from './page.ts';

const page = new Page('README.md');

describe('README.md', () => {
  let world: TestWorld;

  beforeAll(async () => {
    // Another day than the one it was written on: the answer is the same.
    const now = new Date('2026-03-20T15:30:00Z');
    world = await startWorld({ sandbox: { now }, overrides: { now: () => now.getTime() } });
  });

  afterAll(() => world[Symbol.asyncDispose]());

  test('shows a query with the answer that it gets', async () => {
    const [, curl = ''] = page.blocks('sh');
    const response = await world.fetch('graphql', { method: 'POST', ...curlRequest(curl) });
    expect(await response.json()).toEqual(JSON.parse(page.blocks('json')[0] ?? ''));
  });

  test('has two commands and one answer: the manual is in docs/', () => {
    expect(page.blocks('\\w+')).toHaveLength(3);
    expect(page.rows('| page | contents |').length).toBeLessThan(15);
  });

  test('links every page in docs/', () => {
    const pages = readdirSync(new URL('../../docs/', import.meta.url)).filter((name) => name.endsWith('.md'));
    expect(pages.filter((name) => !page.text.includes(`](docs/${name})`))).toEqual([]);
  });
});
