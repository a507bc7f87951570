import { describe, expect, test } from 'vitest';
import type { Call } from '../../sandbox/stand-in/call.ts';
import { createGate } from '../../sandbox/stand-in/gate.ts';
import { startWorld, type TestWorld } from './world.ts';

const PAGE = 'invoices(first: 30) { nodes { id number } }';
const ONCE = {
  'LIGHTYEAR listExportableInvoiceIds': 2,
  'LIGHTYEAR getInvoice': 10,
  'IVESK listExported': 2,
  'V6 listInvoices': 2,
};

function isList({ operation }: Call) {
  return operation?.startsWith('list') === true && operation !== 'listColumnValues';
}

/**
 * Asks `count` times at once. The sources hold back their lists until all operations wait for them: each operation asks
 * for a column of its own after its list, so that its progress can be seen.
 */
async function askAtOnce(world: TestWorld, count: number, query: string): Promise<readonly unknown[]> {
  const { lightyear, ivesk, v6 } = world.sandbox;
  using gate = createGate();
  for (const standIn of [lightyear, ivesk, v6]) standIn.fail(isList, { kind: 'gate', gate });
  const asking = Array.from({ length: count }, (_, index) =>
    world.ask<Record<string, unknown>>(
      `query($column: String!) { ${query} columnValues(company: "acme", column: $column) { nodes { code } } }`,
      { column: `column-${index}` },
    ),
  );
  await ivesk.calls.arrived(count, ({ operation }) => operation === 'listColumnValues');
  await gate.waiting(6);
  gate.open();
  const answers = await Promise.all(asking);
  for (const { errors } of answers) expect(errors).toEqual([]);
  for (const standIn of [lightyear, ivesk, v6]) standIn.clearFaults();
  return answers.map(({ data }) => data);
}

describe('equal operations at the same time', () => {
  test('share one call of each kind', async () => {
    await using world = await startWorld();
    const answers = await askAtOnce(world, 5, PAGE);
    const { 'IVESK listColumnValues': columns, ...calls } = world.callCounts();
    expect(calls).toEqual(ONCE);
    expect(columns).toBe(5);
    expect(new Set(answers.map((data) => JSON.stringify(data))).size).toBe(1);
  });

  test('make their own calls without a cache, as each operation is measured separately', async () => {
    await using world = await startWorld({
      config: { cache: { enabled: false } },
      sandbox: { lightyear: { keyPolicy: 'any' } },
    });
    await askAtOnce(world, 3, PAGE);
    const { 'IVESK listColumnValues': columns, ...calls } = world.callCounts();
    expect(calls).toEqual(Object.fromEntries(Object.entries(ONCE).map(([call, count]) => [call, 3 * count])));
    expect(columns).toBe(3);
  });

  test('from two callers share the calls for the accounts of both', async () => {
    await using world = await startWorld();
    const query = `{ invoices(first: 30, filter: { companies: ["acme"] }) { nodes { number } } }`;
    const [one, other] = await Promise.all([
      world.ask(query, {}, { as: 'sandbox' }),
      world.ask(query, {}, { as: 'acme' }),
    ]);
    expect(other.data).toEqual(one.data);
    expect(world.callCounts()).toMatchObject({ 'LIGHTYEAR getInvoice': 10, 'LIGHTYEAR listExportableInvoiceIds': 1 });
  });
});

describe('the same query a second time', () => {
  test('does not cost a call while the cached reads are fresh', async () => {
    await using world = await startWorld();
    const first = await world.ask(`{ ${PAGE} }`);
    expect(world.callCounts()).toEqual(ONCE);
    world.forgetCalls();
    const second = await world.ask(`{ ${PAGE} }`);
    expect(second.data).toEqual(first.data);
    expect(world.calls()).toEqual([]);
  });

  test('costs the same calls again without a cache', async () => {
    await using world = await startWorld({ config: { cache: { enabled: false } } });
    for (const _ of [1, 2]) {
      world.forgetCalls();
      await world.ask(`{ ${PAGE} }`);
      expect(world.callCounts()).toEqual(ONCE);
    }
  });
});

describe('a Lightyear token', () => {
  test('is requested once by each account, even if many calls wait for it', async () => {
    await using world = await startWorld();
    const { lightyear } = world.sandbox;
    const ids = world.sandbox.world.acme.lightyear.invoices
      .slice(0, 12)
      .map(({ id }) => Buffer.from(JSON.stringify(['I', 'acme', 'LIGHTYEAR', id])).toString('base64url'));
    using gate = createGate();
    lightyear.fail('issueToken', { kind: 'gate', gate });
    const asking = [
      world.ask('query($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids }),
      world.ask('{ invoices(first: 30) { nodes { number } } }'),
      world.ask('{ invoices(first: 3) { nodes { id } } }'),
    ];
    await gate.waiting(2);
    gate.open();
    for (const { errors } of await Promise.all(asking)) expect(errors).toEqual([]);
    expect(lightyear.calls.of('issueToken')).toHaveLength(2);
    expect(lightyear.tokens.issuedTo('acme-client')).toBe(1);
    expect(lightyear.tokens.issuedTo('borealis-client')).toBe(1);
    // Later calls do not request it again either.
    await world.ask('{ invoices(first: 100) { nodes { number } } }');
    expect(lightyear.calls.of('issueToken')).toHaveLength(2);
  });

  test('that expired early is renewed once, and the answers do not show it', async () => {
    await using world = await startWorld({ config: { cache: { enabled: false } } });
    const { lightyear } = world.sandbox;
    await world.ask(`{ ${PAGE} }`);
    lightyear.tokens.expireAll();
    lightyear.calls.clear();
    const { errors } = await world.ask(`{ ${PAGE} }`);
    expect(errors).toEqual([]);
    expect(lightyear.calls.of('issueToken')).toHaveLength(2);
    expect(
      lightyear.calls
        .of('listExportableInvoiceIds')
        .map(({ status }) => status)
        .sort(),
    ).toEqual([200, 200, 401, 401]);
    expect(lightyear.calls.of('getInvoice').map(({ status }) => status)).toEqual(Array<number>(10).fill(200));
  });
});
