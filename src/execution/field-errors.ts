import {
  type FieldNode,
  type GraphQLError,
  type GraphQLOutputType,
  getLocation,
  getNullableType,
  isListType,
  isNonNullType,
  locatedError,
} from 'graphql';
import { SerializationFailure } from './leaf-serializers.ts';
import { ThrownValue } from './resolved-value.ts';
import { fieldsBelow, objectTypesOf, type ResponseShape } from './response-shape.ts';

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
  for (const error of errors) {
    const cause = causeOf(error);
    const { path } = error;
    if (cause === undefined || path === undefined) return undefined;
    const { nodes, nulledLength } = trace(path, shape);
    if (isWithin(nulled, path, nulledLength)) continue;
    nulled.add(nameOf(path, nulledLength));
    located.push(locatedError(cause.thrown, nodesAt(nodes, error), path));
  }
  return located;
}

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

/** All nodes that select what is at the path, and how much of the path is left when its error has gone up to a nullable place. */
function trace(path: Path, shape: ResponseShape): { nodes: readonly FieldNode[]; nulledLength: number } {
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
  return { nodes: nodes ?? [], nulledLength };
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
function nodesAt(nodes: readonly FieldNode[], { locations }: GraphQLError): FieldNode[] {
  return (locations ?? []).flatMap(
    ({ line, column }) =>
      nodes.find(({ loc }) => {
        const start = loc && getLocation(loc.source, loc.start);
        return start?.line === line && start.column === column;
      }) ?? [],
  );
}

/** graphql-js leaves out what fails in a place that an error before it has made null already. */
function isWithin(nulled: ReadonlySet<string>, path: Path, length: number): boolean {
  for (let shorter = 0; shorter <= length; shorter += 1) if (nulled.has(nameOf(path, shorter))) return true;
  return false;
}

function nameOf(path: Path, length: number): string {
  return path.slice(0, length).join('.');
}
