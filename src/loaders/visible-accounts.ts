import type { Caller } from '../auth/caller.ts';
import type { Able, Backend, Capability } from '../backends/backend.ts';
import { type Backends, isAble, sourcesAble } from '../backends/registry.ts';
import type { Company } from '../domain/company.ts';
import type { Source } from '../domain/source.ts';
import { BadUserInput, NotFound, UnsupportedBySource } from '../errors/catalogue.ts';

/**
 * The companies and accounts that one caller may see. Every transport and resolver uses this view, so that for a caller
 * other companies do not exist.
 */
export interface VisibleAccounts {
  readonly companies: readonly Company[];
  readonly backends: readonly Backend[];
  company(id: string): Company | undefined;
  backend(company: string, source: Source): Backend | undefined;
  /** The company's account with a capability; undefined if this caller cannot see such an account. */
  able<C extends Capability>(capability: C, company: string): Able<C> | undefined;
  /**
   * The account with a capability. Its company is `company`, which the caller passed as the argument `field`, or else the
   * only one that has such an account. Throws NotFound, UnsupportedBySource, or BadUserInput if several companies have one.
   */
  having<C extends Capability>(capability: C, company: string | null | undefined, field?: readonly string[]): Able<C>;
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
  const accounts: Seen = {
    companies: own,
    backends: backends.all.filter(({ company }) => byId.has(company)),
    company: (id) => byId.get(id),
    backend: (company, source) => (byId.has(company) ? backends.get(company, source) : undefined),
    able: (capability, company) => (byId.has(company) ? backends.able(capability, company) : undefined),
  };
  return {
    ...accounts,
    having: (capability, company, field = ['input', 'company']) =>
      company === null || company === undefined
        ? onlyAble(capability, accounts, field)
        : ableOf(capability, company, accounts, field),
  };
}

type Seen = Omit<VisibleAccounts, 'having'>;

function ableOf<C extends Capability>(
  capability: C,
  company: string,
  accounts: Seen,
  field: readonly string[],
): Able<C> {
  if (accounts.company(company) === undefined)
    throw new NotFound(
      `There is no company ${JSON.stringify(company.slice(0, 64))} for this caller: \`companies\` lists those that it can use`,
      { field },
    );
  const backend = accounts.able(capability, company);
  if (backend === undefined)
    throw new UnsupportedBySource(`This company has no account with ${namesOf(capability)}`, { field });
  return backend;
}

function onlyAble<C extends Capability>(capability: C, { backends }: Seen, field: readonly string[]): Able<C> {
  const [only, ...others] = backends.filter((backend) => isAble(backend, capability));
  if (only === undefined)
    throw new UnsupportedBySource(`No company of this caller has an account with ${namesOf(capability)}`);
  if (others.length === 0) return only;
  const companies = [only, ...others].map(({ company }) => company).join(', ');
  throw new BadUserInput(`Several companies have an account with ${namesOf(capability)}: pass one of ${companies}`, {
    field,
  });
}

function namesOf(capability: Capability): string {
  return sourcesAble(capability).join(' or ');
}
