import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
} from 'graphql';
import type { FieldCost } from './field-cost.ts';
import type { GivenValues } from './given-values.ts';
import type { SchemaCosts } from './schema-costs.ts';

/** The cost of an operation, or of a part of it for one object, at most. */
export interface Estimate {
  /** Fields of the answer. */
  readonly fields: number;
  readonly restCalls: number;
  /** Fields that take a file. */
  readonly files: number;
  /** The type whose object has to be read in full for a field selected here; see `FieldCost.readsWhole`. */
  readonly readsWhole: string | undefined;
}

interface Options {
  readonly schema: GraphQLSchema;
  readonly costs: SchemaCosts;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly values: GivenValues;
}

/** Sizes of an object's lists, if the field that returns the object knows them. `name` identifies the map. */
interface KnownSizes {
  readonly name: string;
  readonly of: ReadonlyMap<string, number>;
}

const NOTHING: Estimate = { fields: 0, restCalls: 0, files: 0, readsWhole: undefined };
const LEAF: Estimate = { ...NOTHING, fields: 1 };

/**
 * Estimates the selections of an object of `type`. The cost of a list is multiplied by its length, and a selection set
 * is walked once for each type and size: the time depends only on the text. Fields that are selected twice count twice.
 *
 * For REST calls, a list of guessed length counts as one object: most of its objects are in the cache, in the same
 * document, or do not exist. A length that the caller has given counts in full.
 */
