import type { Resolvers } from '../__generated__/resolvers.ts';

export const viewerResolvers: Pick<Resolvers, 'Viewer'> & { Query: Pick<Resolvers['Query'] & {}, 'viewer'> } = {
  Query: {
    viewer: (_parent, _args, { caller }) => caller,
  },
  Viewer: {
    companies: (_caller, _args, { accounts }) => accounts.companies,
    scopes: ({ scopes }) => [...scopes],
    expiresAt: ({ expiresAt }) => (expiresAt === undefined ? null : new Date(expiresAt).toISOString()),
  },
};
