import {
  type FieldNode,
  GraphQLIncludeDirective,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

export type Selection = Pick<
  GraphQLResolveInfo,
  'schema' | 'fragments' | 'variableValues' | 'returnType' | 'fieldNodes'
>;

/** One node of a field, and the type that it is selected on. */
interface Selected {
  readonly type: GraphQLNamedType;
  readonly node: FieldNode;
}

const known = new WeakMap<readonly FieldNode[], number>();

/**
 * The number of fields that an item of a list has in the response: its own and those of objects below it. Lists below
 * count as one field each; their items are counted when those lists are resolved. Linear in the size of the selection.
 */
export function fieldsPerItem(info: Selection): number {
  const existing = known.get(info.fieldNodes);
  if (existing !== undefined) return existing;
  const type = getNamedType(info.returnType);
  const selected = info.fieldNodes.map((node) => ({ type, node }));
  // An item without a selection is a single value.
  const fields = Math.max(1, countBelow(selected, info));
  known.set(info.fieldNodes, fields);
  return fields;
}

/** Fields with the same key in the response are one field. */
function countBelow(selected: readonly Selected[], info: Selection): number {
  const byKey = new Map<string, Selected[]>();
  const visited = new Set<string>();
  for (const { type, node } of selected) collect(type, node.selectionSet, { info, byKey, visited });
  let count = 0;
  for (const fields of byKey.values()) {
    count += 1;
    const inner: Selected[] = [];
    for (const { type, node } of fields) {
      const fieldType = node.selectionSet && fieldTypeOf(type, node.name.value);
      if (fieldType !== undefined && !isListType(getNullableType(fieldType)))
        inner.push({ type: getNamedType(fieldType), node });
    }
    if (inner.length > 0) count += countBelow(inner, info);
  }
  return count;
}

interface Collecting {
  readonly info: Selection;
  /** Fields by their keys in the response. */
  readonly byKey: Map<string, Selected[]>;
  /** Names of fragments. */
  readonly visited: Set<string>;
}

function collect(type: GraphQLNamedType, set: SelectionSetNode | undefined, collecting: Collecting): void {
  const { info, byKey, visited } = collecting;
  for (const selection of set?.selections ?? []) {
    if (isLeftOut(selection, info)) continue;
    if (selection.kind === 'Field') {
      const key = selection.alias?.value ?? selection.name.value;
      const fields = byKey.get(key);
      if (fields === undefined) byKey.set(key, [{ type, node: selection }]);
      else fields.push({ type, node: selection });
    } else if (selection.kind === 'InlineFragment') {
      const { typeCondition, selectionSet } = selection;
      collect(typeNamed(info.schema, typeCondition?.name.value) ?? type, selectionSet, collecting);
    } else if (!visited.has(selection.name.value)) {
      visited.add(selection.name.value);
      const fragment = info.fragments[selection.name.value];
      const condition = typeNamed(info.schema, fragment?.typeCondition.name.value) ?? type;
      collect(condition, fragment?.selectionSet, collecting);
    }
  }
}

function isLeftOut(selection: SelectionNode, { variableValues }: Selection): boolean {
  if (!selection.directives?.length) return false;
  if (getDirectiveValues(GraphQLSkipDirective, selection, variableValues)?.['if'] === true) return true;
  return getDirectiveValues(GraphQLIncludeDirective, selection, variableValues)?.['if'] === false;
}

function typeNamed(schema: GraphQLSchema, name: string | undefined): GraphQLNamedType | undefined {
  return name === undefined ? undefined : schema.getType(name);
}

function fieldTypeOf(type: GraphQLNamedType, name: string): GraphQLOutputType | undefined {
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name]?.type : undefined;
}
