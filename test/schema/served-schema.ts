import { type GraphQLNamedType, isSpecifiedScalarType } from 'graphql';
import { createSchema } from '../../src/features/schema/create-schema.ts';

/** The schema that the endpoint serves. */
export const served = createSchema();

/** Its types, without those of GraphQL and federation. */
export const ownTypes: readonly GraphQLNamedType[] = Object.values(served.getTypeMap()).filter(
  (type) => !isSpecifiedScalarType(type) && !/^(_|federation__|link__)/.test(type.name),
);
