import { buildSchema, type GraphQLFieldResolver, type GraphQLSchema, isObjectType } from 'graphql';

type Resolvers = Readonly<Record<string, GraphQLFieldResolver<unknown, unknown>>>;

/** A schema with resolvers by "Type.field". */
export function schemaOf(sdl: string, resolvers: Resolvers): GraphQLSchema {
  const schema = buildSchema(sdl);
  for (const [coordinate, resolve] of Object.entries(resolvers)) {
    const [typeName = '', fieldName = ''] = coordinate.split('.');
    const type = schema.getType(typeName);
    const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
    if (field === undefined) throw new TypeError(coordinate);
    field.resolve = resolve;
  }
  return schema;
}

/** Resolves after this many microtasks. */
export async function later<T>(turns: number, value: () => T): Promise<T> {
  for (let turn = 0; turn < turns; turn += 1) await undefined;
  return value();
}

export function fail(message: string): never {
  throw new Error(message);
}
