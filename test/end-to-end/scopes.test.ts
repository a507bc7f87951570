import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { IMPORT_JOB_IDS } from '../../sandbox/world/lightyear/import-jobs.ts';
import { SCOPES, type Scope } from '../../src/auth/caller.ts';
import { encodeId } from '../../src/domain/ids.ts';
import { SOURCES } from '../../src/domain/source.ts';
import { createSigner, startIssuer } from '../auth/issuer.ts';
import { startWorld, type TestWorld } from './world.ts';

let world: TestWorld;
let signer: Awaited<ReturnType<typeof createSigner>>;
let ids: Ids;
const used = new AsyncDisposableStack();

beforeAll(async () => {
  signer = await createSigner('ES256', 'key-1');
  const issuer = used.use(await startIssuer([signer.jwk]));
  world = used.use(await startWorld({ config: { callers: callers(), jwt: issuer.jwt } }));
  ids = await readIds();
});

afterAll(() => used.disposeAsync());

/** A field of the query that needs a scope. Without the scope it is null. */
interface Guarded {
  readonly scope: Scope;
  readonly entryPoint: string;
  readonly field: string;
}

const GUARDED: readonly Guarded[] = [
  { scope: 'invoices:read', entryPoint: 'invoice', field: 'invoice(id: $invoice) { id number }' },
  { scope: 'invoices:read', entryPoint: 'node', field: 'node(id: $invoice) { id }' },
  { scope: 'invoices:read', entryPoint: 'node, of a line', field: 'node(id: $line) { id }' },
  { scope: 'invoices:read', entryPoint: 'node, of an order', field: 'node(id: $order) { id }' },
  { scope: 'invoices:read', entryPoint: 'purchaseOrder', field: 'purchaseOrder(id: $order) { id }' },
  { scope: 'invoices:read', entryPoint: '_entities, Invoice', field: entity('Invoice', '$invoice') },
  { scope: 'invoices:read', entryPoint: '_entities, LineItem', field: entity('LineItem', '$line') },
  { scope: 'invoices:read', entryPoint: '_entities, PurchaseOrder', field: entity('PurchaseOrder', '$order') },
  { scope: 'imports:read', entryPoint: 'importJob', field: 'importJob(id: $job) { id status }' },
  { scope: 'imports:read', entryPoint: 'node, of a job', field: 'node(id: $job) { id }' },
  { scope: 'imports:read', entryPoint: 'nodes, of a job', field: 'nodes(ids: [$job]) { id }' },
  { scope: 'imports:read', entryPoint: '_entities, ImportJob', field: entity('ImportJob', '$job') },
];

/** Guarded, and null without the scope: pages, which do not have an id. */
const GUARDED_PAGES: readonly Guarded[] = [
  { scope: 'invoices:read', entryPoint: 'invoices', field: 'invoices(first: 1) { nodes { id } }' },
  { scope: 'invoices:read', entryPoint: 'searchInvoices', field: 'searchInvoices(first: 1) { nodes { id } }' },
  { scope: 'invoices:read', entryPoint: 'invoiceTotals', field: 'invoiceTotals { nodes { count } }' },
  { scope: 'invoices:read', entryPoint: 'counterparties', field: 'counterparties { nodes { key } }' },
  {
    scope: 'invoices:read',
    entryPoint: 'columnValues',
    field: 'columnValues(company: "acme", column: "department") { nodes { code } }',
  },
];

/** Guarded, and never null: without the scope there is no data at all. */
const GUARDED_WHOLE: readonly Guarded[] = [
  { scope: 'invoices:read', entryPoint: 'nodes', field: 'nodes(ids: [$invoice]) { id }' },
  { scope: 'status:read', entryPoint: 'backends', field: 'backends { source state }' },
  { scope: 'events:read', entryPoint: 'eventsEnd', field: 'eventsEnd' },
];

describe.each([...GUARDED, ...GUARDED_PAGES])('$entryPoint needs $scope', ({ scope, field }) => {
  test('without it the field is null and FORBIDDEN, and the rest is resolved', async () => {
    const { status, data, errors } = await ask(withCompanies(field), `without ${scope}`);

    expect(status).toBe(200);
    expect(data?.['companies']).toEqual([{ id: 'acme' }]);
    expect([data?.['guarded']].flat()).toEqual([null]);
    expect(errors).toEqual([forbidden(scope)]);
  });

  test('with it the field is resolved', async () => {
    const { data, errors } = await ask(withCompanies(field), scope === 'imports:read' ? 'all' : `only ${scope}`);

    expect(errors).toEqual([]);
    const [first] = [data?.['guarded']].flat();
    expect(first).toMatchObject(field.includes('nodes {') ? { nodes: expect.any(Array) } : { id: expect.any(String) });
  });

  test('no source is called for a caller without it', async () => {
    world.forgetCalls();
    await ask(`query { ${field} }`, `without ${scope}`);
    expect(world.calls()).toEqual([]);
  });
});

