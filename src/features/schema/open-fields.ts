import type { GraphQLField, GraphQLSchema } from 'graphql';

/** These directives open a field to callers with a scope, or to every caller. */
const GUARDS: ReadonlySet<string> = new Set(['requiresScopes', 'authenticated']);
/** The SDL is not secret, and `_entities` requires the scopes of the types that it returns. */
const OF_FEDERATION: ReadonlySet<string> = new Set(['_service', '_entities']);

/** Throws if a root field has neither directive: a field that somebody forgot to guard would be open to all callers. */
export function refuseOpenFields(schema: GraphQLSchema): void {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const open = roots.flatMap((root) =>
    Object.values(root?.getFields() ?? {})
      .filter((field) => !OF_FEDERATION.has(field.name) && !isGuarded(field))
      .map(({ name }) => `${root?.name}.${name}`),
  );
  if (open.length === 0) return;
  throw new TypeError(
    `The schema does not say who may use ${open.join(', ')}: add @requiresScopes, or @authenticated if every caller may`,
  );
}

function isGuarded({ astNode }: GraphQLField<unknown, unknown>): boolean {
  return astNode?.directives?.some(({ name }) => GUARDS.has(name.value)) ?? false;
}
