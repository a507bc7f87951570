import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  getDirectiveValues,
  type SelectionNode,
} from 'graphql';

type Selected = Pick<GraphQLResolveInfo, 'fragments' | 'variableValues'>;

/** The fields selected below any of `fields`: fragments followed, whatever their type, and @skip and @include obeyed. */
export function selectedBelow(fields: readonly FieldNode[], info: Selected): readonly FieldNode[] {
  return fields.flatMap(
    ({ selectionSet }) => selectionSet?.selections.flatMap((selection) => expand(selection, info)) ?? [],
  );
}

export function named(fields: readonly FieldNode[], name: string): readonly FieldNode[] {
  return fields.filter((field) => field.name.value === name);
}

function expand(selection: SelectionNode, info: Selected): readonly FieldNode[] {
  if (getDirectiveValues(GraphQLSkipDirective, selection, info.variableValues)?.['if'] === true) return [];
  if (getDirectiveValues(GraphQLIncludeDirective, selection, info.variableValues)?.['if'] === false) return [];
  if (selection.kind === 'Field') return [selection];
  const inner: Pick<FragmentDefinitionNode, 'selectionSet'> | undefined =
    selection.kind === 'InlineFragment' ? selection : info.fragments[selection.name.value];
  return inner?.selectionSet.selections.flatMap((one) => expand(one, info)) ?? [];
}
