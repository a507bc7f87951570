import { readdirSync, readFileSync } from 'node:fs';
import { buildSchema, type GraphQLError, getIntrospectionQuery, Kind, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../src/config/load-config.ts';
import { LimitExceeded } from '../../src/errors/catalogue.ts';
import { createOperationBudget } from '../../src/execution/budget/operation-budget.ts';
import { createSchema } from '../../src/features/schema/create-schema.ts';
import { createDocumentParser } from '../../src/server/graphql/documents/document-parser.ts';

const schema = createSchema();
const { limits } = parseConfig({ companies: { acme: { v6: { baseUrl: 'https://v6.example.com', apiKey: 'k' } } } });
const refuse = createOperationBudget(schema, limits);

/**
 * Limits that leave four times as much room as operations in good faith need. A whole page of documents that are read
 * one by one has half of the REST calls.
 */
const QUARTER = {
  ...limits,
  maxQueryCharacters: limits.maxQueryCharacters / 4,
  maxTokens: limits.maxTokens / 4,
  maxSelections: limits.maxSelections / 4,
  maxAliases: limits.maxAliases / 4,
  maxRootFields: limits.maxRootFields / 4,
  maxFields: limits.maxFields / 4,
  maxRestCalls: limits.maxRestCalls / 2,
};

describe('usual operations are far below each limit:', () => {
  const client = readFolder('../../client/graphql/');
  const introspection = getIntrospectionQuery({
    descriptions: true,
    specifiedByUrl: true,
    directiveIsRepeatable: true,
    schemaDescription: true,
    inputValueDeprecation: true,
    oneOf: true,
  });

  test.each([
    ...documentsOf(client),
    ...documentsOf(read('../../src/server/explorers/example-operations.graphql')),
    ...documentsOf(read('../../src/server/explorers/first-query.graphql')),
    ...documentsOf(introspection),
    ...['README.md', 'docs/querying.md', 'docs/writing.md', 'docs/live.md', 'client/README.md'].flatMap((name) =>
      queriesIn(read(`../../${name}`)).flatMap(documentsOf),
    ),
  ])('%s', (_name, query) => {
    const parsed = createDocumentParser(schema, QUARTER)(query);
    expect(parsed).toHaveProperty('document');
    expect(reasonAgainst(query, {}, QUARTER)).toBeUndefined();
  });
});

const EVERY_LINE =
  '{ id source kind number issueDate currency netAmount grossAmount supplier { id name bankAccount { iban } } file { downloadUrl } lineItems { id position code description quantity unit unitPrice netAmount taxAmount grossAmount taxCode { code ratePercent } glCode { code description } categories { code type } matches { type document { __typename } lineItem { id code } } } }';

describe('the fields that an operation can produce', () => {
  test('are below the limit for a whole page with all lines', () => {
    expect(reasonAgainst(`{ invoices(first: 200) { nodes ${EVERY_LINE} } }`)).toBeUndefined();
  });

  test.each<[string, string, Readonly<Record<string, unknown>>]>([
    ['aliases of a page', `{ ${repeat(40, (i) => `a${i}: invoices(first: 200) { nodes ${EVERY_LINE} }`)} }`, {}],
    [
      'aliases in fragments on three levels',
      `{ __schema { types { ...A } } } fragment A on __Type { ${repeat(16, (i) => `a${i}: fields { ...B }`)} }
       fragment B on __Field { ${repeat(16, (i) => `b${i}: type { ...C }`)} }
       fragment C on __Type { ${repeat(16, (i) => `c${i}: name`)} }`,
      {},
    ],
    [
      'a page by a variable',
      `query ($n: Int) { ${repeat(40, (i) => `a${i}: invoices(first: $n) { nodes ${EVERY_LINE} }`)} }`,
      { n: 200 },
    ],
    [
      'a page by a default',
      `query ($n: Int = 200) { ${repeat(40, (i) => `a${i}: invoices(first: $n) { nodes ${EVERY_LINE} }`)} }`,
      {},
    ],
  ])('are refused if they exceed the limit: %s', (_what, query, variables) => {
    expect(reasonAgainst(query, variables)).toMatchObject({ limit: 'maxFields' });
  });

  test('are refused with the limit, the number and the remedy', () => {
    const query = `{ ${repeat(40, (i) => `a${i}: invoices(first: 200) { nodes ${EVERY_LINE} }`)} }`;
    expect(reasonAgainst(query)?.message).toMatch(
      /^The operation can produce about [\d,]+ fields; `limits\.maxFields` is 500,000: ask for fewer objects at once/,
    );
  });

  test('do not include those that @skip or @include leaves out', () => {
    const query = `query ($off: Boolean!) { ${repeat(40, (i) => `a${i}: invoices(first: 200) @skip(if: $off) { nodes ${EVERY_LINE} }`)} }`;
    expect(reasonAgainst(query, { off: true })).toBeUndefined();
    expect(reasonAgainst(query, { off: false })).toMatchObject({ limit: 'maxFields' });
  });
});

describe('the REST calls that an operation can cause', () => {
  const file = 'invoice { id file { downloadUrl } }';

  test.each<[string, string, Readonly<Record<string, unknown>>, number]>([
    [
      'documents by id',
      'query ($ids: [ID!]!) { a: nodes(ids: $ids) { id } b: nodes(ids: $ids) { id } c: nodes(ids: $ids) { id } }',
      { ids: Array(200).fill('x') },
      600,
    ],
    [
      'entities',
      'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }',
      { r: Array(900).fill({ __typename: 'Invoice', id: 'x' }) },
      900,
    ],
    ['pages', `{ ${repeat(10, (i) => `a${i}: invoices(first: 100) { edges { node { number } } }`)} }`, {}, 1_030],
    ['files of past events', `{ documentEvents(first: 1000) { ... on DocumentDigitized { ${file} } } }`, {}, 1_000],
    [
      'exports',
      'mutation ($ids: [ID!]!) { a: markInvoicesExported(input: { ids: $ids }) { results { ok } } b: markInvoicesExported(input: { ids: $ids }) { results { ok } } c: markInvoicesExported(input: { ids: $ids }) { results { ok } } }',
      { ids: Array(200).fill('x') },
      600,
    ],
  ])('are refused if they exceed the limit: %s', (_what, query, variables, count) => {
    const reason = reasonAgainst(query, variables);
    expect(reason).toMatchObject({ limit: 'maxRestCalls' });
    expect(reason?.message).toContain(`about ${count.toLocaleString('en')} REST calls`);
  });

  test('count once for all fields that read the same document', () => {
    const strict = { ...limits, maxRestCalls: 1 };
    const query = '{ invoice(id: "x") { file { downloadUrl } supplier { bankAccount { iban } } } }';
    expect(reasonAgainst(query, {}, strict)).toBeUndefined();
  });

  test('count for entities of any type, and for each field with representations', () => {
    const query = `query ($r: [_Any!]!) { ${repeat(10, (i) => `a${i}: _entities(representations: $r) { __typename }`)} }`;
    const companies = (count: number) => ({ r: Array(count).fill({ __typename: 'Company', id: 'x' }) });
    expect(reasonAgainst(query, companies(limits.maxRestCalls / 10))).toBeUndefined();
    expect(reasonAgainst(query, companies(limits.maxRestCalls / 10 + 1))).toMatchObject({ limit: 'maxRestCalls' });
  });
});

test('a mutation can send only one file', () => {
  const upload = (name: string) => `${name}: uploadFile(input: { file: $file }) { errors { code } }`;
  expect(reasonAgainst(`mutation ($file: Upload!) { ${upload('a')} }`)).toBeUndefined();
  const inFragment = `mutation ($file: Upload!) { ${upload('a')} ...B } fragment B on Mutation { ${upload('b')} }`;
  expect(reasonAgainst(inFragment)?.message).toBe(
    'The operation sends a file with 2 fields: send each file in a request of its own',
  );
});

describe('the gateway does not start with a schema that does not declare a cost:', () => {
  const DIRECTIVES =
    'directive @listSize(assumedSize: Int) on FIELD_DEFINITION directive @restCalls on FIELD_DEFINITION';

  test.each([
    [
      'a list without a size',
      'type Query { a: [Int] @restCalls }',
      'Query.a is a list: declare its usual length with @listSize',
    ],
    ['a list of lists in an object', 'type Query { a: A @restCalls } type A { b: [[Int!]!]! }', 'A.b is a list'],
    [
      'a root field without its calls',
      'type Query { a: Int }',
      'Query.a is a root field: declare the number of its REST calls with @restCalls',
    ],
  ])('%s', (_what, sdl, message) => {
    expect(() => createOperationBudget(buildSchema(`${DIRECTIVES} ${sdl}`), limits)).toThrow(message);
  });
});

function reasonAgainst(query: string, variables: object = {}, of = limits) {
  const document = parse(query);
  const budget = of === limits ? refuse : createOperationBudget(schema, of);
  const reasons = document.definitions.flatMap((operation): (GraphQLError | undefined)[] =>
    operation.kind === Kind.OPERATION_DEFINITION
      ? [
          budget({
            document,
            operation,
            queryHash: query,
            variables: { ...variables },
            contextValue: {},
            logger: { warn: () => {} },
          }),
        ]
      : [],
  );
  const reason = reasons.find((one) => one !== undefined)?.originalError;
  return reason instanceof LimitExceeded || reason === undefined ? reason : new Error(reason.message);
}

function repeat(count: number, of: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => of(index)).join(' ');
}

