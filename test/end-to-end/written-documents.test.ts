import { describe, expect, test } from 'vitest';
import { noRedis, startRedis } from '../cache/redis-server.ts';
import { readPage } from './list-pages.ts';
import { status } from './ways-to-fail.ts';
import { startWorld, type TestWorld } from './world.ts';

const FILTER = { companies: ['acme'], sources: ['LIGHTYEAR'] };

type Read = (world: TestWorld, id: string) => Promise<unknown>;

function asking(query: string): Read {
  return (world, id) => world.ask(query, { id });
}

/** Every way of asking for one document. */
const ENTRY_POINTS: readonly (readonly [name: string, read: Read])[] = [
  ['invoice', asking('query ($id: ID!) { invoice(id: $id) { number } }')],
  ['node', asking('query ($id: ID!) { node(id: $id) { ... on Invoice { number } } }')],
  ['nodes', asking('query ($id: ID!) { nodes(ids: [$id]) { ... on Invoice { number } } }')],
  [
    '_entities',
    (world, id) =>
      world.ask('query ($of: [_Any!]!) { _entities(representations: $of) { ... on Invoice { number } } }', {
        of: [{ __typename: 'Invoice', id }],
      }),
  ],
];
const LIST: (typeof ENTRY_POINTS)[number] = [
  'invoices',
  (world) => readPage(world, { filter: FILTER, first: 1, more: 'number' }),
];

const MARK = 'mutation ($id: ID!) { markInvoicesExported(input: { ids: [$id] }) { results { ok } } }';
const REPORT = 'mutation ($id: ID!) { reportSyncError(input: { invoiceId: $id, message: "No such account" }) { ok } }';

function documentReads(world: TestWorld): number {
  return world.callCounts()['LIGHTYEAR getInvoice'] ?? 0;
}

/** The id of a document that the gateway has in its cache. */
async function readFirst(world: TestWorld): Promise<string> {
  const page = await readPage(world, { filter: FILTER, first: 1, more: 'number' });
  return page.edges[0]?.node.id ?? '';
}

describe.each(ENTRY_POINTS)('a document that is read through `%s`', (_name, read) => {
  test.each([
    ['marked exported', MARK],
    ['reported with an error', REPORT],
  ])('comes from the cache, and from its source once it was %s', async (_write, mutation) => {
    await using world = await startWorld();
    const id = await readFirst(world);
    world.forgetCalls();
    await read(world, id);
    expect(documentReads(world)).toBe(0);
    await world.ask(mutation, { id });
    await read(world, id);
    expect(documentReads(world)).toBe(1);
    await read(world, id);
    expect(documentReads(world)).toBe(1);
  });
});

test.each([...ENTRY_POINTS, LIST])(
  '`%s` reads a document again after a write to it failed, as the write may have been carried out',
  async (_, read) => {
    await using world = await startWorld();
    const id = await readFirst(world);
    world.sandbox.lightyear.fail('completeInvoiceExport', status(500), { times: 1 });
    world.forgetCalls();
    await world.ask(MARK, { id });
    await read(world, id);
    expect(documentReads(world)).toBe(1);
  },
);

test.skipIf(noRedis)(
  'a gateway reads a document again after another gateway on the same Redis wrote to it',
  async () => {
    await using redis = await startRedis();
    await using world = await startWorld({ config: (sandbox) => ({ ...sandbox, storage: { redisUrl: redis.url } }) });
    const config = { ...(world.sandbox.gatewayConfig() as object), storage: { redisUrl: redis.url } };
    await using other = await startWorld({ config });
    const [, read] = ENTRY_POINTS[0] ?? LIST;
    const id = await readFirst(world);
    await read(other, id);
    world.forgetCalls();
    await read(other, id);
    expect(documentReads(world)).toBe(0);
    await world.ask(MARK, { id });
    await read(other, id);
    expect(documentReads(world)).toBe(1);
  },
);
