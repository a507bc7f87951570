import { describe, expect, test } from 'vitest';
import { createGate } from '../../sandbox/stand-in/gate.ts';
import { SOURCES, type Source, sectionName } from '../../src/domain/source.ts';
import { accountOf, nameOf, nodesOf, readPage, readPages } from './list-pages.ts';
import { CALLS } from './ways-to-fail.ts';
import { type SandboxConfig, startWorld } from './world.ts';

/** Acme's account with this source is left soon; the others have the time that a busy machine needs. */
function impatientWith(source: Source) {
  const section = sectionName(source);
  return ({ companies }: SandboxConfig) => {
    const acme: Readonly<Record<string, unknown>> = companies.acme;
    const account = { ...Object(acme[section]), timeoutMs: 20_000, patienceMs: 50 };
    return { companies: { ...companies, acme: { ...acme, [section]: account } } };
  };
}

const ACME = { as: 'acme', first: 6 } as const;

/** The calls that a list of a source is made of. */
const SLOW_CALLS: readonly { readonly source: Source; readonly call: string }[] = [
  ...SOURCES.map((source) => ({ source, call: CALLS[source].list })),
  { source: 'LIGHTYEAR', call: CALLS.LIGHTYEAR.read },
];

test.each(SLOW_CALLS)(
  'while $call of $source is slow, a page has the documents of the others, and later pages have its own, once',
  async ({ source, call }) => {
    await using world = await startWorld({ config: impatientWith(source) });
    using gate = createGate();
    world.sandbox.sources[source].fail(call, { kind: 'gate', gate });
    const list = { ...ACME, more: 'number' };
    const first = await readPage(world, list);
    expect(nodesOf([first]).map((node) => node.source)).not.toContain(source);
    expect(first.edges.length).toBeGreaterThan(0);
    expect(first.pageInfo.hasNextPage).toBe(true);
    for (const { source: asked, ok, error } of first.accounts) {
      expect({ asked, ok }).toEqual({ asked, ok: asked !== source });
      if (!ok) expect(error).toMatchObject({ code: 'BACKEND_TIMEOUT', retryable: true });
    }
    gate.open();
    const later = await readPages(world, { ...list, after: first.pageInfo.endCursor });
    expect(later.at(-1)?.accounts.every(({ ok }) => ok)).toBe(true);
    const all = nodesOf(await readPages(world, list));
    expect([...nodesOf([first]), ...nodesOf(later)].map(nameOf).sort()).toEqual(all.map(nameOf).sort());
  },
);

describe.each(SOURCES)('while the list of %s is slow', (source) => {
  test('a page waits for it once the others have ended, so that its documents come', async () => {
    await using world = await startWorld({ config: impatientWith(source) });
    using gate = createGate();
    world.sandbox.sources[source].fail(CALLS[source].list, { kind: 'gate', gate });
    let page = await readPage(world, { ...ACME, first: 200 });
    // A page that has only documents of others does not wait.
    while (page.edges.length === 200)
      page = await readPage(world, { ...ACME, first: 200, after: page.pageInfo.endCursor });
    expect(nodesOf([page]).map(accountOf)).not.toContain(`acme ${source}`);
    const next = readPage(world, { ...ACME, first: 200, after: page.pageInfo.endCursor });
    gate.open();
    page = await next;
    expect(nodesOf([page]).map(accountOf)).toContain(`acme ${source}`);
    expect(page.accounts.every(({ ok }) => ok)).toBe(true);
  });

  test('a list of it alone waits for it', async () => {
    await using world = await startWorld({ config: impatientWith(source) });
    using gate = createGate();
    world.sandbox.sources[source].fail(CALLS[source].list, { kind: 'gate', gate });
    const page = readPage(world, { ...ACME, filter: { sources: [source] } });
    await gate.waiting(1);
    gate.open();
    expect((await page).accounts).toMatchObject([{ ok: true }]);
  });
});
