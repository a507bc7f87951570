import { MapperKind, mapSchema } from '@graphql-tools/utils';
import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  introspectionTypes,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type { MeteredRun } from './metered-run.ts';
import { inTurn, pacedList } from './paced-list.ts';
import { isPromise } from './promises.ts';

type Resolver = GraphQLFieldResolver<unknown, unknown>;

/** The run of each context. */
const runs = new WeakMap<object, MeteredRun>();

/** From now on, `run` counts and paces the fields that are executed with this context. */
export function meterContext(contextValue: object, run: MeteredRun): void {
  runs.set(contextValue, run);
}

/** The schema as graphql-js executes it: its fields are counted, paced, and fail cheaply. */
export function interpretableSchema(schema: GraphQLSchema): GraphQLSchema {
  meterIntrospection();
  return mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (config, fieldName, typeName) => {
      const parentType = schema.getType(typeName);
      const field = isObjectType(parentType) ? parentType.getFields()[fieldName] : undefined;
      if (!isObjectType(parentType) || field === undefined) return config;
      if (field.resolve === undefined && !isList(field)) return config;
      const own = { schema, parentType, returnType: field.type };
      return {
        ...config,
        // Read at every call: a plugin that listens to fields replaces it.
        resolve: metered((parent, args, contextValue, info) =>
          (field.resolve ?? defaultFieldResolver)(parent, args, contextValue, { ...info, ...own }),
        ),
      };
    },
  });
}

/** For fields without a resolver. */
export const meteredFieldResolver: Resolver = metered(defaultFieldResolver);

let isIntrospectionMetered = false;

/**
 * graphql-js has one set of types for the introspection of all schemas. Without a run, their fields stay as they are.
 */
function meterIntrospection(): void {
  if (isIntrospectionMetered) return;
  isIntrospectionMetered = true;
  for (const type of introspectionTypes.filter(isObjectType))
    for (const field of Object.values(type.getFields()))
      if (isList(field)) field.resolve = metered(field.resolve ?? defaultFieldResolver);
}

function metered(resolve: Resolver): Resolver {
  return (parent, args, contextValue, info) => {
    const run = typeof contextValue === 'object' && contextValue !== null ? runs.get(contextValue) : undefined;
    if (run === undefined) return resolve(parent, args, contextValue, info);
    try {
      const value = resolve(parent, args, contextValue, info);
      return isPromise(value) ? whenThere(value, run, info) : valueThere(value, run, info);
    } catch (thrown) {
      throw run.errorAt(thrown, info);
    }
  };
}

async function whenThere(promise: PromiseLike<unknown>, run: MeteredRun, info: GraphQLResolveInfo): Promise<unknown> {
  try {
    // Many fields can wait for one promise, and all continue at once when it resolves.
    const value = inTurn(await promise, run);
    return await valueThere(isPromise(value) ? await value : value, run, info);
  } catch (thrown) {
    throw run.errorAt(thrown, info);
  }
}

function valueThere(value: unknown, run: MeteredRun, info: GraphQLResolveInfo): unknown {
  // The message of graphql-js, created here because it is cheaper.
  if ((value === null || value === undefined) && isNonNullType(info.returnType))
    throw new Error(`Cannot return null for non-nullable field ${info.parentType.name}.${info.fieldName}.`);
  if (!Array.isArray(value) || !isList(info)) return value;
  const paced = pacedList(value, run, info);
  if (isLeafType(getNamedType(info.returnType))) return paced;
  return isPromise(paced) ? paced.then(promisesOf) : promisesOf(paced);
}

/**
 * graphql-js drops the promises in a list when a later item throws, and their unhandled rejections would end the
 * process. A list that holds only promises does not throw.
 */
function promisesOf(list: unknown): unknown {
  return Array.isArray(list) ? list.map((item: unknown) => (isPromise(item) ? item : Promise.resolve(item))) : list;
}

function isList(field: Pick<GraphQLField<unknown, unknown>, 'type'> | Pick<GraphQLResolveInfo, 'returnType'>): boolean {
  return isListType(getNullableType('type' in field ? field.type : field.returnType));
}
