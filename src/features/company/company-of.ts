import type { Company } from '../../domain/company.ts';
import type { VisibleAccounts } from '../../loaders/visible-accounts.ts';

/** The company of something that came through the caller's own accounts: it is always there. */
export function companyOf(id: string, accounts: VisibleAccounts): Company {
  const company = accounts.company(id);
  if (company === undefined) throw new TypeError('a document of a company that the caller may not see came through');
  return company;
}
