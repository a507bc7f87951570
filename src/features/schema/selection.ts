import {
  type FieldNode,
  GraphQLIncludeDirective,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  getDirectiveValues,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

type Selected = Pick<GraphQLResolveInfo, 'fragments' | 'variableValues'>;

/**
 * Returns the fields selected below any of `fields`. Follows fragments of any type and obeys @skip and @include. Returns
 * each field once and reads each fragment once: a few lines of nested fragments can expand beyond what can be walked.
 */
export function selectedBelow(fields: readonly FieldNode[], info: Selected): readonly FieldNode[] {
  const found = new Set<FieldNode>();
  const spread = new Set<string>();
  for (const { selectionSet } of fields) collect(selectionSet, info, found, spread);
  return [...found];
}

export function named(fields: readonly FieldNode[], name: string): readonly FieldNode[] {
  return fields.filter((field) => field.name.value === name);
}

function collect(set: SelectionSetNode | undefined, info: Selected, found: Set<FieldNode>, spread: Set<string>): void {
  for (const selection of set?.selections ?? []) {
    if (isLeftOut(selection, info)) continue;
    if (selection.kind === 'Field') found.add(selection);
    else if (selection.kind === 'InlineFragment') collect(selection.selectionSet, info, found, spread);
    else if (!spread.has(selection.name.value)) {
      spread.add(selection.name.value);
      collect(info.fragments[selection.name.value]?.selectionSet, info, found, spread);
    }
  }
}

function isLeftOut(selection: SelectionNode, { variableValues }: Selected): boolean {
  if (!selection.directives?.length) return false;
  if (getDirectiveValues(GraphQLSkipDirective, selection, variableValues)?.['if'] === true) return true;
  return getDirectiveValues(GraphQLIncludeDirective, selection, variableValues)?.['if'] === false;
}