function read(path: string): string {
  return readFileSync(new URL(path, import.meta.url), 'utf8');
}

function readFolder(path: string): string {
  return readdirSync(new URL(path, import.meta.url))
    .map((name) => read(path + name))
    .join('\n');
}

/** Each operation of a text with the fragments that it needs, as a client sends it. */
function documentsOf(text: string): readonly (readonly [name: string, query: string])[] {
  const { definitions } = parse(text);
  return definitions
    .filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
    .map((operation) => {
      const needed = [
        operation,
        ...fragmentsFor(operation.loc?.source.body.slice(operation.loc.start, operation.loc.end) ?? '', text),
      ];
      const query = needed
        .map((one) => (typeof one === 'string' ? one : text.slice(one.loc?.start, one.loc?.end)))
        .join('\n');
      return [operation.name?.value ?? query.slice(0, 60).replaceAll('\n', ' '), query] as const;
    });
}

function fragmentsFor(text: string, all: string, found = new Set<string>()): readonly string[] {
  const fragments = new Map(
    parse(all).definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, all.slice(one.loc?.start, one.loc?.end)] as const] : [],
    ),
  );
  for (const [, name = ''] of text.matchAll(/\.\.\.\s*(\w+)/g)) {
    const fragment = fragments.get(name);
    if (name === 'on' || fragment === undefined || found.has(fragment)) continue;
    found.add(fragment);
    fragmentsFor(fragment, all, found);
  }
  return [...found];
}

/** The operations of a Markdown page: blocks of GraphQL, and the queries in JSON. */
function queriesIn(markdown: string): readonly string[] {
  const blocks = [...markdown.matchAll(/```graphql\n(.*?)```/gs)].map(([, text = '']) => text);
  const inJson = [...markdown.matchAll(/"query":"((?:[^"\\]|\\.)*)"/g)].map(([, text = '']) =>
    String(JSON.parse(`"${text}"`)),
  );
  return [...blocks, ...inJson].filter((text) => isOperation(text));
}

function isOperation(text: string): boolean {
  return /^\s*(?:#.*\n\s*)*(?:query|mutation|subscription|\{)/.test(text);
}
