import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationRule,
} from 'graphql';

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** The most places that an error names. */
const MAX_PLACES = 10;

/**
 * Replaces graphql-js's SingleFieldSubscriptionsRule, which evaluates @skip and @include without the variables and
 * throws if they need one. Here every root field counts. A condition is refused only if its operation is chosen; see
 * `conditionAtRoot`.
 */
export function createSingleRootFieldRule(fragments: Fragments): ValidationRule {
  return (context) => ({
    OperationDefinition(operation) {
      if (operation.operation !== 'subscription') return;
      const fields = selectionsAtRoot(operation.selectionSet, fragments).filter((one) => one.kind === Kind.FIELD);
      const others = fields.filter((field) => keyOf(field) !== keyOf(fields[0] ?? field));
      if (others.length > 0) context.reportError(fault(operation, 'must select only one top level field', others));
      const inner = fields.filter(({ name }) => name.value.startsWith('__'));
      if (inner.length > 0)
        context.reportError(fault(operation, 'must not select an introspection top level field', inner));
    },
  });
}

/** Returns the fault of a subscription with @skip or @include at its root, where the specification forbids them. */
export function conditionAtRoot(operation: OperationDefinitionNode, fragments: Fragments): GraphQLError | undefined {
  const conditions = selectionsAtRoot(operation.selectionSet, fragments)
    .flatMap(({ directives = [] }) => directives)
    .filter(({ name }) => name.value === 'skip' || name.value === 'include');
  if (conditions.length === 0) return undefined;
  const rule = 'must not use `@skip` or `@include` directives in the top level selection';
  return fault(operation, rule, conditions.slice(0, MAX_PLACES));
}

/** Returns the fields and the fragments around them. Reads each named fragment once. */
function selectionsAtRoot(root: SelectionSetNode, fragments: Fragments): readonly SelectionNode[] {
  const found: SelectionNode[] = [];
  const seen = new Set<string>();

  function collect({ selections }: SelectionSetNode): void {
    for (const selection of selections) {
      found.push(selection);
      if (selection.kind === Kind.INLINE_FRAGMENT) collect(selection.selectionSet);
      if (selection.kind !== Kind.FRAGMENT_SPREAD || seen.has(selection.name.value)) continue;
      seen.add(selection.name.value);
      const fragment = fragments.get(selection.name.value);
      if (fragment !== undefined) collect(fragment.selectionSet);
    }
  }

  collect(root);
  return found;
}

function keyOf({ alias, name }: FieldNode): string {
  return (alias ?? name).value;
}

function fault(
  { name }: OperationDefinitionNode,
  rule: string,
  nodes: NonNullable<GraphQLError['nodes']>,
): GraphQLError {
  const subscription = name === undefined ? 'Anonymous Subscription' : `Subscription "${name.value}"`;
  return new GraphQLError(`${subscription} ${rule}.`, { nodes });
}
