import type { Caller } from '../auth/caller.ts';
import type { Backend } from '../backends/backend.ts';
import type { AccountDependencies } from '../backends/define-source.ts';
import { type Backends, openBackends, reopenBackends } from '../backends/registry.ts';
import type { CompanyConfig } from '../config/config.ts';
import type { Company } from '../domain/company.ts';
import { createVisibleAccounts, type VisibleAccounts } from '../loaders/visible-accounts.ts';

/** The companies of one configuration, their accounts, and what each caller may see of them. Does not change. */
interface Snapshot {
  readonly ids: ReadonlySet<string>;
  readonly backends: Backends;
  readonly accountsOf: (caller: Caller) => VisibleAccounts;
}

/** The companies of another configuration, ready to replace those of the present one. */
export interface NextTenants {
  readonly backends: Backends;
  /** Accounts that were opened for it. */
  readonly opened: readonly Backend[];
  /** Accounts of the present configuration that are gone or have other settings. */
  readonly retired: readonly Backend[];
  /** Replaces the companies at once. Operations that run keep what they have. */
  commit(): void;
}

/** The companies and accounts of the configuration that is in force. */
export class Tenants implements AsyncDisposable {
  readonly #dependencies: AccountDependencies;
  #current: Snapshot;

  constructor(companies: readonly CompanyConfig[], dependencies: AccountDependencies) {
    this.#dependencies = dependencies;
    this.#current = toSnapshot(companies, openBackends(companies, dependencies));
  }

  get backends(): Backends {
    return this.#current.backends;
  }

  has(company: string): boolean {
    return this.#current.ids.has(company);
  }

  accountsOf(caller: Caller): VisibleAccounts {
    return this.#current.accountsOf(caller);
  }

  /** Opens the accounts that are new or have other settings. Only `commit` makes them visible. */
  async prepare(companies: readonly CompanyConfig[]): Promise<NextTenants> {
    const before = this.#current.backends;
    const backends = await reopenBackends(before, companies, this.#dependencies);
    const [known, kept] = [new Set(before.all), new Set(backends.all)];
    return {
      backends,
      opened: backends.all.filter((backend) => !known.has(backend)),
      retired: before.all.filter((backend) => !kept.has(backend)),
      commit: () => {
        this.#current = toSnapshot(companies, backends);
      },
    };
  }

  [Symbol.asyncDispose](): PromiseLike<void> {
    return this.backends[Symbol.asyncDispose]();
  }
}

function toSnapshot(companies: readonly CompanyConfig[], backends: Backends): Snapshot {
  return {
    ids: new Set(companies.map(({ id }) => id)),
    backends,
    accountsOf: createVisibleAccounts(toCompanies(companies, backends), backends),
  };
}

/** The companies as the schema shows them. A company's sources are those that it has an account with. */
function toCompanies(companies: readonly CompanyConfig[], { all }: Backends): readonly Company[] {
  const sources = Map.groupBy(all, ({ company }) => company);
  return companies.map(({ id, name }) => ({ id, name, sources: (sources.get(id) ?? []).map(({ source }) => source) }));
}
