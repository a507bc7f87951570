import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLOutputType,
  getNullableType,
  isAbstractType,
  isListType,
  type SelectionSetNode,
} from 'graphql';
import { fieldsBelow, objectTypesOf, type ResponseShape, type SelectedBy } from '../response-shape.ts';

/** In compiled code, this key would set the prototype of its object. */
const PROTOTYPE_KEY = '__proto__';

/**
 * The number of fields in an operation's code, with fragments expanded and each possible type of an interface or union
 * counted separately. Infinity if that is more than `limit`, or if compiled code would not behave like graphql-js.
 */
export function compiledSize(shape: ResponseShape, limit: number): number {
  // The nodes are counted first: a few lines of nested fragments can expand to more than can be walked.
  if (unfoldedSize(shape.operation.selectionSet, shape.fragments, new Map()) > limit) return Infinity;
  const names = new Set<string>();
  return isSound(shape, names, limit) ? names.size : Infinity;
}

/** A fragment that is met while it is being measured contains itself, and its size is infinite. */
function unfoldedSize(
  set: SelectionSetNode | undefined,
  fragments: Record<string, FragmentDefinitionNode>,
  sizes: Map<string, number>,
): number {
  let size = 0;
  for (const selection of set?.selections ?? []) {
    if (selection.kind !== 'FragmentSpread') {
      size += 1 + unfoldedSize(selection.selectionSet, fragments, sizes);
      continue;
    }
    const name = selection.name.value;
    if (!sizes.has(name)) {
      sizes.set(name, Infinity);
      sizes.set(name, 1 + unfoldedSize(fragments[name]?.selectionSet, fragments, sizes));
    }
    size += sizes.get(name) ?? 0;
  }
  return size;
}

/**
 * Collects in `names` the name that graphql-jit gives to each field's info: the keys above the field and its own,
 * joined with underscores. If two fields had the same name, the resolver of one would get the info of the other.
 */
function isSound(shape: ResponseShape, names: Set<string>, limit: number): boolean {
  const isNew = (name: string): boolean => !names.has(name) && names.add(name).size <= limit;

  const isSoundObject = (type: GraphQLOutputType, nodes: SelectedBy, name: string, depth: number): boolean =>
    objectTypesOf(type, shape.schema).every((objectType) => {
      if (objectType.isTypeOf) return false;
      const ownName = isAbstractType(type) ? below(objectType.name, name) : name;
      return [...fieldsBelow(shape, objectType, nodes)].every(([key, selected]) => {
        const fieldName = selected[0]?.name.value ?? key;
        const field = objectType.getFields()[fieldName];
        const fieldKey = below(key, ownName);
        if (key === PROTOTYPE_KEY) return false;
        // Introspection fields have arguments, and graphql-jit itself would read them; see compilableSchema.
        if (field === undefined) return fieldName === '__typename' && isNew(fieldKey);
        return isNew(fieldKey) && isSoundValue(field.type, selected, fieldKey, depth);
      });
    });

  const isSoundValue = (type: GraphQLOutputType, nodes: FieldNode[], name: string, depth: number): boolean => {
    const nullable = getNullableType(type);
    if (!isListType(nullable)) return isSoundObject(nullable, nodes, name, depth);
    const item = below(`idx${depth}`, name);
    return isNew(item) && isSoundValue(nullable.ofType, nodes, item, depth + 1);
  };

  return isSoundObject(shape.rootType, undefined, '', 0);
}

function below(key: string, name: string): string {
  return name === '' ? key : `${key}_${name}`;
}
