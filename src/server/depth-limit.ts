import {
  type FragmentDefinitionNode,
  GraphQLError,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';

/**
 * Refuses operations whose fields are nested deeper than `max`; fragments count as what they stand for. What asks for the
 * schema itself is as deep as tools have to ask, and has a rule of its own in graphql-js.
 */
export function depthLimit(max: number): ValidationRule {
  return (context) => {
    const depthOf = createDepthOf(context, max);
    return {
      OperationDefinition(node) {
        if (depthOf(node.selectionSet) <= max) return;
        const message = `The operation nests fields more than ${max} levels deep: ask for less at once, and for the rest by id`;
        context.reportError(new GraphQLError(message, { nodes: node }));
      },
    };
  };
}

/** Exact up to `max`; beyond it, some number above. */
function createDepthOf(context: ValidationContext, max: number): (selections: SelectionSetNode) => number {
  const ofFragments = new Map<FragmentDefinitionNode, number>();

  const ofFragment = (name: string): number => {
    const fragment = context.getFragment(name);
    if (!fragment) return 0;
    const known = ofFragments.get(fragment);
    if (known !== undefined) return known;
    // A fragment that contains itself is another rule's matter; here it must only come to an end.
    ofFragments.set(fragment, 0);
    const depth = depthOf(fragment.selectionSet);
    ofFragments.set(fragment, depth);
    return depth;
  };

  const depthOf = ({ selections }: SelectionSetNode): number => {
    let deepest = 0;
    for (const selection of selections) {
      if (deepest > max) break;
      if (selection.kind === 'FragmentSpread') deepest = Math.max(deepest, ofFragment(selection.name.value));
      else if (selection.kind === 'InlineFragment') deepest = Math.max(deepest, depthOf(selection.selectionSet));
      else if (!selection.name.value.startsWith('__')) {
        deepest = Math.max(deepest, 1 + (selection.selectionSet ? depthOf(selection.selectionSet) : 0));
      }
    }
    return deepest;
  };
  return depthOf;
}
