import { type DocumentNode, type FieldNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql';

/** The most comparisons in one validation, some 10 ms of work. Fifty fragments with equal selections have 15,000. */
const MAX_COMPARISONS = 50_000;

/**
 * Returns true if a document is too expensive to validate: validation compares every two fields that have the same name
 * in the answer. graphql-js gives up as well, but only after ten times as many. Fragments must not contain themselves.
 */
export function hasTooManyComparisons(
  { definitions }: DocumentNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
) {
  let comparisons = 0;

  function collect({ selections }: SelectionSetNode, byKey: Map<string, FieldNode[]>): void {
    for (const selection of selections) {
      comparisons += 1;
      if (comparisons > MAX_COMPARISONS) return;
      if (selection.kind === Kind.FIELD) {
        const key = (selection.alias ?? selection.name).value;
        const fields = byKey.get(key);
        if (fields === undefined) byKey.set(key, [selection]);
        else fields.push(selection);
      } else {
        const inside = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
        if (inside !== undefined) collect(inside.selectionSet, byKey);
      }
    }
  }

  function compare(sets: readonly SelectionSetNode[]): void {
    const byKey = new Map<string, FieldNode[]>();
    for (const set of sets) collect(set, byKey);
    for (const fields of byKey.values()) {
      comparisons += (fields.length * (fields.length - 1)) / 2;
      if (comparisons > MAX_COMPARISONS) return;
      const below = fields.flatMap(({ selectionSet }) => selectionSet ?? []);
      if (below.length > 0) compare(below);
    }
  }

  for (const definition of definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION || definition.kind === Kind.FRAGMENT_DEFINITION)
      compare([definition.selectionSet]);
  }
  return comparisons > MAX_COMPARISONS;
}
