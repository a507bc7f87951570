import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useSturdyWorld } from './sturdy-world.ts';
import { startWorld, type TestWorld } from './world.ts';

const used = useSturdyWorld();

describe('maxDepth', () => {
  /** 3 + 2 × `pairs` fields deep. */
  const deep = (pairs: number, inner: string) =>
    `{ node(id: "x") { ... on Invoice { lineItems { ${'matches { document { ... on Invoice { lineItems { '.repeat(pairs)} ${inner} ${'} } } } '.repeat(pairs)} } } } }`;
  const TOO_DEEP = {
    message:
      'The operation nests fields more than 12 levels deep, which is `limits.maxDepth`: select fewer levels, and read the rest by id',
  };

  test.each([
    ['twelve levels', deep(3, 'id'), false],
    ['thirteen levels', deep(3, 'taxCode { code }'), true],
    ['thirteen levels in an inline fragment', deep(3, '... on LineItem { ... { taxCode { code } } }'), true],
    ['thirteen levels by alias', deep(3, 'a: taxCode { b: code }'), true],
    ['thirteen levels that are skipped', deep(3, 'taxCode @skip(if: true) { code }'), true],
    ['thirteen levels in a fragment', `${deep(3, '...Deep')} fragment Deep on LineItem { taxCode { code } }`, true],
    [
      'thirteen levels in fragments of fragments',
      `${deep(1, '...A')} fragment A on LineItem { matches { document { ...B } } }
       fragment B on Invoice { lineItems { ...C } } fragment C on LineItem { matches { document { ...D } } }
       fragment D on Invoice { lineItems { taxCode { code } } }`,
      true,
    ],
    [
      'twelve levels in fragments of fragments',
      `${deep(1, '...A')} fragment A on LineItem { matches { document { ...B } } }
       fragment B on Invoice { lineItems { ...C } } fragment C on LineItem { matches { document { ...D } } }
       fragment D on Invoice { lineItems { id } }`,
      false,
    ],
  ])('%s', async (_what, query, isRefused) => {
    const { status, errors } = await used.world.ask(query);

    if (isRefused) expect(errors).toEqual([expect.objectContaining(TOO_DEEP)]);
    // The depth is accepted then, and only the id is invalid.
    else expect(errors[0]?.message).toMatch(/is not an id/);
    expect(errors[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', ...(isRefused && { limit: 'maxDepth' }) });
    expect(status).toBe(isRefused ? 400 : 200);
  });

  test('also refuses a deep operation in the same document as the requested one', async () => {
    const query = `query A { companies { id } } query B ${deep(4, 'id')}`;
    const response = await used.world.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer sandbox-token-not-a-secret' },
      body: JSON.stringify({ query, operationName: 'A' }),
    });

    expect(response.status).toBe(400);
    expect(await response.text()).toContain(TOO_DEEP.message);
  });

  test('ends for a fragment that spreads itself', async () => {
    const { status, errors } = await used.world.ask(
      '{ node(id: "x") { ...A } } fragment A on Invoice { lineItems { matches { document { ...A } } } }',
    );
    expect(status).toBe(400);
    expect(errors[0]?.message).toBe('Cannot spread fragment "A" within itself.');
  });

  test('can be configured', async () => {
    await using strict = await startWorld({ config: { limits: { maxDepth: 2 } } });
    expect((await strict.ask('{ companies { id } }')).errors).toEqual([]);
    const { errors } = await strict.ask('{ invoices { nodes { id } } }');
    expect(errors[0]?.message).toContain('more than 2 levels deep');
  });
});

describe('maxTokens', () => {
  test('allows 5,000 tokens, and refuses 5,001', async () => {
    // The braces and names around take seven tokens with the start and the end of the text; an alias takes three.
    const fields = Array.from({ length: 400 }, (_, i) => `a${i}: id`).join(' ');
    const values = (count: number) => `nodes(ids: [${'"" '.repeat(count)}]) { id }`;
    const inLimit = await used.world.ask(`{ companies { ${fields} } ${values(3_785)} }`);
    expect(inLimit.errors[0]?.message).toMatch(/^ids has 3785 entries/);

    const { status, errors } = await used.world.ask(`{ companies { ${fields} } ${values(3_786)} }`);
    expect(status).toBe(400);
    expect(errors).toEqual([
      expect.objectContaining({
        message: expect.stringContaining('5,000 tokens'),
        extensions: { code: 'BAD_USER_INPUT', limit: 'maxTokens' },
      }),
    ]);
  });

  test('counts the tokens of a text with many brackets', async () => {
    const { status, errors } = await used.world.ask(`{ ${'a{b} '.repeat(9_000)} }`);
    expect(status).toBe(400);
    expect(errors[0]?.message).toContain('5,000 tokens');
  });
});

