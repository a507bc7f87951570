import {
  type GraphQLNamedType,
  type GraphQLSchema,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql';

/** The sizes of the lists of a schema's introspection. */
export interface IntrospectionSizes {
  /** The longest list, by coordinate, such as `__Type.fields`. */
  readonly longest: ReadonlyMap<string, number>;
  /** The mean length of `__Type`'s lists, for use below `__Schema.types`, which has every type once. */
  readonly ofAllTypes: ReadonlyMap<string, number>;
  /** The mean length of `__Field`'s lists, for use below the fields of all types. */
  readonly ofAllFields: ReadonlyMap<string, number>;
}

export function introspectionSizes(schema: GraphQLSchema): IntrospectionSizes {
  const types = Object.values(schema.getTypeMap());
  const directives = schema.getDirectives();
  const fields = types.flatMap((type) =>
    isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [],
  );
  const longestOf = (lengths: readonly number[]) => Math.max(1, ...lengths);
  const lists = Object.entries(LISTS_OF_TYPE).map(
    ([name, lengthOf]) => [name, types.map((type) => lengthOf(type, schema))] as const,
  );
  return {
    longest: new Map([
      ['__Schema.types', types.length],
      ['__Schema.directives', directives.length],
      ['__Field.args', longestOf(fields.map(({ args }) => args.length))],
      ['__Directive.args', longestOf(directives.map(({ args }) => args.length))],
      ['__Directive.locations', longestOf(directives.map(({ locations }) => locations.length))],
      ...lists.map(([name, lengths]) => [`__Type.${name}`, longestOf(lengths)] as const),
    ]),
    ofAllTypes: new Map(lists.map(([name, lengths]) => [name, meanOf(lengths)])),
    ofAllFields: new Map([['args', meanOf(fields.map(({ args }) => args.length))]]),
  };
}

function meanOf(lengths: readonly number[]): number {
  return lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
}

const LISTS_OF_TYPE: Readonly<Record<string, (type: GraphQLNamedType, schema: GraphQLSchema) => number>> = {
  fields: (type) => (isObjectType(type) || isInterfaceType(type) ? Object.keys(type.getFields()).length : 0),
  interfaces: (type) => (isObjectType(type) || isInterfaceType(type) ? type.getInterfaces().length : 0),
  possibleTypes: (type, schema) => (isAbstractType(type) ? schema.getPossibleTypes(type).length : 0),
  enumValues: (type) => (isEnumType(type) ? type.getValues().length : 0),
  inputFields: (type) => (isInputObjectType(type) ? Object.keys(type.getFields()).length : 0),
};
