import { MapperKind, mapSchema } from '@graphql-tools/utils';
import {
  defaultFieldResolver,
  defaultTypeResolver,
  type GraphQLAbstractType,
  type GraphQLField,
  type GraphQLFieldResolver,
  GraphQLInterfaceType,
  GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type GraphQLTypeResolver,
  GraphQLUnionType,
  getArgumentValues,
  getNullableType,
  isListType,
  isObjectType,
} from 'graphql';
import { disown, isPromise } from '../promises.ts';
import type { CompiledRun } from './compiled-run.ts';
import { resolvedValue, toError } from './resolved-value.ts';

/**
 * The schema that operations are compiled against. It differs from `schema` where graphql-jit would behave differently
 * from graphql-js:
 *
 * - Fields do not have arguments: graphql-jit writes the literals of a query into the code that it compiles, and a
 *   string with its marker for dates is run as code. graphql-js reads a resolver's arguments when the resolver is
 *   called.
 * - Resolvers neither throw nor reject, and a list's items do not reject; see `resolvedValue`.
 * - Lists always have a resolver, since their items may be promises.
 * - Types are resolved with the info that graphql-js gives.
 */
export function compilableSchema(schema: GraphQLSchema): GraphQLSchema {
  checkNames(schema);
  return mapSchema(schema, {
    [MapperKind.OBJECT_TYPE]: (type) => new GraphQLObjectType({ ...type.toConfig(), isTypeOf: isReadable }),
    [MapperKind.INTERFACE_TYPE]: (type) =>
      new GraphQLInterfaceType({ ...type.toConfig(), resolveType: typeResolver(schema, type.name) }),
    [MapperKind.UNION_TYPE]: (type) =>
      new GraphQLUnionType({ ...type.toConfig(), resolveType: typeResolver(schema, type.name) }),
    [MapperKind.OBJECT_FIELD]: (config, fieldName, typeName) => {
      const parentType = objectType(schema, typeName);
      const field = parentType.getFields()[fieldName];
      if (field === undefined || isPlain(schema, parentType, field)) return { ...config, args: {} };
      return { ...config, args: {}, resolve: resolver(schema, parentType, field) };
    },
  });
}

/** True for a field that the compiled code reads itself, without a resolver. */
function isPlain(schema: GraphQLSchema, parentType: GraphQLObjectType, field: GraphQLField<unknown, unknown>): boolean {
  return field.resolve === undefined && listDepth(field.type) === 0 && parentType !== schema.getQueryType();
}

/** False if graphql-js would await the value, call it, or not find properties in it; the run is then abandoned. */
function isReadable(value: unknown): boolean {
  if (typeof value !== 'object') return false;
  if (!isPromise(value)) return true;
  disown(value);
  return false;
}

function resolver(
  schema: GraphQLSchema,
  parentType: GraphQLObjectType,
  field: GraphQLField<unknown, unknown>,
): GraphQLFieldResolver<unknown, CompiledRun> {
  const { name: fieldName, type: returnType } = field;
  const depth = listDepth(returnType);
  const takesArguments = field.args.length > 0;
  return (parent, _none, run, { fieldNodes, path }) => {
    const { contextValue, variableValues, operation, fragments } = run;
    const info = {
      fieldName,
      fieldNodes,
      returnType,
      parentType,
      path,
      schema,
      fragments,
      rootValue: undefined,
      operation,
      variableValues,
    };
    try {
      const node = fieldNodes[0];
      const args = takesArguments && node !== undefined ? getArgumentValues(field, node, variableValues) : {};
      // Read at every call: a plugin that listens to fields replaces it.
      return resolvedValue((field.resolve ?? defaultFieldResolver)(parent, args, contextValue, info), depth, run, info);
    } catch (thrown) {
      return toError(thrown);
    }
  };
}

/** Does not return a name if graphql-js would await one: the run is then abandoned, as it is if this throws. */
function typeResolver(schema: GraphQLSchema, typeName: string): GraphQLTypeResolver<unknown, CompiledRun> {
  return (value, run, info) => {
    const type = abstractType(schema, typeName);
    const name = isPromise(value)
      ? value
      : (type.resolveType ?? defaultTypeResolver)(value, run.contextValue, fieldInfo(schema, run, info), type);
    if (!isPromise(name)) return name;
    disown(name);
    return undefined;
  };
}

/** The info of the field whose value's type is resolved; graphql-jit's own info is about the type or the item. */
function fieldInfo(schema: GraphQLSchema, run: CompiledRun, info: GraphQLResolveInfo): GraphQLResolveInfo {
  const { operation, fragments, variableValues } = run;
  const parentType = objectType(schema, info.parentType.name);
  const fieldName = info.fieldNodes[0]?.name.value ?? info.fieldName;
  const returnType = parentType.getFields()[fieldName]?.type ?? info.returnType;
  let { path } = info;
  while (typeof path.key === 'number' && path.prev !== undefined) path = path.prev;
  return {
    ...info,
    parentType,
    fieldName,
    returnType,
    path,
    schema,
    operation,
    fragments,
    variableValues: { ...variableValues },
  };
}

function listDepth(type: GraphQLOutputType): number {
  const nullable = getNullableType(type);
  return isListType(nullable) ? 1 + listDepth(nullable.ofType) : 0;
}

/** graphql-jit finds a resolver by the names of its type and field, joined into one word. */
function checkNames(schema: GraphQLSchema): void {
  const seen = new Map<string, string>();
  for (const type of Object.values(schema.getTypeMap()).filter(isObjectType)) {
    for (const name of Object.keys(type.getFields())) {
      const other = seen.get(type.name + name);
      if (other !== undefined)
        throw new TypeError(`Compiled operations cannot tell ${type.name}.${name} from ${other}`);
      seen.set(type.name + name, `${type.name}.${name}`);
    }
  }
}

function objectType(schema: GraphQLSchema, name: string): GraphQLObjectType {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new TypeError(`${name} is not an object type of the schema`);
  return type;
}

function abstractType(schema: GraphQLSchema, name: string): GraphQLAbstractType {
  const type = schema.getType(name);
  if (type instanceof GraphQLInterfaceType || type instanceof GraphQLUnionType) return type;
  throw new TypeError(`${name} is not an abstract type of the schema`);
}
