import { type DocumentNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql';
import type { Config } from '../../../config/config.ts';
import { amount } from '../../../errors/amount.ts';
import { LimitExceeded } from '../../../errors/catalogue.ts';

export type DocumentLimits = Pick<Config['limits'], 'maxSelections' | 'maxAliases' | 'maxRootFields' | 'maxDepth'>;

/** A selection set with its fragments written out. @skip and @include are ignored. */
interface Extent {
  readonly fields: number;
  readonly aliases: number;
  /** Fields of the set itself, without nested ones. */
  readonly ownFields: number;
  /**
   * Levels of nested fields. Introspection does not count: tools nest it as deep as types go, and graphql-js bounds it.
   */
  readonly depth: number;
}

/**
 * Returns the limit that a document exceeds. Each fragment is measured once, however often it is spread. A fragment
 * that contains itself counts as empty inside itself; validation refuses it.
 */
export function documentFault(
  { definitions }: DocumentNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  limits: DocumentLimits,
): LimitExceeded | undefined {
  const extentOf = createExtentOf(fragments);
  for (const definition of definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION && definition.kind !== Kind.FRAGMENT_DEFINITION) continue;
    const extent = extentOf(definition.selectionSet);
    // Validation also covers fragments that no operation uses.
    const fault =
      definition.kind === Kind.OPERATION_DEFINITION ? faultOf(extent, limits) : tooManyFields(extent, limits);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function faultOf(extent: Extent, limits: DocumentLimits): LimitExceeded | undefined {
  const { maxAliases, maxRootFields, maxDepth } = limits;
  const tooMany = tooManyFields(extent, limits);
  if (tooMany !== undefined) return tooMany;
  if (extent.aliases > maxAliases)
    return new LimitExceeded(
      'maxAliases',
      `The operation has ${amount(extent.aliases)} aliases; \`limits.maxAliases\` is ${amount(maxAliases)}: request many objects with one field and a list of ids, or send several operations`,
    );
  if (extent.ownFields > maxRootFields)
    return new LimitExceeded(
      'maxRootFields',
      `The operation has ${amount(extent.ownFields)} root fields; \`limits.maxRootFields\` is ${amount(maxRootFields)}: request many objects with one field and a list of ids, or send several operations`,
    );
  if (extent.depth > maxDepth)
    return new LimitExceeded(
      'maxDepth',
      `The operation nests fields more than ${maxDepth} levels deep, which is \`limits.maxDepth\`: select fewer levels, and read the rest by id`,
    );
  return undefined;
}

function tooManyFields({ fields }: Extent, { maxSelections }: DocumentLimits): LimitExceeded | undefined {
  if (fields <= maxSelections) return undefined;
  const message = `The operation selects ${amount(fields)} fields; \`limits.maxSelections\` is ${amount(maxSelections)}: select less, or send several operations`;
  return new LimitExceeded('maxSelections', message);
}

const EMPTY: Extent = { fields: 0, aliases: 0, ownFields: 0, depth: 0 };

function createExtentOf(fragments: ReadonlyMap<string, FragmentDefinitionNode>): (set: SelectionSetNode) => Extent {
  const ofFragments = new Map<string, Extent>();

  function extentOfFragment(name: string): Extent {
    const known = ofFragments.get(name);
    if (known !== undefined) return known;
    ofFragments.set(name, EMPTY);
    const fragment = fragments.get(name);
    const extent = fragment === undefined ? EMPTY : extentOf(fragment.selectionSet);
    ofFragments.set(name, extent);
    return extent;
  }

  function extentOf({ selections }: SelectionSetNode): Extent {
    let [fields, aliases, ownFields, depth] = [0, 0, 0, 0];
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const below = selection.selectionSet === undefined ? EMPTY : extentOf(selection.selectionSet);
        fields += 1 + below.fields;
        aliases += (selection.alias === undefined ? 0 : 1) + below.aliases;
        ownFields += 1;
        if (!selection.name.value.startsWith('__')) depth = Math.max(depth, 1 + below.depth);
      } else {
        const inside =
          selection.kind === Kind.INLINE_FRAGMENT
            ? extentOf(selection.selectionSet)
            : extentOfFragment(selection.name.value);
        fields += inside.fields;
        aliases += inside.aliases;
        ownFields += inside.ownFields;
        depth = Math.max(depth, inside.depth);
      }
    }
    return { fields, aliases, ownFields, depth };
  }

  return extentOf;
}
