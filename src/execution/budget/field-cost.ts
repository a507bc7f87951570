import {
  type DirectiveNode,
  type GraphQLField,
  type GraphQLInputType,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  valueFromASTUntyped,
} from 'graphql';

/** The cost of a field, from the schema's directives. */
export interface FieldCost {
  readonly isList: boolean;
  /** Entries of the list, or of each of `sizedFields`: the maximum if an argument gives the number, else a guess. */
  readonly assumedSize: number;
  /** The arguments that give the number of entries, each with its default. */
  readonly slicingArguments: readonly { readonly name: string; readonly preset: unknown }[];
  /** The lists of the field's type to which that number applies. */
  readonly sizedFields: readonly string[];
  /** REST calls for each time that the field is resolved. */
  readonly callsEach: number;
  /** REST calls for each entry of the list. */
  readonly callsPerItem: number;
  /** The argument whose list has an entry for each item, as a path: `ids`, `input.ids`. */
  readonly itemsOf: readonly string[] | undefined;
  /** The type of the parent object if the field needs it in full: one call for all such fields of an object. */
  readonly readsWhole: string | undefined;
  readonly takesFile: boolean;
}

/** Reads `@listSize` and `@restCalls`. Returns undefined for a list whose size is not given. */
export function fieldCost(field: GraphQLField<unknown, unknown>): FieldCost | undefined {
  const isList = isListType(getNullableType(field.type));
  const listSize = argumentsOf(field, 'listSize');
  const restCalls = argumentsOf(field, 'restCalls');
  const assumedSize = listSize?.['assumedSize'];
  if (isList && typeof assumedSize !== 'number') return undefined;
  const itemsOf = restCalls?.['itemsOf'];
  const readsWhole = restCalls?.['readsWhole'];
  return {
    isList,
    assumedSize: numberOr(1, assumedSize),
    slicingArguments: textsIn(listSize?.['slicingArguments']).map((name) => ({
      name,
      preset: field.args.find((argument) => argument.name === name)?.defaultValue,
    })),
    sizedFields: textsIn(listSize?.['sizedFields']),
    callsEach: numberOr(0, restCalls?.['each']),
    callsPerItem: numberOr(0, restCalls?.['perItem']),
    itemsOf: typeof itemsOf === 'string' ? itemsOf.split('.') : undefined,
    readsWhole: typeof readsWhole === 'string' ? readsWhole : undefined,
    takesFile: field.args.some(({ type }) => holdsUpload(type, new Set())),
  };
}

/** True if the schema gives the field's REST calls, even if it gives 0. */
export function hasRestCalls(field: GraphQLField<unknown, unknown>): boolean {
  return argumentsOf(field, 'restCalls') !== undefined;
}

function argumentsOf(
  { astNode }: GraphQLField<unknown, unknown>,
  name: string,
): Readonly<Record<string, unknown>> | undefined {
  const directive: DirectiveNode | undefined = astNode?.directives?.find((one) => one.name.value === name);
  if (directive === undefined) return undefined;
  return Object.fromEntries(
    (directive.arguments ?? []).map((argument) => [argument.name.value, valueFromASTUntyped(argument.value)]),
  );
}

function holdsUpload(type: GraphQLInputType, seen: Set<GraphQLInputType>): boolean {
  const named = getNamedType(type);
  if (seen.has(named)) return false;
  seen.add(named);
  if (!isInputObjectType(named)) return named.name === 'Upload';
  return Object.values(named.getFields()).some((field) => holdsUpload(field.type, seen));
}

function numberOr(absent: number, value: unknown): number {
  return typeof value === 'number' ? value : absent;
}

function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
