import { Kind, parse, valueFromASTUntyped } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWorld, type TestWorld } from '../end-to-end/world.ts';
import { compose, DEFINE_ONE_OF, invoicesOf, type Subgraph, supergraphOf } from './compose.ts';
import { PAYMENTS_SDL } from './payments.ts';

const PAYMENTS = { name: 'payments', url: 'http://127.0.0.1/', sdl: PAYMENTS_SDL };

/** What each scope guards: design's table, in the words of the schema. */
const GUARDED: Readonly<Record<string, readonly string[]>> = {
  'invoices:read': [
    ...['Query.invoice', 'Query.invoices', 'Query.node', 'Query.nodes', 'Query.purchaseOrder', 'Query.columnValues'],
    ...['Invoice', 'LineItem', 'PurchaseOrder'],
  ],
  'bank:read': ['SupplierCard.bankAccount'],
  'invoices:export': ['Mutation.markInvoicesExported', 'Mutation.reportSyncError'],
  'files:write': ['Mutation.requestUpload', 'Mutation.uploadFile'],
  'imports:read': ['Query.importJob', 'Subscription.importJob', 'ImportJob'],
  'imports:write': ['Mutation.startImport'],
  'events:read': ['Query.documentEvents', 'Subscription.documentEvents'],
  'webhooks:write': ['Mutation.subscribeWebhook'],
  'status:read': ['Query.backends'],
};

/** Needs a caller, and no scope. */
const AUTHENTICATED = ['Query.companies', 'Company'];

let world: TestWorld;
let invoices: Subgraph;

beforeAll(async () => {
  world = await startWorld();
  invoices = await invoicesOf(world);
});

afterAll(() => world[Symbol.asyncDispose]());

describe('the SDL of the endpoint, composed by Apollo', () => {
  test('makes a supergraph, alone and beside another subgraph', () => {
    const ours = { ...invoices, sdl: DEFINE_ONE_OF + invoices.sdl };
    expect(compose(ours).errors).toBeUndefined();
    expect(compose(ours, PAYMENTS).errors).toBeUndefined();
  });

  test('gives one hint: a Node needs the scopes of all types that are one', () => {
    const { hints = [] } = compose({ ...invoices, sdl: DEFINE_ONE_OF + invoices.sdl }, PAYMENTS);

    expect(hints.map(({ definition, message }) => [definition.code, message])).toEqual([
      ['MERGED_NON_REPEATABLE_DIRECTIVE_ARGUMENTS', expect.stringContaining('@requiresScopes is applied to "Node"')],
    ]);
  });

  test('needs @oneOf to be defined, which the supergraph then leaves out', async () => {
    // When this fails, docs/federation.md needs its line about @oneOf no longer.
    expect(compose(invoices).errors?.map(({ message }) => message)).toEqual([
      expect.stringContaining('Unknown directive "@oneOf"'),
    ]);
    expect(await supergraphOf(world, PAYMENTS)).not.toContain('@oneOf');
  });
});

describe('who may read what', () => {
  test('stands in the SDL for every field and type that is guarded', () => {
    expect(guardsIn(invoices.sdl)).toEqual(guarded());
  });

  test('stands in the supergraph, for a router that looks at it', async () => {
    const found = guardsIn(await supergraphOf(world, PAYMENTS));
    // A type of both subgraphs keeps what ours asks for, too.
    expect(found).toMatchObject(guarded());
    expect(found['Node']).toEqual([['imports:read', 'invoices:read']]);
  });
});

/** What GUARDED and AUTHENTICATED say, by field or type. */
function guarded(): Readonly<Record<string, unknown>> {
  const byScope = Object.entries(GUARDED).flatMap(([scope, names]) => names.map((name) => [name, [[scope]]] as const));
  return Object.fromEntries([...byScope, ...AUTHENTICATED.map((name) => [name, 'a caller'] as const)]);
}

/** What each field or type with a guard asks for. */
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
