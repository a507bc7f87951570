import type { Backend } from '../backends/backend.ts';
import type { Source } from '../domain/source.ts';
import { BadUserInput, NotFound, UnsupportedBySource } from '../errors/catalogue.ts';
import type { VisibleAccounts } from '../loaders/visible-accounts.ts';

const FIELD = ['input', 'company'];

/**
 * The account with a source that an input is about: of the company it names, or of the one company of this caller that
 * has such an account. Throws NotFound, UnsupportedBySource, or BadUserInput where a company has to be named.
 */
export function accountFor(company: string | null | undefined, source: Source, accounts: VisibleAccounts): Backend {
  if (company !== null && company !== undefined) return accountOf(company, source, accounts);
  const [only, ...others] = accounts.backends.filter((backend) => backend.source === source);
  if (only === undefined) throw new UnsupportedBySource(`No company of this caller has an account with ${source}`);
  if (others.length === 0) return only;
  const names = [only, ...others].map((backend) => backend.company).join(', ');
  throw new BadUserInput(`Name the company: more than one has an account with ${source} (${names})`, { field: FIELD });
}

function accountOf(company: string, source: Source, accounts: VisibleAccounts): Backend {
  if (accounts.company(company) === undefined)
    throw new NotFound(
      `There is no company ${JSON.stringify(company.slice(0, 64))} for this caller: the query \`companies\` lists them`,
      { field: FIELD },
    );
  const backend = accounts.backend(company, source);
  if (backend === undefined)
    throw new UnsupportedBySource(`This company has no account with ${source}`, { field: FIELD });
  return backend;
}
