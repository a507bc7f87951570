import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../../src/config/load-config.ts';
import { createSchema } from '../../../src/features/schema/create-schema.ts';
import { createDocumentParser } from '../../../src/server/graphql/documents/document-parser.ts';

const schema = createSchema();
const { limits } = parseConfig({ companies: { acme: { v6: { baseUrl: 'https://v6.example.com', apiKey: 'k' } } } });
const parse = createDocumentParser(schema, limits);

describe('a query', () => {
  test.each([
    [
      'characters',
      `{ companies { id } } #${' '.repeat(49_999)}`,
      'maxQueryCharacters',
      'The query has 50,021 characters; `limits.maxQueryCharacters` is 50,000',
    ],
    ['line breaks', `{${'\n'.repeat(5_001)} nope }`, 'maxTokens', 'more than 5,000 line breaks'],
    ['carriage returns', `{${'\r'.repeat(5_001)} nope }`, 'maxTokens', 'more than 5,000 line breaks'],
    [
      'tokens',
      `{ ${'companies{id} '.repeat(1_300)} }`,
      'maxTokens',
      'more than 5,000 tokens; `limits.maxTokens` is 5,000',
    ],
    ['brackets inside each other', '{a'.repeat(125), 'maxDepth', 'more than 124 levels deep'],
    [
      'selections',
      `{ ${'...A '.repeat(400)} } fragment A on Query { companies { ${'id '.repeat(60)} } }`,
      'maxSelections',
      'The operation selects 24,400 fields; `limits.maxSelections` is 20,000: select less',
    ],
    [
      'selections of fragments in fragments',
      `{ companies { ...F0 } } ${fragments(400, (i) => `...F${i + 1} ...F${i + 1}`)} fragment F400 on Company { id }`,
      'maxSelections',
      'selects more than 1,000,000,000,000 fields',
    ],
    [
      'selections of an unused fragment',
      `{ companies { id } } fragment A on Query { ${'...B '.repeat(400)} } fragment B on Query { companies { ${'id '.repeat(60)} } }`,
      'maxSelections',
      'selects 24,400 fields',
    ],
    [
      'aliases',
      `{ companies { ${Array.from({ length: 501 }, (_, i) => `a${i}: id`).join(' ')} } }`,
      'maxAliases',
      'The operation has 501 aliases; `limits.maxAliases` is 500',
    ],
    [
      'root fields',
      `{ ${'companies { id } '.repeat(101)} }`,
      'maxRootFields',
      'The operation has 101 root fields; `limits.maxRootFields` is 100',
    ],
    [
      'root fields in a fragment',
      `{ ...A ...A } fragment A on Query { ${'companies { id } '.repeat(51)} }`,
      'maxRootFields',
      'has 102 root fields',
    ],
  ])('with too many %s is refused with the limit, the numbers and the remedy', (_what, query, limit, message) => {
    expect(parse(query)).toEqual([expect.objectContaining({ limit, message: expect.stringContaining(message) })]);
  });
});

describe('the faults of a query', () => {
  test('have their locations, and the hundredth says that there are more', () => {
    const faults = faultsOf(`{ companies { ${Array.from({ length: 200 }, (_, i) => `\nf${i}`).join('')} } }`);
    expect(faults).toHaveLength(100);
    expect(faults[41]?.locations).toEqual([{ line: 43, column: 1 }]);
    expect(faults.at(-1)?.message).toMatch(/^Too many validation errors/);
  });

  test('have at most ten locations each', () => {
    const [fault] = faultsOf(`query (${'$v: Int '.repeat(1_200)}) { companies { id } }`);
    expect(fault?.message).toBe('There can be only one variable named "$v".');
    expect(fault?.locations).toHaveLength(10);
  });

  test.each([
    ['line feeds', '\n'],
    ['carriage returns', '\r'],
    ['both', '\r\n'],
  ])('have their locations with %s between lines', (_what, end) => {
    expect(faultsOf(`{${end}companies {${end}  id${end}  nope } }`)[0]?.locations).toEqual([{ line: 4, column: 3 }]);
  });

  test.each([
    ['a field', `{ companies { ${'id '.repeat(400)} } }`],
    ['an object', `{ invoices { nodes { ${'lineItems { taxCode { id } } '.repeat(200)} } } }`],
    [
      'in fragments',
      `{ companies { ${Array.from({ length: 250 }, (_, i) => `...F${i}`).join(' ')} } } ${fragments(250, () => 'id name')}`,
    ],
    [
      'in many operations',
      `${Array.from({ length: 240 }, (_, i) => `query Q${i} { companies { ...F0 } }`).join(' ')} ${fragments(240, (i) => `id ...F${i + 1}`)} fragment F240 on Company { id }`,
    ],
  ])('are a single one if fields are repeated too often: %s', (_what, query) => {
    const [fault, other] = faultsOf(query);
    expect(fault?.message).toBe(
      'The operation repeats fields or fragments too often to be validated: select each of them once',
    );
    expect(other).toBeUndefined();
  });

  test('include a fragment that contains itself', () => {
    const [fault] = faultsOf('{ companies { ...A } } fragment A on Company { ...B } fragment B on Company { ...A }');
    expect(fault?.message).toBe('Cannot spread fragment "A" within itself via "B".');
  });
});

