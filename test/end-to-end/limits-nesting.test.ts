import { describe, expect, test } from 'vitest';
import { deepJson } from './deep-json.ts';
import { useSturdyWorld } from './sturdy-world.ts';

const used = useSturdyWorld();

const DEEP = 10_000;
/** As deep as the number of characters allows. */
const DEEP_TEXT = 2_500;

describe('a text that is nested 2,500 levels deep is refused before anything follows its levels:', () => {
  test.each([
    ['fields', `{ ${'a { '.repeat(DEEP_TEXT)} b ${'} '.repeat(DEEP_TEXT)} }`],
    ['fields that never end', `{ ${'a { '.repeat(DEEP_TEXT)}`],
    ['inline fragments', `{ ${'... { '.repeat(DEEP_TEXT)} __typename ${'} '.repeat(DEEP_TEXT)} }`],
    ['inline fragments with a type', `{ ${'... on Query { '.repeat(DEEP_TEXT)} __typename ${'} '.repeat(DEEP_TEXT)} }`],
    ['lists in an argument', `{ nodes(ids: ${'['.repeat(DEEP_TEXT)}"x"${']'.repeat(DEEP_TEXT)}) { id } }`],
    [
      'objects in an argument',
      `{ invoices(filter: ${'{a:'.repeat(DEEP_TEXT)}1${'}'.repeat(DEEP_TEXT)}) { nodes { id } } }`,
    ],
    [
      'lists and objects',
      `{ invoices(filter: ${'[{a:'.repeat(DEEP_TEXT)}1${'}]'.repeat(DEEP_TEXT)}) { nodes { id } } }`,
    ],
    [
      'lists in a variable’s type',
      `query ($x: ${'['.repeat(DEEP_TEXT)}ID${']'.repeat(DEEP_TEXT)}) { companies { id } }`,
    ],
    ['lists in a default', `query ($x: [ID] = ${'['.repeat(DEEP_TEXT)}1${']'.repeat(DEEP_TEXT)}) { companies { id } }`],
    ['lists in a directive', `{ companies @skip(if: ${'['.repeat(DEEP_TEXT)}1${']'.repeat(DEEP_TEXT)}) { id } }`],
    ['fields behind a string with brackets', `{ a(b: "}}}}\\"}}}}") ${'a { '.repeat(DEEP_TEXT)} }`],
    ['fields behind a comment with brackets', `{ #}}}}}}}\n ${'a { '.repeat(DEEP_TEXT)} }`],
    ['fields behind a block string', `{ a(b: """}}}\\"""}}}""") ${'a { '.repeat(DEEP_TEXT)} }`],
  ])('%s', async (_what, query) => {
    const { status, data, errors } = await used.world.ask(query);

    expect(status).toBe(400);
    expect(data).toBeUndefined();
    expect(errors).toEqual([
      {
        message: 'The query is nested more than 124 levels deep: select fewer levels, and read the rest by id',
        extensions: { code: 'BAD_USER_INPUT', limit: 'maxDepth' },
      },
    ]);
  });
});

describe('variables that are nested 10,000 levels deep are refused for their type, or ignored:', () => {
  const list = (inner: unknown): unknown => Array.from({ length: DEEP }).reduce((value) => [value], inner);
  const object = (inner: unknown): unknown => Array.from({ length: DEEP }).reduce((value) => ({ a: value }), inner);

  test.each<[string, string, unknown]>([
    ['a list for an id', 'query ($x: ID!) { node(id: $x) { id } }', list('x')],
    ['a list for a list of ids', 'query ($x: [ID!]!) { nodes(ids: $x) { id } }', list('x')],
    ['an object for a filter', 'query ($x: InvoiceFilter) { invoices(filter: $x) { nodes { id } } }', object('x')],
    ['an object for a date', 'query ($x: Date) { invoices(filter: { issuedFrom: $x }) { nodes { id } } }', object(1)],
    ['an object for a number', 'query ($x: Int) { invoices(first: $x) { nodes { id } } }', object(1)],
  ])('%s', async (_what, query, x) => {
    const { status, errors } = await ask(query, deepJson({ x }));

    expect(status).toBe(400);
    expect(errors[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT' });
    expect(errors[0]?.message).toMatch(/^Variable "\$x" /);
  });

  test('a representation is BAD_USER_INPUT', async () => {
    const query = 'query ($x: [_Any!]!) { _entities(representations: $x) { __typename } }';
    const { data, errors } = await ask(query, deepJson({ x: [{ __typename: 'Invoice', id: object('x') }] }));

    expect(data).toEqual({ _entities: [null] });
    expect(errors[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT' });
  });

  test('a variable that the operation does not declare is ignored', async () => {
    const { data } = await ask('{ companies { id } }', deepJson({ x: object('x') }));
    expect(data).toEqual({ companies: [{ id: 'acme' }, { id: 'borealis' }] });
  });
});

async function ask(query: string, variablesJson: string) {
  const response = await used.world.fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer sandbox-token-not-a-secret' },
    body: `{"query":${JSON.stringify(query)},"variables":${variablesJson}}`,
  });
  const body = (await response.json()) as { data?: unknown; errors?: { message: string; extensions: object }[] };
  return { status: response.status, data: body.data, errors: body.errors ?? [] };
}
