import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isUnionType,
  Kind,
  print,
} from 'graphql';

/** Facts that a caller may rely on, by schema coordinate: `Query.invoices(first:)` is `Int = 50`. */
export type Facts = ReadonlyMap<string, string>;

export function factsOf(types: readonly GraphQLNamedType[]): Facts {
  return new Map(types.flatMap((type) => [[type.name, kindOf(type)], ...keysOf(type), ...membersOf(type)] as const));
}

/** Coordinates of required arguments and input fields: a new one breaks existing callers. */
export function requiredInputs(types: readonly GraphQLNamedType[]): readonly string[] {
  return types.flatMap((type) => {
    if (isInputObjectType(type))
      return Object.values(type.getFields())
        .filter(isRequiredInputField)
        .map(({ name }) => `${type.name}.${name}`);
    if (!isObjectType(type) && !isInterfaceType(type)) return [];
    return Object.values(type.getFields()).flatMap(({ name, args }) =>
      args.filter(isRequiredArgument).map((one) => `${type.name}.${name}(${one.name}:)`),
    );
  });
}

function kindOf(type: GraphQLNamedType): string {
  if (isInputObjectType(type)) return type.isOneOf ? 'input @oneOf' : 'input';
  return Object.getPrototypeOf(type).constructor.name;
}

/** The keys by which a supergraph may ask for the type. */
function keysOf({ name, astNode }: GraphQLNamedType): readonly (readonly [string, string])[] {
  const keys = (astNode?.directives ?? []).filter((directive) => directive.name.value === 'key');
  return keys.map((directive) => [
    `${name} @key`,
    directive.arguments?.map((argument) => print(argument)).join(', ') ?? '',
  ]);
}

function membersOf(type: GraphQLNamedType): readonly (readonly [string, string])[] {
  if (isEnumType(type)) return type.getValues().map(({ name }) => [`${type.name}.${name}`, 'value']);
  if (isUnionType(type)) return type.getTypes().map(({ name }) => [`${type.name} | ${name}`, 'member']);
  if (isInputObjectType(type))
    return Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, inputText(field)]);
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return [
    ...type.getInterfaces().map(({ name }) => [`${type.name} implements ${name}`, 'interface'] as const),
    ...Object.values(type.getFields()).flatMap((field) => [
      [`${type.name}.${field.name}`, String(field.type)] as const,
      ...field.args.map((argument) => [`${type.name}.${field.name}(${argument.name}:)`, inputText(argument)] as const),
    ]),
  ];
}

function inputText({ type, astNode }: GraphQLArgument | GraphQLInputField): string {
  const preset = astNode?.kind === Kind.INPUT_VALUE_DEFINITION ? astNode.defaultValue : undefined;
  return preset === undefined ? String(type) : `${type} = ${print(preset)}`;
}
