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

/** If several nodes select the field, graphql-jit writes them in place of its name. */
const NULL_ERROR = /^Cannot return null for non-nullable field (\w+)\.\(?(\w+)/;

/**
 * The errors of compiled code in the form of graphql-js: created by the same function, from the thrown values.
 * Undefined if an error is neither thrown nor about a null: then compiled code met a value that only graphql-js
 * handles.
 *
 * Compiled code reads all plain fields first, and does not stop at an error. Therefore:
 * - the order of the errors is not that of graphql-js
 * - if several fields of an object would each make it null, the error may name another one of them
 * - there may be errors below such a null that graphql-js would have left out
 *
 * In both, each null has its error.
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
  // An answer only gives the number of the others, which does not have to be exact.
  for (let index = MAX_LOCATED; index < errors.length; index += 1) located.push(LEFT_OUT);
  return located;
}

/** Many times the number that an answer shows, since a null above hides some of them. */
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
  /** The nodes that select the value at the path, by their location. */
  readonly nodeAt: ReadonlyMap<string, FieldNode>;
  /** The length of the path's prefix that the error makes null: up to the nearest nullable position. */
  readonly nulledLength: number;
}

/** Paths that differ only in list indexes are traced once. */
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

/** Validation ensures that a key selects the same form for all possible types; the nodes may differ. */
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

/** In the order in which the response's type selects them: compiled code knows it. */
function nodesAt(nodeAt: Trace['nodeAt'], { locations }: GraphQLError): FieldNode[] {
  return (locations ?? []).flatMap((location) => nodeAt.get(placeName(location)) ?? []);
}

function placeName({ line, column }: SourceLocation): string {
  return `${line}:${column}`;
}

/** graphql-js leaves out an error at a position that an earlier error has already made null. */
function isWithin(nulled: ReadonlySet<string>, path: Path, length: number): boolean {
  for (let shorter = 0; shorter <= length; shorter += 1) if (nulled.has(nameOf(path, shorter))) return true;
  return false;
}

function nameOf(path: Path, length: number): string {
  return path.slice(0, length).join('.');
}
