import * as fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { createSchema } from '../../src/features/schema/create-schema.ts';
import { operationsOf, type ScalarTexts } from '../execution/operations.ts';
import { PROJECT_TEXTS } from '../execution/project-schema.ts';
import { knownOf } from './known-ids.ts';
import { readPage } from './list-pages.ts';
import { useSturdyWorld } from './sturdy-world.ts';

/* Each operation must not leave an error in the log: useSturdyWorld checks that. */

const used = useSturdyWorld();
const schema = createSchema();

let ids: readonly string[] = [];
let cursors: readonly string[] = [];

beforeAll(async () => {
  const { invoices, lines, order, job } = await knownOf(used.world, 'borealis');
  ids = [...invoices, ...lines, order, job, 'borealis'];
  const { edges } = await readPage<{ id: string }>(used.world, { as: 'borealis', first: 20 });
  cursors = edges.map(({ cursor }) => cursor);
});

/** A text as the gateway gave it, or changed in one place: as it is, or inside of its encoding. */
function texts(given: readonly string[]): fc.Arbitrary<string> {
  const wrong = fc.oneof(fc.string(), fc.constantFrom('null', '9'.repeat(30), '2024-02-30', '"', '[]', '__proto__'));
  return fc
    .tuple(fc.constantFrom(...given), fc.constantFrom('SAME', 'TEXT', 'JSON'), fc.nat({ max: 120 }), wrong)
    .map(([text, change, at, part]) => {
      if (change === 'SAME') return text;
      if (change === 'TEXT') return `${text.slice(0, at)}${part}${text.slice(at + 1)}`;
      const json = Buffer.from(text, 'base64url').toString();
      return Buffer.from(`${json.slice(0, at)}${part}${json.slice(at + 1)}`).toString('base64url');
    });
}

function values(): fc.Arbitrary<ScalarTexts> {
  const dates = fc.constantFrom('2024-05-14', '0001-01-01', '9999-12-31', '2024-02-30');
  const times = fc.constantFrom('2024-05-14T10:30:00Z', '0001-01-01T00:00:00+14:00', '9999-12-31T23:59:59-23:59');
  const strings = fc.oneof(texts(cursors), fc.constantFrom('allocation', '', '\u0000', '\u202e'));
  return fc
    .record({ ID: texts(ids), String: strings, Date: dates, DateTime: times })
    .map((chosen) => ({ ...PROJECT_TEXTS, ...chosen }));
}

test('a generated operation never fails with an internal error', async () => {
  let answered = 0;
  const property = fc.asyncProperty(
    values().chain((chosen) => operationsOf(schema, chosen)),
    async ({ source, variables }) => {
      const { status, data, errors } = await used.world.ask(source, variables, { as: 'borealis' });
      expect([200, 400]).toContain(status);
      expect(errors.filter(({ extensions }) => extensions.code === 'INTERNAL_SERVER_ERROR')).toEqual([]);
      expect(errors.map(({ message }) => message).join('\n')).not.toMatch(/Cannot return null|TypeError/);
      if (data) answered += 1;
    },
  );
  await fc.assert(property, { numRuns: 250, seed: 7 });
  expect(answered).toBeGreaterThan(50);
});
