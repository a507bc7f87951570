import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLResolveInfo, Kind, type ObjectTypeDefinitionNode, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { IMPORT_JOB_IDS } from '../../sandbox/world/lightyear/import-jobs.ts';
import { SCOPES } from '../../src/auth/caller.ts';
import { encodeId } from '../../src/domain/ids.ts';
import { createSchema } from '../../src/features/schema/create-schema.ts';
import { readPage } from './list-pages.ts';
import { type CallerName, startWorld, type TestWorld } from './world.ts';

let world: TestWorld;
let sample: Sample;
const used = new AsyncDisposableStack();

beforeAll(async () => {
  world = used.use(await startWorld());
  sample = await readSample();
});

afterAll(() => used.disposeAsync());

describe('the SDL for a supergraph', () => {
  test('builds a subgraph schema', async () => {
    const document = parse(await readSdl());
    // `buildSubgraphSchema` adds the fields of every subgraph, so they are removed first, as a composer does.
    const definitions = document.definitions.filter(
      (definition) =>
        definition.kind !== Kind.OBJECT_TYPE_EXTENSION ||
        definition.fields?.some(({ name }) => !['_service', '_entities'].includes(name.value)),
    );

    const schema = buildSubgraphSchema({ ...document, definitions });

    const names = Object.keys(schema.getQueryType()?.getFields() ?? {});
    expect(names).toEqual(expect.arrayContaining(['invoices', 'backends', '_entities', '_service']));
  });

  test('links Federation 2 and imports what it uses', async () => {
    const extension = parse(await readSdl()).definitions.find(({ kind }) => kind === Kind.SCHEMA_EXTENSION);
    const text = extension?.loc?.source.body.slice(extension.loc.start, extension.loc.end);

    expect(text).toContain('https://specs.apollo.dev/federation/v2.');
    for (const directive of ['@key', '@authenticated', '@requiresScopes']) expect(text).toContain(`"${directive}"`);
  });

  test('names the entities, and the one that is only a reference', async () => {
    const keys = (await objectTypes()).flatMap(({ name, directives = [] }) =>
      directives.filter((one) => one.name.value === 'key').map((one) => [name.value, one.arguments?.length] as const),
    );

    expect(Object.fromEntries(keys)).toEqual({
      Company: 1,
      ImportJob: 1,
      Invoice: 1,
      LineItem: 1,
      PurchaseOrder: 1,
      // With resolvable: false in addition to its fields.
      SupplierCard: 2,
    });
  });

  test('contains every scope, as each guards a field or an entity, except the one for traces', async () => {
    const sdl = await readSdl();
    const scopes = [...sdl.matchAll(/@requiresScopes\(scopes: \[\["([a-z:]+)"\]\]\)/g)].map(([, scope]) => scope);

    expect(new Set(scopes)).toEqual(new Set(SCOPES.filter((scope) => scope !== 'debug:read')));
    // As many as there are directives, so each is written in this form.
    expect(scopes).toHaveLength(sdl.match(/(?<!directive )@requiresScopes\(/g)?.length ?? 0);
  });
});

test('the SDL is printed once, for any number of requests', async () => {
  const resolve = createSchema().getQueryType()?.getFields()['_service']?.resolve;
  const ask = () => resolve?.({}, {}, {}, {} as GraphQLResolveInfo);

  expect(ask()).toEqual({ sdl: await readSdl() });
  expect(ask()).toBe(ask());
});

test('more representations than REST calls are refused, whatever their type, and no source is asked', async () => {
  const representations = Array.from({ length: 1_001 }, () => ({ __typename: 'Company', id: 'acme' }));
  const { status, data, errors } = await world.ask(
    'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }',
    { r: representations },
  );
  expect([status, data]).toEqual([400, undefined]);
  expect(errors[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', limit: 'maxRestCalls' });
});

describe('_entities', () => {
  test('resolves every type with a resolvable key, several at once and in the order asked', async () => {
    const representations = [...sample.representations, ...[...sample.representations].reverse()];
    const { data, errors } = await askEntities(representations);

    expect(errors).toEqual([]);
    expect(data?._entities).toEqual([...sample.entities, ...[...sample.entities].reverse()]);
    const types = new Set(sample.representations.map(({ __typename }) => __typename));
    expect(types).toEqual(new Set(await resolvableTypes()));
  });

  test('gives the same when its query is compiled', async () => {
    for (const _time of [1, 2, 3])
      expect((await askEntities(sample.representations)).data?._entities).toEqual(sample.entities);
  });

  test('reads documents of one account with one call', async () => {
    const page = await readPage(world, { filter: { sources: ['V6'], companies: ['borealis'] }, first: 5 });
    await using cold = await startWorld();
    const representations = page.edges.map(({ node }) => ({ __typename: 'Invoice', id: node.id }));

    const { data, errors } = await askEntities(representations, 'sandbox', cold);

    expect(errors).toEqual([]);
    expect(data?._entities.map((entity) => entity?.['invoiceId'])).toEqual(representations.map(({ id }) => id));
    expect(cold.calls()).toEqual(['V6 listInvoices']);
  });

  test('is null for an entity that does not exist', async () => {
    const representations = [
      { __typename: 'Company', id: 'nowhere' },
      {
        __typename: 'ImportJob',
        id: encodeId({ type: 'ImportJob', company: 'acme', source: 'LIGHTYEAR', sourceId: 'job-of-nobody' }),
      },
      {
        __typename: 'PurchaseOrder',
        id: encodeId({ type: 'PurchaseOrder', company: 'nowhere', source: 'LIGHTYEAR', sourceId: 'x' }),
      },
    ];
    const { data, errors } = await askEntities(representations);

    expect(data?._entities).toEqual([null, null, null]);
    expect(errors).toEqual([]);
  });

  test('accepts the fields that a supergraph sends in addition to the key, and does not use them', async () => {
    const [invoice] = sample.representations;
    const forged = { ...invoice, number: 'forged', ref: { company: 'borealis', source: 'LIGHTYEAR', key: ['x'] } };
    const { data, errors } = await askEntities([forged]);

    expect(errors).toEqual([]);
    expect(data?._entities).toEqual([sample.entities[0]]);
  });

  test.each<[string, unknown]>([
    ['an unknown type', { __typename: 'Nope', id: '1' }],
    ['a type that is not an entity', { __typename: 'BackendStatus', id: '1' }],
    ['the interface of all', { __typename: 'Node', id: '1' }],
    ['an enum', { __typename: 'Source', id: '1' }],
    ['the query', { __typename: 'Query' }],
    ['a name that every object has', { __typename: 'toString', id: '1' }],
    ['a prototype', { __typename: '__proto__', id: '1' }],
    ['no type', { id: '1' }],
    ['no object', 'Invoice'],
    ['a list', [{ __typename: 'Invoice', id: '1' }]],
    ['an invoice without id', { __typename: 'Invoice' }],
    ['an invoice whose id is null', { __typename: 'Invoice', id: null }],
    ['an invoice whose id is a number', { __typename: 'Invoice', id: 5 }],
    ['an invoice whose id is a list', { __typename: 'Invoice', id: ['x'] }],
    ['an invoice with an invalid id', { __typename: 'Invoice', id: 'x' }],
    ['an id of 100 kB', { __typename: 'Invoice', id: 'x'.repeat(100_000) }],
    ['a company without id', { __typename: 'Company' }],
    ['a company with the fields of one', { __typename: 'Company', name: 'Forged', sources: [] }],
  ])('answers %s with BAD_USER_INPUT, and still resolves the others', async (_what, representation) => {
    const { status, data, errors } = await askEntities([representation, sample.representations[0]]);

    expect(status).toBe(200);
    expect(data?._entities).toEqual([null, sample.entities[0]]);
    expect(errors.map(({ path, extensions }) => [path, extensions])).toEqual([
      [['_entities', 0], { code: 'BAD_USER_INPUT' }],
    ]);
    expect(errors[0]?.message.length).toBeLessThan(200);
  });

  test('refuses an id of another type', async () => {
    const [invoice, line] = sample.representations;
    const { data, errors } = await askEntities([
      { __typename: 'Invoice', id: line?.id },
      { ...invoice, __typename: 'LineItem' },
    ]);

    expect(data?._entities).toEqual([null, null]);
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT']);
  });

  test('does not resolve a supplier, as its representation is the caller’s text', async () => {
    const query = `query ($representations: [_Any!]!) {
      _entities(representations: $representations) { ... on SupplierCard { id name bankAccount { iban } } }
    }`;
    const document = { company: 'acme', source: 'LIGHTYEAR', key: ['93913d26-427e-4798-8e1f-06c83411113c'] };
    const representations = [
      { __typename: 'SupplierCard', id: 'x', name: 'Forged', document, bankAccount: 'WITHHELD' },
    ];
    world.forgetCalls();

    const { data, errors } = await world.ask<Entities>(query, { representations });

    expect(data?._entities).toEqual([null]);
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
    expect(world.calls()).toEqual([]);
  });

  test('is FORBIDDEN for each type whose scope the caller lacks, and resolves the rest', async () => {
    const { data, errors } = await askEntities(sample.representations, 'reader');
    const jobAt = sample.representations.findIndex(({ __typename }) => __typename === 'ImportJob');

    expect(data?._entities).toEqual(sample.entities.map((entity, index) => (index === jobAt ? null : entity)));
    expect(errors).toEqual([
      expect.objectContaining({ path: ['_entities', jobAt], extensions: { code: 'FORBIDDEN' } }),
    ]);
  });

  test('does not log errors of the gateway', () => {
    expect(world.log.entries().filter(({ level }) => level === 'error')).toEqual([]);
  });
});

interface Entities {
  readonly _entities: readonly (Readonly<Record<string, unknown>> | null)[];
}

interface Sample {
  readonly representations: readonly { readonly __typename: string; readonly id: string }[];
  readonly entities: readonly Readonly<Record<string, unknown>>[];
}

const ENTITIES = `query ($representations: [_Any!]!) {
  _entities(representations: $representations) {
    __typename
    ... on Invoice { invoiceId: id number }
    ... on LineItem { lineId: id position }
    ... on PurchaseOrder { orderId: id sourceId }
    ... on ImportJob { jobId: id sourceId }
    ... on Company { companyId: id companyName: name }
  }
}`;

function askEntities(representations: readonly unknown[], as: CallerName = 'sandbox', from = world) {
  return from.ask<Entities>(ENTITIES, { representations }, { as });
}

/** Something of each type, as it is asked for and as it is answered. */
async function readSample(): Promise<Sample> {
  const page = await readPage<{ id: string; number: string; lineItems: { id: string; position: number }[] }>(world, {
    more: 'number lineItems { id position }',
  });
  const [invoice] = page.edges.map(({ node }) => node).filter(({ lineItems }) => lineItems.length > 1);
  const line = invoice?.lineItems[1];
  if (invoice === undefined || line === undefined) throw new Error('No invoice with two lines');
  const sourceId = 'a0000000-0000-4000-8000-000000000001';
  const order = encodeId({ type: 'PurchaseOrder', company: 'acme', source: 'LIGHTYEAR', sourceId });
  const job = encodeId({ type: 'ImportJob', company: 'acme', source: 'LIGHTYEAR', sourceId: IMPORT_JOB_IDS.finished });
  return {
    representations: [
      { __typename: 'Invoice', id: invoice.id },
      { __typename: 'LineItem', id: line.id },
      { __typename: 'PurchaseOrder', id: order },
      { __typename: 'ImportJob', id: job },
      { __typename: 'Company', id: 'acme' },
    ],
    entities: [
      { __typename: 'Invoice', invoiceId: invoice.id, number: invoice.number },
      { __typename: 'LineItem', lineId: line.id, position: line.position },
      { __typename: 'PurchaseOrder', orderId: order, sourceId },
      { __typename: 'ImportJob', jobId: job, sourceId: IMPORT_JOB_IDS.finished },
      { __typename: 'Company', companyId: 'acme', companyName: 'Acme Ltd' },
    ],
  };
}

async function readSdl(): Promise<string> {
  const { data } = await world.ask<{ _service: { sdl: string } }>('{ _service { sdl } }');
  return data?._service.sdl ?? '';
}

async function objectTypes(): Promise<readonly ObjectTypeDefinitionNode[]> {
  return parse(await readSdl()).definitions.filter((definition) => definition.kind === Kind.OBJECT_TYPE_DEFINITION);
}

async function resolvableTypes(): Promise<readonly string[]> {
  return (await objectTypes())
    .filter(({ directives = [] }) => directives.some((one) => one.name.value === 'key' && one.arguments?.length === 1))
    .map(({ name }) => name.value);
}
