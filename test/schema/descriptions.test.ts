import { type GraphQLNamedType, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import { describe, expect, test } from 'vitest';
import { ownTypes } from './served-schema.ts';

interface Described {
  readonly name: string;
  readonly description?: string | null | undefined;
}

/** Names a type and its members that do not have a description. */
function undescribed(type: GraphQLNamedType): readonly string[] {
  const members: readonly Described[] = membersOf(type).map((one) => ({ ...one, name: `${type.name}.${one.name}` }));
  // The root types are described by their fields.
  const all = ['Query', 'Mutation', 'Subscription'].includes(type.name) ? members : [type, ...members];
  return all.filter(({ description }) => !description?.trim()).map(({ name }) => name);
}

function membersOf(type: GraphQLNamedType): readonly Described[] {
  if (isEnumType(type)) return type.getValues();
  if (isInputObjectType(type)) return Object.values(type.getFields());
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields())
    .filter(({ name }) => !name.startsWith('_'))
    .flatMap((field) => [
      field,
      ...field.args.map(({ name, description }) => ({ name: `${field.name}(${name}:)`, description })),
    ]);
}

describe('the schema', () => {
  test('describes every type, field, argument and enum value to its callers', () => {
    expect(ownTypes.flatMap(undescribed)).toEqual([]);
  });
});