describe('the text of a query', () => {
  const cyclic = fragments(40, () => Array.from({ length: 40 }, (_, i) => `...F${i}`).join(' '));

  test.each([
    ['lines', `{${'\n'.repeat(4_990)}${'nope '.repeat(4_000)}`],
    ['lines before faults', `{${'\n'.repeat(4_990)}${Array.from({ length: 100 }, (_, i) => `f${i}`).join(' ')} }`],
    [
      'lines before one fault with many locations',
      `query (${'\n'.repeat(4_990)}${'$v: Int '.repeat(1_200)}) { companies { id } }`,
    ],
    ['a name of 40,000 characters', `{ companies { ${'x'.repeat(40_000)} } }`],
    ['similar names', `{ companies { ${'ix '.repeat(4_900)} } }`],
    ['a text of 40,000 characters', `{ node(id: "${'x'.repeat(40_000)}") { id } }`],
    ['quotes', `{ node(id: ${'"'.repeat(40_000)}) { id } }`],
    ['comments', `${'#\n'.repeat(4_990)} { companies { id } }`],
    ['one field many times', `{ companies { ${'id '.repeat(4_900)} } }`],
    ['one alias for two fields', `{ companies { ${'a: id a: name '.repeat(240)} } }`],
    [
      'one field with other arguments',
      `{ ${Array.from({ length: 100 }, (_, i) => `node(id: "${i}") { id }`).join(' ')} }`,
    ],
    [
      'objects many times',
      `{ companies { ${'sources '.repeat(10)} } ${'invoices { nodes { id supplier { id } } } '.repeat(90)} }`,
    ],
    ['inline fragments', `{ companies { ${'... { id } '.repeat(1_200)} } }`],
    ['inline fragments inside each other', `{ companies { ${'... { id '.repeat(100)} ${'} '.repeat(100)} } }`],
    [
      'a chain of fragments',
      `{ companies { ...F0 } } ${fragments(599, (i) => `...F${i + 1}`)} fragment F599 on Company { id }`,
    ],
    ['fragments that contain each other', `{ companies { ...F0 } } ${cyclic}`],
    [
      'introspection in fragments that contain each other',
      `{ __schema { types { ...F0 } } } ${cyclic.replaceAll('Company', '__Type')}`,
    ],
    [
      'many operations with many fragments',
      `${Array.from({ length: 250 }, (_, i) => `query Q${i} { companies { ...F0 } }`).join(' ')} ${fragments(250, (i) => `id ...F${i + 1}`)} fragment F250 on Company { id }`,
    ],
    ['many variables', `query (${Array.from({ length: 1_200 }, (_, i) => `$v${i}: Int`)}) { companies { id } }`],
    ['one variable many times', `query ($x: ID!) { ${'node(id: $x) { id } '.repeat(100)} }`],
    ['one directive many times', `{ companies ${'@skip(if: false) '.repeat(600)} { id } }`],
    [
      'keys of an object',
      `{ invoices(filter: { ${Array.from({ length: 1_600 }, (_, i) => `k${i}: 1`)} }) { nodes { id } } }`,
    ],
  ])('is parsed in bounded time: %s', (_what, query) => {
    const startedAt = performance.now();
    parse(query);
    // Each takes some milliseconds on an idle machine, 40 at most. Quadratic work takes longer than this.
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});

test('the cache counts the heap memory of documents, whatever their text', { timeout: 60_000 }, () => {
  const maxBytes = 20_000_000;
  const keeping = createDocumentParser(schema, limits, maxBytes);
  const shapes = [
    (i: number) => `{ companies { ${'id '.repeat(1_000)} a${i}: id } }`,
    (i: number) => `{ companies { a${i}: id } } #${'x'.repeat(40_000)}`,
    (i: number) => `{ a${i}: nodes(ids: [${'"" '.repeat(2_000)}]) { id } }`,
    (i: number) => `${'#\n'.repeat(4_000)} { companies { a${i}: id } }`,
    (i: number) => `{ companies { a${i}: id } }`,
  ];
  const before = heapUsed();
  for (const shape of shapes) {
    for (let index = 0; index < 200; index += 1) keeping(shape(index));
    expect(heapUsed() - before).toBeLessThan(1.5 * maxBytes);
  }
  // Used after the last measurement, so that it is still on the heap.
  expect(keeping('{ companies { id } }')).toHaveProperty('document');
});

test('equal texts are parsed once', () => {
  expect(parse('{ companies { name } }')).toBe(parse('{ companies { name } }'));
});

function fragments(count: number, body: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => `fragment F${index} on Company { ${body(index)} }`).join(' ');
}

function faultsOf(query: string) {
  const parsed = parse(query);
  if ('document' in parsed) throw new TypeError('the query has no fault');
  return parsed as readonly { message: string; locations?: readonly object[] }[];
}

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

function heapUsed(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}
