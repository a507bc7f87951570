import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../context.ts';
import type { Company } from '../domain/company.ts';
import { BadUserInput } from '../errors/catalogue.ts';
import { identityOf } from '../loaders/identity-of.ts';
import { type NodeParent, readNode, typeOfNode } from './node.ts';

type EntityParent = NodeParent | Company;

/** Each can cost a REST call. A router asks for all entities of a list in one request. */
const MAX_ENTITIES = 1_000;

/** The types with a resolvable @key that have a global id. */
const NODES = ['Invoice', 'LineItem', 'PurchaseOrder', 'ImportJob'] as const;

/**
 * Resolves what a supergraph asks for by key. Apollo's own resolver returns the representation itself if a type has no
 * reference resolver: our resolvers would then get a caller's text in place of an object from a loader.
 */
export const entityResolvers = {
  Query: {
    _entities: (
      _parent: unknown,
      { representations }: { readonly representations: readonly unknown[] },
      context: Context,
      info: GraphQLResolveInfo,
    ) => {
      if (representations.length > MAX_ENTITIES)
        throw new BadUserInput(
          `representations has ${representations.length} entries: pass at most ${MAX_ENTITIES} at once`,
        );
      return representations.map((representation) => readEntity(representation, context, info));
    },
  },
  _Entity: {
    __resolveType: (entity: EntityParent) => ('sources' in entity ? 'Company' : typeOfNode(entity)),
  },
};

/** Returns null if the entity does not exist for this caller. */
async function readEntity(
  representation: unknown,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<EntityParent | null> {
  const { __typename: name, id } = fieldsOf(representation);
  const type = NODES.find((node) => node === name);
  if (type === undefined && name !== 'Company')
    throw new BadUserInput(`A representation has an unknown __typename: use Company, ${NODES.join(', ')}`);
  if (typeof id !== 'string')
    throw new BadUserInput('A representation lacks its id: pass it as a string beside __typename');
  return type === undefined ? (context.accounts.company(id) ?? null) : readNode(identityOf(type, id), context, info);
}

function fieldsOf(representation: unknown): { readonly __typename?: unknown; readonly id?: unknown } {
  return typeof representation === 'object' && representation !== null ? representation : {};
}
