import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNullableType,
  isIntrospectionType,
  isListType,
  isObjectType,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
} from 'graphql';
import { type FieldCost, fieldCost, hasRestCalls } from './field-cost.ts';
import { type IntrospectionSizes, introspectionSizes } from './introspection-sizes.ts';

export interface SchemaCosts {
  readonly of: (field: GraphQLField<unknown, unknown>) => FieldCost;
  readonly introspection: IntrospectionSizes;
}

/**
 * The fields that Federation adds to each subgraph: our schema files do not contain them. Representations count
 * whatever their type: searching a list of them would take longer than most operations, for each field that receives
 * it.
 */
const OF_FEDERATION: Readonly<Record<string, Partial<FieldCost>>> = {
  _entities: { isList: true, assumedSize: 1_000, callsPerItem: 1, itemsOf: ['representations'] },
  _service: {},
};

const LEAST: FieldCost = {
  isList: false,
  assumedSize: 1,
  slicingArguments: [],
  sizedFields: [],
  callsEach: 0,
  callsPerItem: 0,
  itemsOf: undefined,
  readsWhole: undefined,
  takesFile: false,
};

/**
 * Throws a TypeError for a list without `@listSize` or a root field without `@restCalls`, so neither can be forgotten.
 */
export function schemaCosts(schema: GraphQLSchema): SchemaCosts {
  const introspection = introspectionSizes(schema);
  const costs = new Map<GraphQLField<unknown, unknown>, FieldCost>([
    [SchemaMetaFieldDef, LEAST],
    [TypeMetaFieldDef, LEAST],
  ]);
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  for (const type of Object.values(schema.getTypeMap()).filter(isObjectType)) {
    for (const field of Object.values(type.getFields())) {
      const ofFederation = type === schema.getQueryType() ? OF_FEDERATION[field.name] : undefined;
      if (ofFederation !== undefined) costs.set(field, { ...LEAST, ...ofFederation });
      else if (isIntrospectionType(type)) costs.set(field, ofIntrospection(type, field, introspection));
      else costs.set(field, ofSchema(type, field, roots.includes(type)));
    }
  }
  return {
    introspection,
    of: (field) => {
      const cost = costs.get(field);
      if (cost === undefined) throw new TypeError(`${field.name} is not a field of this schema`);
      return cost;
    },
  };
}

function ofSchema(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>, isRoot: boolean): FieldCost {
  const coordinate = `${type.name}.${field.name}`;
  const cost = fieldCost(field);
  if (cost === undefined)
    throw new TypeError(`${coordinate} is a list: declare its usual length with @listSize(assumedSize:)`);
  if (isRoot && !hasRestCalls(field))
    throw new TypeError(`${coordinate} is a root field: declare the number of its REST calls with @restCalls`);
  return cost;
}

function ofIntrospection(
  type: GraphQLObjectType,
  field: GraphQLField<unknown, unknown>,
  { longest }: IntrospectionSizes,
): FieldCost {
  if (!isListType(getNullableType(field.type))) return LEAST;
  const assumedSize = longest.get(`${type.name}.${field.name}`);
  if (assumedSize === undefined) throw new TypeError(`the size of the list ${type.name}.${field.name} is unknown`);
  return { ...LEAST, isList: true, assumedSize };
}
