import { isEnumType } from 'graphql';
import { expect, test } from 'vitest';
import { createSchema } from '../../src/features/schema/create-schema.ts';
import { Page } from './page.ts';

const schema = createSchema();

test('docs/schema-design.md names types, fields and enum values that the schema has', () => {
  const { text } = new Page('docs/schema-design.md');
  const named = [...text.matchAll(/`([A-Z]\w*[a-z]\w*)(?:\.(\w+))?`/g)];
  const wrong = named.filter(([, type = '', member]) => {
    const known = schema.getType(type);
    if (known === undefined || member === undefined) return known === undefined;
    const members = isEnumType(known)
      ? known.getValues().map(({ name }) => name)
      : Object.keys('getFields' in known ? known.getFields() : {});
    return !members.includes(member);
  });
  expect(named.length).toBeGreaterThan(20);
  expect(wrong.map(([code]) => code)).toEqual([]);
});
