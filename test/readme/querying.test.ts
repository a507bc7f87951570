import { isEnumType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSchema } from '../../src/features/schema/create-schema.ts';
import { startWorld, type TestWorld } from '../end-to-end/world.ts';
import { Page } from './page.ts';
import { lacksCurl, runExamples } from './run-examples.ts';

const PATH = 'docs/querying.md';
const page = new Page(PATH);
const schema = createSchema();

describe.skipIf(lacksCurl(PATH))(PATH, () => {
  let world: TestWorld;

  beforeAll(async () => {
    world = await startWorld();
  });

  afterAll(() => world[Symbol.asyncDispose]());

  test('shows commands with the answers that they get', async () => {
    expect(await runExamples(page.text, world.url)).toBeGreaterThan(6);
  });
});

describe(`the tables in ${PATH}`, () => {
  test('have a row for each query', () => {
    const named = page.rows('| query | returns |').flatMap(([cell = '']) => cell.match(/\w+(\.\w+)?/g) ?? []);
    const fields = Object.keys(schema.getQueryType()?.getFields() ?? {}).filter((name) => !name.startsWith('_'));
    expect(named.filter((name) => !name.includes('.')).toSorted()).toEqual(fields.toSorted());
  });

  test('have a row for each field of a list filter', () => {
    const filter = schema.getType('InvoiceFilter');
    const named = page.rows('| field | effect |').flatMap(([cell = '']) => cell.match(/\w+/g) ?? []);
    expect(named).toEqual(Object.keys(filter && 'getFields' in filter ? filter.getFields() : {}));
  });

  test('have a row for each error code', () => {
    const codes = schema.getType('ErrorCode');
    const known = isEnumType(codes) ? codes.getValues().map(({ name }) => name) : [];
    const named = page.rows('| code | meaning | retry without a change |').map(([cell]) => cell?.replaceAll('`', ''));
    expect(named).toEqual([...known, 'INTERNAL_SERVER_ERROR']);
  });
});
