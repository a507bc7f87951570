import { afterEach, describe, expect, test, vi } from 'vitest';
import { countCalls } from './count-calls.ts';
import { nodesOf, readPage } from './list-pages.ts';
import { startWorld, type TestWorld } from './world.ts';

afterEach(() => void vi.restoreAllMocks());

/** The time of day moved on, by which the cache goes. */
function passSeconds(seconds: number): void {
  const now = Date.now() + seconds * 1_000;
  vi.restoreAllMocks();
  vi.spyOn(Date, 'now').mockImplementation(() => now);
}

async function idOf(world: TestWorld, source: string): Promise<string> {
  const page = await readPage(world, { filter: { companies: ['acme'], sources: [source] }, first: 1 });
  const [id = ''] = nodesOf([page]).map((node) => node.id);
  return id;
}

describe('a cached read is repeated', () => {
  const list = (source: string) =>
    `{ invoices(filter: { companies: ["acme"], sources: [${source}] }) { nodes { id } } }`;
  const idFor = (name: string) => Buffer.from(JSON.stringify(['J', 'acme', 'LIGHTYEAR', name])).toString('base64url');

  test.each<{ what: string; query: string; ttlSeconds: number; call: string; source?: string; variables?: object }>([
    { what: 'a Lightyear list', query: list('LIGHTYEAR'), ttlSeconds: 5, call: 'LIGHTYEAR listExportableInvoiceIds' },
    { what: 'an Įvesk queue', query: list('IVESK'), ttlSeconds: 5, call: 'IVESK listExported' },
    { what: 'days of V6', query: list('V6'), ttlSeconds: 30, call: 'V6 listInvoices' },
    {
      what: 'a Lightyear document',
      query: 'query($id: ID!) { invoice(id: $id) { number } }',
      ttlSeconds: 300,
      call: 'LIGHTYEAR getInvoice',
      source: 'LIGHTYEAR',
    },
    {
      what: 'a page of column values',
      query: '{ columnValues(company: "acme", column: "department") { nodes { code } } }',
      ttlSeconds: 60,
      call: 'IVESK listColumnValues',
    },
    {
      what: 'an import job that has ended',
      query: 'query($id: ID!) { importJob(id: $id) { status } }',
      ttlSeconds: 3_600,
      call: 'LIGHTYEAR getImportJob',
      variables: { id: idFor('job-failed') },
    },
  ])('after its time to live: $what, $ttlSeconds s', async ({ query, ttlSeconds, call, source, variables = {} }) => {
    await using world = await startWorld({ overrides: { now: () => Date.now() } });
    const given = source === undefined ? variables : { id: await idOf(world, source) };
    expect((await countCalls(world, query, given)).calls).toEqual({ [call]: 1 });
    passSeconds(ttlSeconds - 1);
    expect((await countCalls(world, query, given)).calls).toEqual({});
    passSeconds(2);
    expect((await countCalls(world, query, given)).calls).toEqual({ [call]: 1 });
  });

  test('immediately after a failure', async () => {
    await using world = await startWorld();
    world.sandbox.v6.fail('listInvoices', { kind: 'status', status: 500 }, { times: 1 });
    const { errors } = await world.ask(list('V6'));
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BACKEND_UNAVAILABLE']);
    expect((await countCalls(world, list('V6'))).calls).toEqual({ 'V6 listInvoices': 1 });
    expect((await countCalls(world, list('V6'))).calls).toEqual({});
  });

  test('immediately after a document was not found, as it may exist a moment later', async () => {
    await using world = await startWorld();
    const id = Buffer.from(JSON.stringify(['I', 'acme', 'LIGHTYEAR', '00000000-0000-4000-a000-000000000000']));
    for (const _ of [1, 2]) {
      const { data, calls } = await countCalls(world, 'query($id: ID!) { invoice(id: $id) { number } }', {
        id: id.toString('base64url'),
      });
      expect([data, calls]).toEqual([{ invoice: null }, { 'LIGHTYEAR getInvoice': 1 }]);
    }
  });
});

describe('a cached read of another caller', () => {
  test('is only used for the same account', async () => {
    await using world = await startWorld();
    const query = '{ invoices(filter: { sources: [LIGHTYEAR] }) { nodes { company { id } } } }';
    const acme = await world.ask(query, {}, { as: 'acme' });
    world.forgetCalls();
    const borealis = await world.ask(query, {}, { as: 'borealis' });
    expect(world.callCounts()).toEqual({ 'LIGHTYEAR listExportableInvoiceIds': 1 });
    const companies = (data: unknown) => new Set(JSON.stringify(data).match(/acme|borealis/g));
    expect([companies(acme.data), companies(borealis.data)]).toEqual([new Set(['acme']), new Set(['borealis'])]);
    world.forgetCalls();
    await world.ask(query, {}, { as: 'sandbox' });
    expect(world.calls()).toEqual([]);
  });
});
