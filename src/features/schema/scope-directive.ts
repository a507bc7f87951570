import {
  defaultFieldResolver,
  type GraphQLField,
  type GraphQLSchema,
  isObjectType,
  Kind,
  type TypeDefinitionNode,
  type ValueNode,
} from 'graphql';
import type { Caller } from '../../auth/caller.ts';
import type { Context } from '../../context.ts';
import { Forbidden } from '../../errors/catalogue.ts';

/** The alternatives of a @requiresScopes: the caller must have all scopes of one of them. */
type Alternatives = readonly (readonly string[])[];

/**
 * Enforces the @requiresScopes of fields: a supergraph reads the same directive. On a type, it guards the type as an
 * entity; see `requireScopesOfType`.
 */
export function guardFields(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const needed = scopesIn(field.astNode);
      if (needed === undefined) continue;
      const resolve = field.resolve ?? defaultFieldResolver;
      field.resolve = (parent, args, context: Context, info) => {
        requireOneOf(needed, context.caller);
        return resolve(parent, args, context, info);
      };
      guardStream(field, needed);
    }
  }
  return schema;
}

/** Without the scope, the stream of a subscription field does not even start. */
function guardStream(field: GraphQLField<unknown, Context>, needed: Alternatives): void {
  const { subscribe } = field;
  if (subscribe === undefined) return;
  field.subscribe = (parent, args, context, info) => {
    requireOneOf(needed, context.caller);
    return subscribe(parent, args, context, info);
  };
}

/** Throws Forbidden if the caller lacks the scopes of a type: for `node` and `_entities`, which return any type. */
export function requireScopesOfType(schema: GraphQLSchema, typeName: string, caller: Caller): void {
  const needed = scopesIn(schema.getType(typeName)?.astNode);
  if (needed !== undefined) requireOneOf(needed, caller);
}

function requireOneOf(alternatives: Alternatives, { scopes }: Caller): void {
  const held: ReadonlySet<string> = scopes;
  if (alternatives.some((needed) => needed.every((scope) => held.has(scope)))) return;
  const words = alternatives.map((needed) => needed.join(' and ')).join(', or ');
  throw new Forbidden(`This needs the scope ${words}, which the caller does not have`);
}

function scopesIn(node: Pick<TypeDefinitionNode, 'directives'> | null | undefined): Alternatives | undefined {
  const directive = node?.directives?.find(({ name }) => name.value === 'requiresScopes');
  const argument = directive?.arguments?.find(({ name }) => name.value === 'scopes');
  return argument && items(argument.value).map((alternative) => items(alternative).map(scopeName));
}

function items(node: ValueNode): readonly ValueNode[] {
  return node.kind === Kind.LIST ? node.values : [node];
}

function scopeName(node: ValueNode): string {
  if (node.kind !== Kind.STRING) throw new TypeError('A scope in the schema is not a string');
  return node.value;
}
