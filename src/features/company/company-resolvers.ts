import type { Resolvers } from '../../__generated__/resolvers.ts';

export const companyResolvers: Pick<Resolvers, 'Company'> & { Query: Pick<Resolvers['Query'] & {}, 'companies'> } = {
  Query: {
    companies: (_parent, _args, { accounts }) => accounts.companies,
  },
  Company: {
    __resolveReference: ({ id }, { accounts }) => accounts.company(id) ?? null,
  },
};
