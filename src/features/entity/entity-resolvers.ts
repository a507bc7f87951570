import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../../context.ts';
import type { Company } from '../../domain/company.ts';
import { BadUserInput } from '../../errors/catalogue.ts';
import { identityOf } from '../../loaders/identity-of.ts';
import { type NodeParent, readNode, typeOfNode } from '../node/read-node.ts';

type EntityParent = NodeParent | Company;

/** Each can cost a REST call; a router asks for those of one list at once. */
const MAX_ENTITIES = 1_000;

/** The types with a resolvable @key that have a global id. */
const NODES = ['Invoice', 'LineItem', 'PurchaseOrder', 'ImportJob'] as const;

/**
 * What a supergraph asks by key. Apollo's own resolver would take a representation of a type that it has no function for
 * as the object itself: a caller's text in the place of what our resolvers were given by a loader.
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
          `There are ${representations.length} representations; at most ${MAX_ENTITIES} can be asked for at once`,
        );
      return representations.map((representation) => readEntity(representation, context, info));
    },
  },
  _Entity: {
    __resolveType: (entity: EntityParent) => ('sources' in entity ? 'Company' : typeOfNode(entity)),
  },
};

/** Null where there is none for this caller. */
async function readEntity(
  representation: unknown,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<EntityParent | null> {
  const { __typename: name, id } = fieldsOf(representation);
  const type = NODES.find((node) => node === name);
  if (type === undefined && name !== 'Company')
    throw new BadUserInput(`A representation is of one of the types Company, ${NODES.join(', ')}`);
  if (typeof id !== 'string') throw new BadUserInput('A representation has its id, in a string, beside its __typename');
  return type === undefined ? (context.accounts.company(id) ?? null) : readNode(identityOf(type, id), context, info);
}

function fieldsOf(representation: unknown): { readonly __typename?: unknown; readonly id?: unknown } {
  return typeof representation === 'object' && representation !== null ? representation : {};
}
