import { addResolversToSchema } from '@graphql-tools/schema';
import { extendSchema, type FieldNode, type GraphQLSchema, graphql, Kind, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/start.ts';
import { openBackends } from '../../src/backends/registry.ts';
import { createCache } from '../../src/cache/cache.ts';
import { parseConfig } from '../../src/config/load-config.ts';
import {
  byDocument,
  byKey,
  type InvoiceFields,
  inKey,
  needsDocument,
  refuseUndeclaredFields,
} from '../../src/features/invoice/needs-document.ts';
import { createSchema } from '../../src/features/schema/create-schema.ts';
import { type LoaderDependencies, Loaders } from '../../src/loaders/loaders.ts';
import { createVisibleAccounts } from '../../src/loaders/visible-accounts.ts';
import { createTestLog } from '../backends/test-log.ts';

/** The served schema with one more field on Invoice, `matchCount: Int`. */
function withMatchCount(declaration: object): GraphQLSchema {
  const schema = extendSchema(createSchema(), parse('extend type Invoice { matchCount: Int }'));
  const resolvers = { Invoice: { matchCount: declaration } };
  return addResolversToSchema({ schema, resolvers, updateResolversInPlace: true });
}

function asked(): Promise<never> {
  return Promise.reject(new Error('the index was asked'));
}

/** Lists of the sources do not ask the index. */
const UNUSED: LoaderDependencies['index'] = {
  search: asked,
  load: asked,
  read: asked,
};

describe('a field of Invoice that is loaded on request', () => {
  let sandbox: Sandbox;
  let openContext: () => object;
  const opened = new AsyncDisposableStack();
  beforeAll(async () => {
    sandbox = opened.use(await startSandbox());
    const config = parseConfig({ ...(sandbox.gatewayConfig() as object), cache: { enabled: false } });
    const { logger } = createTestLog();
    const backends = opened.use(openBackends(config.companies, { logger, now: Date.now }));
    const cache = opened.use(await createCache(config, logger));
    const caller = { name: 'tester', companies: new Set(['acme']), scopes: new Set(['invoices:read'] as const) };
    const companies = [{ id: 'acme', name: 'Acme', sources: [] }];
    const accounts = createVisibleAccounts(companies, backends)(caller);
    const { signal } = new AbortController();
    openContext = () => {
      const reads = cache.openOperation();
      const journal = { marks: async () => [] };
      const eventLog = { histories: async () => [] };
      const watches = { read: async () => [] };
      const loaders = new Loaders({ accounts, reads, journal, eventLog, watches, index: UNUSED, signal });
      return { caller, signal, accounts, reads, loaders };
    };
  });
  afterAll(() => opened.disposeAsync());

  async function restCalls(schema: GraphQLSchema): Promise<Readonly<Record<string, number>>> {
    sandbox.sources.LIGHTYEAR.calls.clear();
    const source = '{ invoices(first: 3, filter: { sources: [LIGHTYEAR] }) { nodes { id matchCount } } }';
    const { data, errors } = await graphql({ schema, source, contextValue: openContext() });
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ invoices: { nodes: Array(3).fill({ matchCount: expect.any(Number) }) } });
    const counts: Record<string, number> = {};
    for (const { operation = '' } of sandbox.sources.LIGHTYEAR.calls)
      if (operation !== 'issueToken') counts[operation] = (counts[operation] ?? 0) + 1;
    return counts;
  }

  test('makes a list read no document if it is declared byKey', async () => {
    const lineId = '00000000-0000-4000-8000-000000000000';
    const matchCount = byKey(async ({ ref }, _args, { loaders }) => {
      // The documents of the sandbox do not have this line.
      const matches = await loaders.invoiceLineMatches.load({ ref, lineId }).catch(() => []);
      return matches.length;
    });
    expect(await restCalls(withMatchCount(matchCount))).toEqual({
      listExportableInvoiceIds: 1,
      listInvoiceLineMatches: 3,
    });
  });

  test('makes a list read each document once if it is declared byDocument', async () => {
    const matchCount = byDocument(({ lineItems }) => lineItems.length);
    expect(await restCalls(withMatchCount(matchCount))).toEqual({ listExportableInvoiceIds: 1, getInvoice: 3 });
  });
});

describe('a resolver of Invoice that is declared neither byKey nor byDocument', () => {
  test('keeps the gateway from starting, and the error names the field', () => {
    expect(() => refuseUndeclaredFields(withMatchCount(() => 0))).toThrow(
      'The schema does not say whether Invoice.matchCount can be resolved without reading the document: declare the resolver with byKey or byDocument',
    );
    expect(() => refuseUndeclaredFields(withMatchCount(byKey(() => 0)))).not.toThrow();
  });

  test('does not compile, and neither does a byKey resolver that reads a field of the document', () => {
    const fields: InvoiceFields = {
      // @ts-expect-error: not declared
      tags: () => [],
      // @ts-expect-error: a property of the document
      series: inKey,
      // @ts-expect-error: not known before the document is read
      number: byKey(({ number }) => number),
      warehouse: byDocument(({ warehouse }) => warehouse),
    };
    expect(Object.keys(fields)).toHaveLength(4);
  });
});

describe('a selection on an invoice', () => {
  const schema = createSchema();
  const needs = (selection: string) => needsDocument(fieldsIn(selection), schema);

  test.each(['__typename', 'id', 'source', 'sourceId', 'company { name }', 'id sourceId', 'lineMatches'])(
    'does not need the document for what its key tells, or for a field of another type: %s',
    (selection) => {
      expect(needs(selection)).toBe(false);
    },
  );

  test.each(['number', 'file { name }', 'id number', 'lineItems { id }'])(
    'needs the document for any other field: %s',
    (selection) => {
      expect(needs(selection)).toBe(true);
    },
  );
});

function fieldsIn(selection: string): readonly FieldNode[] {
  const [operation] = parse(`{ ${selection} }`).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('not an operation');
  return operation.selectionSet.selections.filter((one) => one.kind === Kind.FIELD);
}
