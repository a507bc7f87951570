import type { GraphQLResolveInfo } from 'graphql';
import type { Resolvers } from '../../__generated__/resolvers.ts';
import type { Context } from '../../context.ts';
import { BadUserInput } from '../../errors/catalogue.ts';
import { anyIdentityOf } from '../../loaders/identity-of.ts';
import { type NodeParent, readNode, typeOfNode } from './read-node.ts';

const MAX_NODES = 200;

export const nodeResolvers: Pick<Resolvers, 'Node'> & { Query: Pick<Resolvers['Query'] & {}, 'node' | 'nodes'> } = {
  Query: {
    node: (_parent, { id }, context, info) => byId(id, context, info),
    nodes: (_parent, { ids }, context, info) => {
      if (ids.length > MAX_NODES)
        throw new BadUserInput(`ids has ${ids.length} entries; at most ${MAX_NODES} can be asked for at once`, {
          field: ['ids'],
        });
      // A list of promises, so that one id's error is its own; the generated types do not foresee one of null.
      return ids.map((id) => byId(id, context, info) as Promise<NodeParent>);
    },
  },
  Node: {
    __resolveType: typeOfNode,
  },
};

async function byId(id: string, context: Context, info: GraphQLResolveInfo): Promise<NodeParent | null> {
  return readNode(anyIdentityOf(id), context, info);
}
