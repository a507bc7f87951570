import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSchema } from '../../src/features/schema/create-schema.ts';
import { startWorld, type TestWorld } from '../end-to-end/world.ts';
import { Page } from './page.ts';
import { lacksCurl, runExamples } from './run-examples.ts';

const PATH = 'docs/writing.md';
const page = new Page(PATH);

describe.skipIf(lacksCurl(PATH))(PATH, () => {
  let world: TestWorld;

  beforeAll(async () => {
    // All that takes a while there is done at once here.
    world = await startWorld({
      sandbox: { ivesk: { digitizeMs: 0, exportMs: Number.POSITIVE_INFINITY }, lightyear: { importMs: 1 } },
    });
  });

  afterAll(() => world[Symbol.asyncDispose]());

  test('shows commands with the answers that they get', async () => {
    expect(await runExamples(page.text, world.url)).toBeGreaterThan(8);
  });
});

describe(`the table of mutations in ${PATH}`, () => {
  test('has a row for each mutation', () => {
    const named = page.rows('| mutation | effect |').map(([cell]) => cell?.replaceAll('`', ''));
    expect(named.toSorted()).toEqual(Object.keys(createSchema().getMutationType()?.getFields() ?? {}).toSorted());
  });
});
