import { getOperationAST, parse, validate } from 'graphql';
import { getVariableValues } from 'graphql/execution/values.js';
import { describe, expect, test } from 'vitest';
import { createSchema } from '../../src/features/schema/create-schema.ts';
import { startWorld, type TestWorld, tokenOf } from '../end-to-end/world.ts';

interface InitialState {
  readonly document: string;
  readonly variables: Record<string, unknown>;
  readonly headers: Record<string, string>;
  readonly sharedHeaders?: Record<string, string>;
}

const SAMPLE = { overrides: { publicToken: tokenOf('sandbox') } };
const NAMES = [
  'Invoices',
  'InvoiceWithLines',
  'SearchInvoices',
  'InvoiceTotals',
  'PossibleDuplicates',
  'DocumentEvents',
  'RequestUpload',
  'MarkInvoicesExported',
  'StartImport',
  'ImportJob',
];

/** The initial state that the page passes to Apollo Sandbox. */
async function stateOf(world: TestWorld): Promise<InitialState> {
  const html = await (await world.fetch('/')).text();
  const [, options = '{}'] = /EmbeddedSandbox\(\{ \.\.\.(\{.*\}), initialEndpoint/.exec(html) ?? [];
  return (JSON.parse(options) as { initialState: InitialState }).initialState;
}

describe.each([
  ['on sample data', SAMPLE],
  ['on real accounts', {}],
])('the examples %s', (_where, options) => {
  test('are valid, named, and have the variables that they need', async () => {
    await using world = await startWorld(options);
    const { document: text, variables } = await stateOf(world);
    const document = parse(text);
    const schema = createSchema();

    expect(validate(schema, document)).toEqual([]);
    expect(document.definitions.map((one) => 'name' in one && one.name?.value)).toEqual(NAMES);
    for (const name of NAMES) {
      const declared = getOperationAST(document, name)?.variableDefinitions ?? [];
      expect(getVariableValues(schema, declared, variables)).toEqual({ coerced: expect.anything() });
      for (const { variable } of declared) expect(variables).toHaveProperty(variable.name.value);
    }
  });
});

test('each example succeeds on sample data, one after the other', async () => {
  await using world = await startWorld(SAMPLE);
  const { document: query, variables, headers } = await stateOf(world);
  const run = async (operationName: string) => {
    const response = await world.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, operationName, variables }),
    });
    return response.json();
  };

  expect(await run('Invoices')).toMatchObject({ data: { invoices: { nodes: expect.any(Array) } } });
  expect(await run('InvoiceWithLines')).toMatchObject({
    data: { invoice: { number: 'NORTH01-736291', lineItems: [{ position: 1 }, { position: 2 }] } },
  });
  for (const name of ['SearchInvoices', 'PossibleDuplicates'])
    expect(await run(name)).toMatchObject({ data: { searchInvoices: { nodes: expect.any(Array) } } });
  expect(await run('InvoiceTotals')).toMatchObject({ data: { invoiceTotals: { nodes: expect.any(Array) } } });
  expect(await run('RequestUpload')).toMatchObject({
    data: { requestUpload: { location: { method: 'PUT' }, errors: [] } },
  });
  expect(await run('MarkInvoicesExported')).toMatchObject({
    data: { markInvoicesExported: { results: [{ ok: true, error: null }] } },
  });
  expect(await run('StartImport')).toMatchObject({
    data: { startImport: { job: { type: 'SUPPLIER_CARDS' }, errors: [] } },
  });
});

test('introspection sends the token of the sample data, but never a placeholder', async () => {
  await using sample = await startWorld(SAMPLE);
  await using real = await startWorld();
  expect(await stateOf(sample)).toMatchObject({
    headers: { authorization: `Bearer ${tokenOf('sandbox')}` },
    sharedHeaders: { authorization: `Bearer ${tokenOf('sandbox')}` },
  });
  expect(await stateOf(real)).not.toHaveProperty('sharedHeaders');
});
