import {
  buildSchema,
  type GraphQLSchema,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  printSchema,
} from 'graphql';
import { createSchema } from '../../src/features/schema/create-schema.ts';
import type { ScalarTexts } from './operations.ts';
import { settleWorld } from './world.ts';

/** Texts that the schema's scalars accept. */
export const PROJECT_TEXTS: ScalarTexts = {
  Decimal: '12.50',
  Date: '2024-05-14',
  DateTime: '2024-05-14T10:30:00Z',
  CurrencyCode: 'EUR',
  CountryCode: 'LT',
  URL: 'https://example.com/',
};

/** The project's schema over a generated world: its resolvers return generated values, and its scalars are real. */
export function createProjectSchema(): GraphQLSchema {
  const own = createSchema();
  const schema = buildSchema(printSchema(own));
  for (const scalar of Object.values(schema.getTypeMap()).filter(isScalarType)) {
    const original = own.getType(scalar.name);
    if (isScalarType(original) && !isSpecifiedScalarType(scalar))
      Object.assign(scalar, {
        parseValue: original.parseValue,
        parseLiteral: original.parseLiteral,
        serialize: original.serialize,
      });
  }
  settleWorld(schema, (typeName, fieldName) => {
    const type = own.getType(typeName);
    return isObjectType(type) && type.getFields()[fieldName]?.resolve !== undefined;
  });
  return schema;
}