describe('validation ends in time, even if only the tokens are limited:', () => {
  const NO_OTHER_LIMIT = { maxSelections: 1_000_000, maxAliases: 1_000_000, maxRootFields: 1_000_000 };
  let world: TestWorld;

  beforeAll(async () => {
    world = await startWorld({ config: { limits: NO_OTHER_LIMIT } });
  });

  afterAll(() => world[Symbol.asyncDispose]());

  const fragments = (count: number, body: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => `fragment F${index} on Company { ${body(index)} }`).join(' ');
  const spreads = (count: number) => Array.from({ length: count }, (_, index) => `...F${index}`).join(' ');

  test.each([
    ['one field 4,900 times', `{ companies { ${'id '.repeat(4_900)} } }`],
    ['one alias 1,600 times', `{ companies { ${'a: id '.repeat(1_600)} } }`],
    ['one object 900 times', `{ ${'companies { id name } '.repeat(900)} }`],
    ['one field with arguments 500 times', `{ ${'node(id: "x") { id } '.repeat(500)} }`],
    ['inline fragments', `{ companies { ${'... { id } '.repeat(1_200)} } }`],
    ['inline fragments in each other', `{ companies { ${'... { id '.repeat(100)} ${'} '.repeat(100)} } }`],
    ['one fragment 2,400 times', `{ companies { ${'...F0 '.repeat(2_400)} } } ${fragments(1, () => 'id')}`],
    ['300 fragments', `{ companies { ${spreads(300)} } } ${fragments(300, () => 'id name')}`],
    [
      'a chain of 600',
      `{ companies { ...F0 } } ${fragments(599, (i) => `...F${i + 1}`)} fragment F599 on Company { id }`,
    ],
    [
      'fragments that double at each level',
      `{ companies { ...F0 } } ${fragments(400, (i) => `...F${i + 1} ...F${i + 1}`)} fragment F400 on Company { id }`,
    ],
    ['4,900 fields that do not exist', `{ ${Array.from({ length: 4_900 }, (_, i) => `f${i}`).join(' ')} }`],
    ['names like many others', `{ ${'invoicesx '.repeat(4_900)} }`],
    ['one directive 900 times', `{ companies ${'@skip(if: false) '.repeat(600)} { id } }`],
    ['1,200 variables', `query (${Array.from({ length: 1_200 }, (_, i) => `$v${i}: Int`)}) { companies { id } }`],
    ['one variable 1,200 times', `query (${'$v: Int '.repeat(1_200)}) { companies { id } }`],
    [
      '1,600 keys of an object',
      `{ invoices(filter: { ${Array.from({ length: 1_600 }, (_, i) => `k${i}: 1`)} }) { nodes { id } } }`,
    ],
  ])('%s', async (_what, query) => {
    const startedAt = performance.now();
    const { status, errors } = await world.ask(query);
    const tookMs = performance.now() - startedAt;

    expect([200, 400]).toContain(status);
    const refusals = [{ code: 'BAD_USER_INPUT' }, { code: 'BAD_USER_INPUT', limit: 'maxSelections' }];
    for (const { extensions } of errors) expect(refusals).toContainEqual(extensions);
    for (const { message } of errors) expect(message).not.toBe('Validation aborted.');
    // This is a hundred times the usual duration, for a busy machine. Quadratic validation takes longer.
    expect(tookMs).toBeLessThan(5_000);
  });
});

describe('introspection', () => {
  test('is allowed as deep as tools need it', async () => {
    const { getIntrospectionQuery } = await import('graphql');
    const { errors } = await used.world.ask(getIntrospectionQuery());
    expect(errors).toEqual([]);
  });

  test.each([
    [
      'fields of types of fields',
      `{ __schema { types { ${'fields { type { '.repeat(4)} name ${'} } '.repeat(4)} } } }`,
    ],
    [
      'interfaces and possible types',
      `{ __type(name: "Node") { ${'possibleTypes { interfaces { '.repeat(3)} name ${'} } '.repeat(3)} } }`,
    ],
    [
      'the same in fragments',
      `{ __schema { types { ...A } } } fragment A on __Type { fields { type { ...B } } }
       fragment B on __Type { fields { type { ...C } } } fragment C on __Type { fields { type { fields { name } } } }`,
    ],
  ])('that would repeat the schema is refused: %s', async (_what, query) => {
    const { status, errors } = await used.world.ask(query);
    expect(status).toBe(400);
    expect(errors).toEqual([
      expect.objectContaining({
        message: 'Maximum introspection depth exceeded',
        extensions: { code: 'BAD_USER_INPUT' },
      }),
    ]);
  });
});