describe.each(GUARDED_WHOLE)('$entryPoint, which is never null, needs $scope', ({ scope, field }) => {
  test('without it there is no data, and no source is called', async () => {
    world.forgetCalls();
    const { status, data, errors } = await ask(withCompanies(field), `without ${scope}`);

    expect(status).toBe(200);
    expect(data).toBeNull();
    expect(errors).toEqual([forbidden(scope)]);
    expect(world.calls()).toEqual([]);
  });

  test('with it alone the field is resolved', async () => {
    const { data, errors } = await ask(withCompanies(field), `only ${scope}`);

    expect(errors).toEqual([]);
    expect(data?.['guarded']).toBeTruthy();
  });
});

describe('bank details', () => {
  const query =
    'query ($banked: ID!) { invoice(id: $banked) { number supplier { name bankAccount { accountName iban } } } }';

  test('are null and FORBIDDEN without bank:read; the rest of the supplier is resolved', async () => {
    const { data, errors } = await ask<Banked>(query, 'without bank:read');

    expect(data?.invoice.supplier).toEqual({ name: expect.any(String), bankAccount: null });
    expect(errors).toEqual([forbidden('bank:read', ['invoice', 'supplier', 'bankAccount'])]);
  });

  test('are resolved with bank:read', async () => {
    const { data, errors } = await ask<Banked>(query, 'all');

    expect(errors).toEqual([]);
    expect(data?.invoice.supplier.bankAccount?.iban).toMatch(/^[A-Z]{2}\d{2}/);
  });

  test('are not returned from an earlier read of a caller with bank:read', async () => {
    await ask(query, 'all');
    const { data } = await ask<Banked>(query, 'without bank:read');
    expect(data?.invoice.supplier.bankAccount).toBeNull();
  });

  test('are not returned to a caller with only bank:read', async () => {
    const { data, errors } = await ask<Banked>(query, 'only bank:read');

    expect(data).toEqual({ invoice: null });
    expect(errors).toEqual([forbidden('invoices:read', ['invoice'])]);
  });

  test('are null, with one error for each of many suppliers, and the rest is resolved', async () => {
    const list = '{ invoices(first: 30) { nodes { id supplier { name bankAccount { iban } } } } }';
    const { data, errors } = await ask<{ invoices: { nodes: Banked['invoice'][] } }>(list, 'without bank:read');

    const nodes = data?.invoices.nodes ?? [];
    expect(nodes).toHaveLength(30);
    const suppliers = nodes.filter(({ supplier }) => supplier !== null);
    expect(suppliers.length).toBeGreaterThan(5);
    expect(suppliers.every(({ supplier }) => supplier.bankAccount === null)).toBe(true);
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(suppliers.map(() => 'FORBIDDEN'));
  });
});

describe('node and nodes need the scope for the type of the id', () => {
  test('a caller without imports:read gets the invoice, and null for the job', async () => {
    const query = 'query ($invoice: ID!, $job: ID!) { nodes(ids: [$invoice, $job, $invoice]) { id } }';
    const { data, errors } = await ask<{ nodes: unknown }>(query, 'without imports:read');

    expect(data?.nodes).toEqual([{ id: ids.invoice }, null, { id: ids.invoice }]);
    expect(errors).toEqual([forbidden('imports:read', ['nodes', 1])]);
  });

  test('a caller without invoices:read may use importJob, but not node', async () => {
    const query = 'query ($job: ID!) { importJob(id: $job) { id company { name } } node(id: $job) { id } }';
    const { data, errors } = await ask(query, 'only imports:read');

    expect(data).toEqual({ importJob: { id: ids.job, company: { name: 'Acme Ltd' } }, node: null });
    expect(errors).toEqual([forbidden('invoices:read', ['node'])]);
  });
});

test('a caller with no scope still sees its companies and the schema, and no other data', async () => {
  const { data, errors } = await ask(
    'query ($invoice: ID!) { __typename companies { id name sources } _service { sdl } invoice(id: $invoice) { id } }',
    'none',
  );

  expect(data).toMatchObject({
    __typename: 'Query',
    companies: [{ id: 'acme', name: 'Acme Ltd', sources: SOURCES }],
    invoice: null,
  });
  expect(errors).toHaveLength(1);
});

test('several fields without their scope are one error each', async () => {
  const { data, errors } = await ask(
    'query ($invoice: ID!, $job: ID!) { a: invoice(id: $invoice) { id } b: importJob(id: $job) { id } c: invoice(id: $invoice) { id } }',
    'none',
  );

  expect(data).toEqual({ a: null, b: null, c: null });
  expect(errors.map(({ path, extensions }) => `${path} ${extensions.code}`).sort()).toEqual([
    'a FORBIDDEN',
    'b FORBIDDEN',
    'c FORBIDDEN',
  ]);
});

