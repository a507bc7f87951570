import type { GraphQLField, GraphQLSchema } from 'graphql';

/** A field with one of these is for the holders of a scope, or for every caller. */
const SAYS_WHO: ReadonlySet<string> = new Set(['requiresScopes', 'authenticated']);
/** Federation's own: the SDL is no secret, and `_entities` asks for the scopes of the types that it returns. */
const OF_FEDERATION: ReadonlySet<string> = new Set(['_service', '_entities']);

/** Throws if a root field has neither directive: a field that was not guarded by mistake would be open to all callers. */
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
  return astNode?.directives?.some(({ name }) => SAYS_WHO.has(name.value)) ?? false;
}
