import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import { createSchema } from '../../src/features/schema/create-schema.ts';
import { refuseOpenFields } from '../../src/features/schema/open-fields.ts';

function schemaOf(fields: string) {
  return buildSchema(`
    directive @requiresScopes(scopes: [[String!]!]!) on FIELD_DEFINITION
    directive @authenticated on FIELD_DEFINITION
    directive @deprecatedSoon on FIELD_DEFINITION
    ${fields}`);
}

test('an unguarded root field keeps the gateway from starting, and the error names the field', () => {
  const schema = schemaOf(`
    type Query { open: Int, scoped: Int @requiresScopes(scopes: [["a:read"]]), forAll: Int @authenticated }
    type Mutation { forgotten: Int @deprecatedSoon }
    type Subscription { also: Int }`);
  expect(() => refuseOpenFields(schema)).toThrow(
    'The schema does not say who may use Query.open, Mutation.forgotten, Subscription.also: add @requiresScopes, or @authenticated if every caller may',
  );
});

test('fields below the root types do not need their own scope', () => {
  refuseOpenFields(schemaOf('type Query { one: One @authenticated } type One { field: Int }'));
});

test('every root field of the served schema is guarded', () => {
  expect(() => createSchema()).not.toThrow();
});
