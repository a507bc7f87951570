import type { Resolvers } from '../__generated__/resolvers.ts';
import type { Company } from '../domain/company.ts';
import type { VisibleAccounts } from '../loaders/visible-accounts.ts';

export const companyResolvers: { Query: Pick<Resolvers['Query'] & {}, 'companies'> } = {
  Query: {
    companies: (_parent, _args, { accounts }) => accounts.companies,
  },
};

/** Returns the company of an object that was read through the caller's own accounts, which always exists. */
export function companyOf(id: string, accounts: VisibleAccounts): Company {
  const company = accounts.company(id);
  if (company === undefined)
    throw new TypeError('An object of a company that the caller may not see reached a resolver');
  return company;
}
