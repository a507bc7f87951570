import {
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getNullableType,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { selectedBelow } from '../../src/features/schema/selection.ts';

export type Fault = 'null' | 'error value' | 'bad value' | 'throw' | 'reject' | 'throw a text';
export const FAULTS: readonly Fault[] = ['null', 'error value', 'bad value', 'throw', 'reject', 'throw a text'];

/**
 * The context of an operation over a generated world: every value is derived from the seed, its path, and its
 * resolver's input.
 */
export interface World {
  readonly seed: number;
  /** The fault at a place. Both executors ask for the same places. */
  readonly faultAt: (place: string) => Fault | undefined;
  /** How often each place was visited: several times if fields with different keys read the same one. */
  readonly places?: Map<string, number>;
  /**
   * Whether values are promises. By default, some resolvers' and some items' are. With many faults, it is all or none:
   * if the items of a list settle at different times, graphql-js loses the rejections after the first failure.
   */
  readonly comesLater?: boolean;
}

export class WorldError extends Error {
  readonly extensions = { code: 'WORLD' };
}

/**
 * Adds a resolver that generates a value to the fields that `hasResolver` selects. All other fields read a property of
 * their parent.
 */
export function settleWorld(
  schema: GraphQLSchema,
  hasResolver: (typeName: string, fieldName: string) => boolean,
): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type)) type.resolveType = (value: { madeAs?: string }) => value.madeAs;
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      if (type === schema.getQueryType() || hasResolver(type.name, field.name)) field.resolve = resolve;
    }
  }
}

const resolve: GraphQLFieldResolver<unknown, World> = (_parent, args, world, info) => {
  const place = pathOf(info);
  const fault = visit(world, place);
  if (fault === 'throw') throw new WorldError(`thrown at ${place}`);
  if (fault === 'throw a text') throw `a text at ${place}`;
  if (fault === 'reject' && world.comesLater !== false) return Promise.reject(new WorldError(`rejected at ${place}`));
  const value = fault
    ? faulty(fault, place)
    : makeUp(info.returnType, `${place} ${inputOf(args, info)}`, place, world, info.schema);
  return isAsync(world, place) ? after(world, place, value) : value;
};

/** All inputs of a resolver: if one differs, the value differs. */
function inputOf(args: unknown, info: GraphQLResolveInfo): string {
  const below = selectedBelow(info.fieldNodes, info).map(({ name, alias }) => alias?.value ?? name.value);
  const { fieldName, parentType, returnType, variableValues, operation } = info;
  return JSON.stringify([
    args,
    [...new Set(below)].sort(),
    fieldName,
    parentType.name,
    returnType,
    variableValues,
    operation.name?.value,
    info.rootValue ?? null,
  ]);
}

function makeUp(type: GraphQLOutputType, key: string, place: string, world: World, schema: GraphQLSchema): unknown {
  const nullable: GraphQLOutputType = getNullableType(type);
  if (!isNonNullType(type) && draw(world, `${key} null`) % 12 === 0) return null;
  if (isListType(nullable)) {
    const length = draw(world, `${key} length`) % 4;
    const list = Array.from({ length }, (_, index) =>
      itemOf(nullable.ofType, `${key}.${index}`, `${place}.${index}`, world, schema),
    );
    return draw(world, `${key} set`) % 5 === 0 && new Set(list).size === length ? new Set(list) : list;
  }
  if (isEnumType(nullable)) return nullable.getValues()[draw(world, key) % nullable.getValues().length]?.value;
  if (isAbstractType(nullable) || isObjectType(nullable)) return objectOf(nullable, key, place, world, schema);
  const number = draw(world, key) % 1000;
  if (nullable.name === 'Int' || nullable.name === 'Float') return number;
  return nullable.name === 'Boolean' ? number % 2 === 0 : `t${number}`;
}

function itemOf(type: GraphQLOutputType, key: string, place: string, world: World, schema: GraphQLSchema): unknown {
  const fault = visit(world, place);
  const value = fault ? faulty(fault, place) : makeUp(type, key, place, world, schema);
  if ((fault === 'reject' || fault === 'throw') && world.comesLater !== false)
    return after(world, place, value).then(() => Promise.reject(new WorldError(`rejected at ${place}`)));
  return isAsync(world, place) ? after(world, place, value) : value;
}

/** Properties are generated when they are read, so that recursive types end. Each read returns the same value. */
function objectOf(type: GraphQLOutputType, key: string, place: string, world: World, schema: GraphQLSchema): object {
  const possible = isAbstractType(type) ? schema.getPossibleTypes(type) : isObjectType(type) ? [type] : [];
  const objectType = possible[draw(world, `${key} type`) % possible.length];
  const object = { madeAs: objectType?.name };
  for (const { name, type: fieldType, resolve: resolver } of Object.values(objectType?.getFields() ?? {})) {
    if (resolver) continue;
    Object.defineProperty(object, name, {
      get: () => {
        const at = `${place}/${name}`;
        const fault = visit(world, at);
        if (fault === 'throw') throw new WorldError(`thrown by a property at ${at}`);
        if (fault === 'reject' && world.comesLater !== false) return rejected(at);
        return fault ? faulty(fault, at) : makeUp(fieldType, `${key}/${name}`, at, world, schema);
      },
    });
  }
  return object;
}

function faulty(fault: Fault, place: string): unknown {
  if (fault === 'null') return null;
  return fault === 'bad value' ? Symbol.for('bad') : new WorldError(`wrong at ${place}`);
}

/** The first reader may not wait for it. */
function rejected(place: string): Promise<never> {
  const promise = Promise.reject(new WorldError(`rejected at ${place}`));
  promise.catch(() => {});
  return promise;
}

/** Settles after some microtasks, so that values do not settle in the order in which they were started. */
async function after(world: World, place: string, value: unknown): Promise<unknown> {
  for (let turns = draw(world, `${place} turns`) % 7; turns > 0; turns -= 1) await undefined;
  return value;
}

function isAsync(world: World, place: string): boolean {
  return world.comesLater ?? draw(world, `${place} async`) % 3 === 0;
}

function visit(world: World, place: string): Fault | undefined {
  world.places?.set(place, (world.places.get(place) ?? 0) + 1);
  return world.faultAt(place);
}

function pathOf({ path }: GraphQLResolveInfo): string {
  const keys: (string | number)[] = [];
  for (let at: GraphQLResolveInfo['path'] | undefined = path; at !== undefined; at = at.prev) keys.unshift(at.key);
  return keys.join('.');
}

/** FNV-1a, so that similar places have very different numbers. */
export function draw({ seed }: Pick<World, 'seed'>, text: string): number {
  let hash = (2166136261 ^ seed) >>> 0;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 16777619) >>> 0;
  return Math.imul(hash ^ (hash >>> 15), 2246822519) >>> 8;
}