export function estimateSelections(options: Options, type: GraphQLObjectType, set: SelectionSetNode): Estimate {
  const { schema, costs, fragments, values } = options;
  const known = new Map<SelectionSetNode, Map<string, Estimate>>();
  const ofAllTypes: KnownSizes = { name: 'all', of: costs.introspection.ofAllTypes };
  const ofAllFields: KnownSizes = { name: 'all fields', of: costs.introspection.ofAllFields };

  function ofSet(of: SelectionSetNode, parent: GraphQLObjectType, sizes: KnownSizes | undefined): Estimate {
    const key = sizes === undefined ? parent.name : `${parent.name} ${sizes.name}`;
    let byType = known.get(of);
    if (byType === undefined) {
      byType = new Map();
      known.set(of, byType);
    }
    const before = byType.get(key);
    if (before !== undefined) return before;
    let [fields, restCalls, files, readsWhole]: [number, number, number, string | undefined] = [0, 0, 0, undefined];
    for (const selection of of.selections) {
      if (selection.directives?.length && values.leavesOut(selection)) continue;
      const part =
        selection.kind === Kind.FIELD
          ? ofField(selection, parent, sizes)
          : ofFragment(
              selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments[selection.name.value],
              parent,
              sizes,
            );
      fields += part.fields;
      restCalls += part.restCalls;
      files += part.files;
      readsWhole ??= part.readsWhole;
    }
    const estimate = { fields, restCalls, files, readsWhole };
    byType.set(key, estimate);
    return estimate;
  }

  function ofFragment(
    fragment:
      | (Pick<FragmentDefinitionNode, 'selectionSet'> & {
          readonly typeCondition?: FragmentDefinitionNode['typeCondition'] | undefined;
        })
      | undefined,
    parent: GraphQLObjectType,
    sizes: KnownSizes | undefined,
  ): Estimate {
    if (fragment === undefined) return NOTHING;
    const condition = fragment.typeCondition?.name.value;
    const isFor = condition === undefined || condition === parent.name || includes(schema.getType(condition), parent);
    return isFor ? ofSet(fragment.selectionSet, parent, sizes) : NOTHING;
  }

  function ofField(node: FieldNode, parent: GraphQLObjectType, sizes: KnownSizes | undefined): Estimate {
    const field = fieldOf(parent, node.name.value);
    if (field === undefined) return LEAF;
    const cost = costs.of(field);
    const returned = getNamedType(field.type);
    const given = lengthGiven(node, cost) ?? sizes?.of.get(field.name);
    const length = cost.isList ? (given ?? cost.assumedSize) : 1;
    const below =
      node.selectionSet === undefined
        ? LEAF
        : ofValue(node.selectionSet, returned, sizesBelow(field, { cost, given, sizes }));

    const objects = cost.isList && given !== undefined ? given : 1;
    const items = itemsRead(node, cost) ?? objects;
    const isReadAnyway = cost.callsPerItem > 0 || (cost.callsEach > 0 && !cost.isList);
    const isWhole = below.readsWhole !== undefined && includes(returned, schema.getType(below.readsWhole));
    const callsOfObject = below.restCalls + (isWhole && !isReadAnyway ? 1 : 0);
    return {
      fields: node.selectionSet === undefined && !cost.isList ? 1 : 1 + times(length, below.fields),
      restCalls: cost.callsEach + times(items, cost.callsPerItem) + times(objects, callsOfObject),
      files: (cost.takesFile ? 1 : 0) + below.files,
      readsWhole: isWhole ? cost.readsWhole : (cost.readsWhole ?? below.readsWhole),
    };
  }

  /** For an interface or a union, the maximum over its types. */
  function ofValue(of: SelectionSetNode, returned: GraphQLNamedType, sizes: KnownSizes | undefined): Estimate {
    if (isObjectType(returned)) return ofSet(of, returned, sizes);
    if (!isAbstractType(returned)) return LEAF;
    const each = schema.getPossibleTypes(returned).map((possible) => ofSet(of, possible, sizes));
    return {
      fields: Math.max(0, ...each.map(({ fields }) => fields)),
      restCalls: Math.max(0, ...each.map(({ restCalls }) => restCalls)),
      files: Math.max(0, ...each.map(({ files }) => files)),
      readsWhole: each.find(({ readsWhole }) => readsWhole !== undefined)?.readsWhole,
    };
  }

  function itemsRead(node: FieldNode, { itemsOf, assumedSize }: FieldCost): number | undefined {
    if (itemsOf === undefined) return undefined;
    return Math.min(values.listAt(node, itemsOf).length, assumedSize);
  }

  /**
   * Undefined if the caller has not given a length. The resolver refuses a length above the maximum before any work.
   */
  function lengthGiven(node: FieldNode, cost: FieldCost): number | undefined {
    if (cost.itemsOf !== undefined) return Math.min(values.listAt(node, cost.itemsOf).length, cost.assumedSize);
    for (const { name, preset } of cost.slicingArguments) {
      const value = values.argument(node, name) ?? preset;
      if (typeof value === 'number') return Math.min(Math.max(value, 0), cost.assumedSize);
    }
    return cost.slicingArguments.length > 0 ? cost.assumedSize : undefined;
  }

  function sizesBelow(
    field: GraphQLField<unknown, unknown>,
    { cost, given, sizes }: { cost: FieldCost; given: number | undefined; sizes: KnownSizes | undefined },
  ): KnownSizes | undefined {
    if (field === TYPES_OF_SCHEMA) return ofAllTypes;
    if (sizes === ofAllTypes && field.name === 'fields') return ofAllFields;
    if (cost.sizedFields.length === 0 || given === undefined) return undefined;
    return { name: String(given), of: new Map(cost.sizedFields.map((name) => [name, given])) };
  }

  const TYPES_OF_SCHEMA = fieldsOf(getNamedType(SchemaMetaFieldDef.type))?.['types'];

  function fieldOf(parent: GraphQLObjectType, name: string): GraphQLField<unknown, unknown> | undefined {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
    return parent.getFields()[name];
  }

  function includes(one: GraphQLNamedType | undefined, other: GraphQLNamedType | undefined): boolean {
    return one === other || (isAbstractType(one) && isObjectType(other) && schema.isSubType(one, other));
  }

  return ofSet(set, type, undefined);
}

function fieldsOf(type: GraphQLNamedType): Readonly<Record<string, GraphQLField<unknown, unknown>>> | undefined {
  return isObjectType(type) ? type.getFields() : undefined;
}

/** 0 times Infinity is 0 here, not NaN. */
function times(count: number, each: number): number {
  return count === 0 || each === 0 ? 0 : count * each;
}
