import {
  type FieldNode,
  type GraphQLError,
  type GraphQLOutputType,
  getLocation,
  getNullableType,
  isListType,
  isNonNullType,
  locatedError,
  type SourceLocation,
} from 'graphql';
import { LEFT_OUT } from '../bound-errors.ts';
import { fieldsBelow, objectTypesOf, type ResponseShape } from '../response-shape.ts';
import { SerializationFailure } from './leaf-serializers.ts';
import { ThrownValue } from './resolved-value.ts';

type Path = readonly (string | number)[];

/** Several nodes that select a field stand in its name's place. */
const NULL_ERROR = /^Cannot return null for non-nullable field (\w+)\.\(?(\w+)/;

/**
 * The errors of compiled code as graphql-js gives them: made by the same function, from what was thrown. Undefined where
 * one is neither thrown nor about a null: then compiled code met what only graphql-js knows to treat.
 *
 * Their order is not that of graphql-js, nor is it always the same field that is named where several of one object would
 * each make it null, and errors below such a null may be there that graphql-js would have left out: compiled code reads
 * all plain fields first, and does not stop at an error. Each null has its error in both.
 */
export function fieldErrors(errors: readonly GraphQLError[], shape: ResponseShape): GraphQLError[] | undefined {
  const nulled = new Set<string>();
  const located: GraphQLError[] = [];
  const traceOnce = createTrace(shape);
  for (const error of errors.slice(0, MAX_LOCATED)) {
    const cause = causeOf(error);
    const { path } = error;
    if (cause === undefined || path === undefined) return undefined;
    const { nodeAt, nulledLength } = traceOnce(path);
    if (isWithin(nulled, path, nulledLength)) continue;
    nulled.add(nameOf(path, nulledLength));
    located.push(locatedError(cause.thrown, nodesAt(nodeAt, error), path));
  }
  // Of the others an answer tells the number, which need not be exact.
  for (let index = MAX_LOCATED; index < errors.length; index += 1) located.push(LEFT_OUT);
  return located;
}

/** Many times as many as an answer shows, since some of them are hidden by a null above. */
const MAX_LOCATED = 2_000;

function causeOf({ message, originalError }: GraphQLError): { readonly thrown: unknown } | undefined {
  const text: unknown = message;
  if (originalError instanceof ThrownValue) return { thrown: originalError.value };
  if (originalError) return { thrown: originalError };
  if (text instanceof SerializationFailure) return text;
  const [, type, field] = NULL_ERROR.exec(message) ?? [];
  return type === undefined
    ? undefined
    : { thrown: new Error(`Cannot return null for non-nullable field ${type}.${field}.`) };
}

interface Trace {
  /** The nodes that select what is at the path, by where they stand. */
  readonly nodeAt: ReadonlyMap<string, FieldNode>;
  /** How much of the path is left when its error has gone up to a nullable place. */
  readonly nulledLength: number;
}

/** Paths that differ in the places of items alone are traced once. */
function createTrace(shape: ResponseShape): (path: Path) => Trace {
  const known = new Map<string, Trace>();
  return (path) => {
    const name = path.map((key) => (typeof key === 'number' ? '' : key)).join('.');
    const existing = known.get(name);
    if (existing !== undefined) return existing;
    const traced = trace(path, shape);
    known.set(name, traced);
    return traced;
  };
}

function trace(path: Path, shape: ResponseShape): Trace {
  let type: GraphQLOutputType = shape.rootType;
  let nodes: FieldNode[] | undefined;
  let nulledLength = 0;
  path.forEach((key, index) => {
    if (typeof key === 'number') {
      const list: GraphQLOutputType = getNullableType(type);
      if (isListType(list)) type = list.ofType;
    } else {
      [type, nodes] = select(key, type, nodes, shape);
    }
    if (!isNonNullType(type)) nulledLength = index + 1;
  });
  const nodeAt = new Map<string, FieldNode>();
  for (const node of nodes ?? []) {
    const place = node.loc && placeName(getLocation(node.loc.source, node.loc.start));
    if (place !== undefined && !nodeAt.has(place)) nodeAt.set(place, node);
  }
  return { nodeAt, nulledLength };
}

/** What a key selects has the same form for all possible types, as validation sees to; its nodes need not be the same. */
function select(
  key: string,
  parent: GraphQLOutputType,
  nodes: FieldNode[] | undefined,
  shape: ResponseShape,
): [GraphQLOutputType, FieldNode[]] {
  let type = parent;
  const selected = objectTypesOf(parent, shape.schema).flatMap((objectType) => {
    const found = fieldsBelow(shape, objectType, nodes).get(key) ?? [];
    type = objectType.getFields()[found[0]?.name.value ?? '']?.type ?? type;
    return found;
  });
  return [type, [...new Set(selected)]];
}

/** In the order in which the response's type selects them, which compiled code knows. */
function nodesAt(nodeAt: Trace['nodeAt'], { locations }: GraphQLError): FieldNode[] {
  return (locations ?? []).flatMap((location) => nodeAt.get(placeName(location)) ?? []);
}

function placeName({ line, column }: SourceLocation): string {
  return `${line}:${column}`;
}

/** graphql-js leaves out what fails in a place that an error before it has made null already. */
function isWithin(nulled: ReadonlySet<string>, path: Path, length: number): boolean {
  for (let shorter = 0; shorter <= length; shorter += 1) if (nulled.has(nameOf(path, shorter))) return true;
  return false;
}

function nameOf(path: Path, length: number): string {
  return path.slice(0, length).join('.');
}
