import type { Caller } from '../auth/caller.ts';
import type { Backend } from '../backends/backend.ts';
import type { Backends } from '../backends/registry.ts';
import type { Company } from '../domain/company.ts';
import type { Source } from '../domain/source.ts';

/**
 * What one caller can see of all that is configured. Every door looks through this, so that a company of somebody else is
 * just not there.
 */
export interface VisibleAccounts {
  readonly companies: readonly Company[];
  readonly backends: readonly Backend[];
  company(id: string): Company | undefined;
  backend(company: string, source: Source): Backend | undefined;
}

export function createVisibleAccounts(
  companies: readonly Company[],
  backends: Backends,
): (caller: Caller) => VisibleAccounts {
  const known = new WeakMap<Caller, VisibleAccounts>();
  return (caller) => {
    const visible = known.get(caller) ?? see(caller, companies, backends);
    known.set(caller, visible);
    return visible;
  };
}

function see(caller: Caller, companies: readonly Company[], backends: Backends): VisibleAccounts {
  const own = companies.filter(({ id }) => caller.companies.has(id));
  const byId = new Map(own.map((company) => [company.id, company]));
  return {
    companies: own,
    backends: backends.all.filter(({ company }) => byId.has(company)),
    company: (id) => byId.get(id),
    backend: (company, source) => (byId.has(company) ? backends.get(company, source) : undefined),
  };
}
