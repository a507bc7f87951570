import { Kind, parse, valueFromASTUntyped } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWorld, type TestWorld } from '../end-to-end/world.ts';
import { compose, DEFINE_ONE_OF, invoicesOf, type Subgraph, supergraphOf } from './compose.ts';
import { PAYMENTS_SDL } from './payments.ts';

const PAYMENTS = { name: 'payments', url: 'http://127.0.0.1/', sdl: PAYMENTS_SDL };

/** The fields and types that each scope guards, by their names in the schema. */
const GUARDED: Readonly<Record<string, readonly string[]>> = {
  'invoices:read': [
    ...['Query.invoice', 'Query.invoices', 'Query.node', 'Query.nodes', 'Query.purchaseOrder', 'Query.columnValues'],
    ...['Query.searchInvoices', 'Query.invoiceTotals', 'Query.counterparties'],
    ...['Invoice', 'LineItem', 'PurchaseOrder'],
  ],
  'bank:read': ['SupplierCard.bankAccount'],
  'invoices:export': ['Mutation.markInvoicesExported', 'Mutation.reportSyncError'],
  'files:write': ['Mutation.requestUpload', 'Mutation.uploadFile'],
  'imports:read': ['Query.importJob', 'Subscription.importJob', 'ImportJob'],
  'imports:write': ['Mutation.startImport'],
  'events:read': ['Query.documentEvents', 'Query.eventsEnd', 'Subscription.documentEvents'],
  'webhooks:write': ['Mutation.subscribeWebhook'],
  'status:read': ['Query.backends'],
  'audit:read': ['Query.write', 'Query.writes', 'Write', 'WriteConnection'],
};

/** Fields and types that need a caller, but not a scope. */
const AUTHENTICATED = ['Query.companies', 'Query.viewer', 'Company'];

let world: TestWorld;
let invoices: Subgraph;

beforeAll(async () => {
  world = await startWorld();
  invoices = await invoicesOf(world);
});

afterAll(() => world[Symbol.asyncDispose]());

describe("the gateway's SDL, composed by Apollo", () => {
  test('composes to a supergraph, alone and with another subgraph', () => {
    const ours = { ...invoices, sdl: DEFINE_ONE_OF + invoices.sdl };
    expect(compose(ours).errors).toBeUndefined();
    expect(compose(ours, PAYMENTS).errors).toBeUndefined();
  });

  test('causes one hint: a Node needs the scopes of all its types', () => {
    const { hints = [] } = compose({ ...invoices, sdl: DEFINE_ONE_OF + invoices.sdl }, PAYMENTS);

    expect(hints.map(({ definition, message }) => [definition.code, message])).toEqual([
      ['MERGED_NON_REPEATABLE_DIRECTIVE_ARGUMENTS', expect.stringContaining('@requiresScopes is applied to "Node"')],
    ]);
  });

  test('needs a definition of @oneOf, which the supergraph then omits', async () => {
    // When this fails, docs/federation.md does not need its line about @oneOf any more.
    expect(compose(invoices).errors?.map(({ message }) => message)).toEqual([
      expect.stringContaining('Unknown directive "@oneOf"'),
    ]);
    expect(await supergraphOf(world, PAYMENTS)).not.toContain('@oneOf');
  });
});

describe('the directives for scopes', () => {
  test('are in the SDL for every guarded field and type', () => {
    expect(guardsIn(invoices.sdl)).toEqual(guarded());
  });

  test('are in the supergraph, for routers that enforce them', async () => {
    const found = guardsIn(await supergraphOf(world, PAYMENTS));
    // A type of both subgraphs also keeps the scopes of ours.
    expect(found).toMatchObject(guarded());
    expect(found['Node']).toEqual([['imports:read', 'invoices:read']]);
  });
});

/** The directives that GUARDED and AUTHENTICATED require, by field or type. */
function guarded(): Readonly<Record<string, unknown>> {
  const byScope = Object.entries(GUARDED).flatMap(([scope, names]) => names.map((name) => [name, [[scope]]] as const));
  return Object.fromEntries([...byScope, ...AUTHENTICATED.map((name) => [name, 'a caller'] as const)]);
}

/** The scopes in the directives of each guarded field or type. */
function guardsIn(sdl: string): Readonly<Record<string, unknown>> {
  const guards: Record<string, unknown> = {};
  for (const definition of parse(sdl).definitions) {
    if (!('fields' in definition) || definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) continue;
    const type = definition.name.value;
    const members = (definition.fields ?? []).map((field) => [`${type}.${field.name.value}`, field] as const);
    for (const [name, { directives = [] }] of [[type, definition] as const, ...members]) {
      for (const directive of directives) {
        const [argument] = directive.arguments ?? [];
        if (directive.name.value === 'authenticated') guards[name] = 'a caller';
        if (directive.name.value === 'requiresScopes' && argument) guards[name] = valueFromASTUntyped(argument.value);
      }
    }
  }
  return guards;
}
