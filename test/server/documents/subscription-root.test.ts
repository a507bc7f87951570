import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../../src/config/load-config.ts';
import { createSchema } from '../../../src/features/schema/create-schema.ts';
import { createDocumentParser } from '../../../src/server/graphql/documents/document-parser.ts';
import { createOperationParser } from '../../../src/server/graphql/documents/operation-parser.ts';
import { ANY_DOCUMENT } from './any-document.ts';

const { limits } = parseConfig({ companies: { acme: { v6: { baseUrl: 'https://v6.example.com', apiKey: 'k' } } } });
const parse = createOperationParser(createDocumentParser(createSchema(), limits), ANY_DOCUMENT);

function faultsOf(query: string, operationName?: string): readonly object[] {
  const parsed = parse({ query, operationName });
  return 'document' in parsed ? [] : parsed.map(({ message, ...fault }) => ({ message, ...fault }));
}

describe('the root of a subscription', () => {
  test.each([
    ['one field', 'subscription { documentEvents { id } }'],
    ['one field twice', 'subscription { documentEvents { id } documentEvents { type } }'],
    ['a field in a fragment', 'subscription { ...F } fragment F on Subscription { documentEvents { id } }'],
    ['a condition below its field', 'subscription { documentEvents { id @skip(if: true) type } }'],
  ])('may have %s', (_what, query) => {
    expect(faultsOf(query)).toEqual([]);
  });

  test.each([
    ['@include', 'subscription { documentEvents @include(if: true) { id } }', 31],
    ['@skip by a variable', 'subscription ($a: Boolean!) { documentEvents @skip(if: $a) { id } }', 46],
    ['@skip at an inline fragment', 'subscription { ... @skip(if: true) { documentEvents { id } } }', 20],
    [
      '@skip at a spread',
      'subscription { ...F @skip(if: true) } fragment F on Subscription { documentEvents { id } }',
      21,
    ],
    [
      '@skip in a fragment of a fragment',
      'subscription { ...F } fragment F on Subscription { ...G } fragment G on Subscription { documentEvents @skip(if: true) { id } }',
      103,
    ],
  ])('must not have %s, and the error says where', (_what, query, column) => {
    const message = 'Anonymous Subscription must not use `@skip` or `@include` directives in the top level selection.';
    expect(faultsOf(query)).toEqual([
      expect.objectContaining({ message, code: 'BAD_USER_INPUT', locations: [{ line: 1, column }] }),
    ]);
  });

  test.each([
    ['two fields', 'subscription S { a: documentEvents { id } b: documentEvents { id } }', 'only one top level field'],
    [
      'two fields of which a condition leaves one',
      'subscription S($a: Boolean!) { a: documentEvents @skip(if: $a) { id } b: documentEvents { id } }',
      'only one top level field',
    ],
    ['a field about the schema', 'subscription S { __typename }', 'introspection top level field'],
    ['a condition without its argument', 'subscription S { documentEvents @skip { id } }', 'argument "if"'],
  ])('makes the document invalid with %s', (_what, query, message) => {
    const document = `query A { companies { id } } ${query}`;
    expect(faultsOf(document, 'A')).toEqual([expect.objectContaining({ message: expect.stringContaining(message) })]);
  });

  test('may have a condition if another operation of the document is chosen', () => {
    const document =
      'query A { companies { id } } subscription S($a: Boolean!) { documentEvents @skip(if: $a) { id } }';
    expect(faultsOf(document, 'A')).toEqual([]);
    expect(faultsOf(document, 'S')).toHaveLength(1);
  });
});