test.each([
  ['a text', 'invoices:read bank:read'],
  ['a list', ['invoices:read', 'bank:read', 'no:such']],
  ['all', '*'],
])('a JWT with %s of scopes grants them', async (_form, scope) => {
  const { guarded, backends } = await askWithJwt(scope);
  expect(guarded).toEqual({ supplier: { bankAccount: { iban: expect.any(String) } } });
  expect(backends).toBe(scope === '*');
});

test.each([
  ['none', undefined],
  ['an empty text', ''],
  ['an empty list', []],
  ['a number', 5],
  ['an object', { 'invoices:read': true }],
  ['other spellings', 'Invoices:Read invoices invoices:read,bank:read'],
])('a JWT with %s instead of scopes does not grant any', async (_form, scope) => {
  expect(await askWithJwt(scope)).toEqual({ guarded: null, backends: false });
});

interface Ids {
  readonly invoice: string;
  /** An invoice with a supplier's bank account. */
  readonly banked: string;
  readonly line: string;
  readonly order: string;
  readonly job: string;
}

interface Banked {
  readonly invoice: {
    readonly supplier: { readonly name: string; readonly bankAccount: { readonly iban: string } | null };
  };
}

function ask<Data = Record<string, unknown>>(query: string, caller: string) {
  const variables = Object.fromEntries(Object.entries(ids).filter(([name]) => query.includes(`$${name}`)));
  return world.ask<Data>(declaring(query, variables), variables, { token: tokenFor(caller) });
}

/** The query with its variables declared, where it does not do so itself. */
function declaring(query: string, variables: object): string {
  const declared = Object.keys(variables).map((name) => `$${name}: ID!`);
  return query.startsWith('query {') && declared.length > 0 ? `query (${declared}) ${query.slice(6)}` : query;
}

function withCompanies(field: string): string {
  return `query { companies { id } guarded: ${field} }`;
}

function entity(type: string, id: string): string {
  return `_entities(representations: [{ __typename: "${type}", id: ${id} }]) { ... on ${type} { id } }`;
}

function forbidden(scope: Scope, path: readonly (string | number)[] = expect.any(Array)) {
  return expect.objectContaining({
    message: `This needs the scope ${scope}, which the caller does not have`,
    extensions: { code: 'FORBIDDEN' },
    path,
  });
}

async function askWithJwt(scope: unknown) {
  const seconds = Math.floor(Date.now() / 1_000);
  const token = await signer.sign({ iat: seconds, exp: seconds + 600, companies: '*', scope });
  const { data } = await world.ask<{ guarded: unknown }>(
    'query ($id: ID!) { guarded: invoice(id: $id) { supplier { bankAccount { iban } } } }',
    { id: ids.banked },
    { token },
  );
  const status = await world.ask('{ backends { state } }', {}, { token });
  return { guarded: data?.guarded, backends: status.errors.length === 0 };
}

async function readIds(): Promise<Ids> {
  const { data } = await world.ask<{ invoices: { nodes: readonly ListedInvoice[] } }>(
    '{ invoices(first: 60) { nodes { id lineItems { id } supplier { bankAccount { iban } } } } }',
    {},
    { token: tokenFor('all') },
  );
  const nodes = data?.invoices.nodes ?? [];
  const banked = nodes.find(({ supplier }) => supplier?.bankAccount?.iban);
  const lined = nodes.find(({ lineItems }) => lineItems.length > 0);
  const line = lined?.lineItems[0];
  if (banked === undefined || lined === undefined || line === undefined)
    throw new Error('The sample world is too small');
  return {
    invoice: lined.id,
    banked: banked.id,
    line: line.id,
    order: encodeId({
      type: 'PurchaseOrder',
      company: 'acme',
      source: 'LIGHTYEAR',
      sourceId: '93913d26-427e-4798-8e1f-06c83411113c',
    }),
    job: encodeId({ type: 'ImportJob', company: 'acme', source: 'LIGHTYEAR', sourceId: IMPORT_JOB_IDS.finished }),
  };
}

interface ListedInvoice {
  readonly id: string;
  readonly lineItems: readonly { readonly id: string }[];
  readonly supplier: { readonly bankAccount: { readonly iban: string | null } | null } | null;
}

/** Callers of one company: with all scopes, none, only one, and all but one. */
function callers() {
  const scopes = {
    all: SCOPES,
    none: [],
    ...Object.fromEntries(SCOPES.map((scope) => [`only ${scope}`, [scope]])),
    ...Object.fromEntries(SCOPES.map((scope) => [`without ${scope}`, SCOPES.filter((one) => one !== scope)])),
  };
  return Object.fromEntries(
    Object.entries(scopes).map(([name, held]) => [
      nameFor(name),
      { token: tokenFor(name), companies: ['acme'], scopes: held },
    ]),
  );
}

function tokenFor(caller: string): string {
  return `${nameFor(caller)}-token-not-a-secret`;
}

function nameFor(caller: string): string {
  return caller.replace(/[^a-z]+/g, '-');
}
