import type { Resolvers } from '../../__generated__/resolvers.ts';

export const companyResolvers: { Query: Pick<Resolvers['Query'] & {}, 'companies'> } = {
  Query: {
    companies: (_parent, _args, { accounts }) => accounts.companies,
  },
};
