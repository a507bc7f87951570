import { type GraphQLField, isNonNullType, isObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { ownTypes, served } from './served-schema.ts';

/** Fields that may be non-null although they cost REST calls, with the reason. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'IndexFreshness.documentCount': 'the store is read, and no source',
  'IndexFreshness.isComplete': 'the store is read, and no source',
  'Invoice.state': 'a state that cannot be read is UNKNOWN',
  'InvoiceConnection.nodes': 'Query.invoices has read the documents; one that cannot be read is in failures',
  'InvoiceEdge.node': 'Query.invoices has read the documents; one that cannot be read is in failures',
  'Query.nodes': 'each id has a promise of its own, and an error leaves null in its place',
  'Subscription.importJob': 'a subscription has one root field, so that there is nothing else to void',
};

const ROOTS: ReadonlySet<unknown> = new Set([
  ...[served.getQueryType(), served.getMutationType(), served.getSubscriptionType()],
]);

/** Can be called and has every property; each is the same again. */
// biome-ignore lint/suspicious/noExplicitAny: stands for parents of every type
const ANYTHING: any = new Proxy(() => ANYTHING, {
  apply: () => ANYTHING,
  // It must not look like a promise, or be put into words.
  get: (_target, name) => (name === 'then' ? undefined : name === Symbol.toPrimitive ? () => '' : ANYTHING),
});

test('a field that calls a source is nullable: its failure does not void the rest of the answer', () => {
  const fields = ownTypes.flatMap((type) =>
    isObjectType(type)
      ? Object.values(type.getFields()).map((field) => ({ name: `${type.name}.${field.name}`, type, field }))
      : [],
  );
  const calling = fields.filter(({ type, field }) => costsCalls(field) || (!ROOTS.has(type) && readsByItself(field)));
  expect(calling.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['LineItem.matches', 'Match.document', 'InvoiceFile.downloadUrl', 'Query.invoices']),
  );
  const nonNull = calling.filter(({ field }) => isNonNullType(field.type)).map(({ name }) => name);
  expect(nonNull.sort()).toEqual(Object.keys(EXCEPTIONS).sort());
});

/** True if its @restCalls has any argument: without one, it says that the field makes no call. */
function costsCalls({ astNode }: GraphQLField<unknown, unknown>): boolean {
  const directive = astNode?.directives?.find(({ name }) => name.value === 'restCalls');
  return (directive?.arguments?.length ?? 0) > 0;
}

/** True if its resolver takes the loaders or the reads of the context, or hands the context to code that does. */
function readsByItself({ resolve }: GraphQLField<unknown, unknown>): boolean {
  if (resolve === undefined) return false;
  const taken = new Set<unknown>();
  const context = new Proxy(
    {},
    {
      get: (_context, name) => {
        taken.add(name);
        return ANYTHING;
      },
    },
  );
  try {
    const outcome: unknown = resolve(ANYTHING, {}, context, ANYTHING);
    if (outcome instanceof Promise) outcome.catch(() => undefined);
  } catch {
    // Made-up values can be wrong for a resolver, which has taken what it needs before.
  }
  return taken.has('loaders') || taken.has('reads');
}
