import type { Accounts, CompanyConfig } from '../config/config.ts';
import type { InvoiceRef } from '../domain/ids.ts';
import { SOURCES, type Source, sectionName } from '../domain/source.ts';
import type { Able, Backend, Capability, DocumentHandle, ListFilter } from './backend.ts';
import type { AccountDependencies, SettingWeakness, SourceModule } from './define-source.ts';
import { ivesk } from './ivesk/ivesk.ts';
import { lightyear } from './lightyear/lightyear.ts';
import type { SourceWatch } from './source-watch.ts';
import { v6 } from './v6/v6.ts';

/** Every source, one line each. */
const MODULES = { LIGHTYEAR: lightyear, IVESK: ivesk, V6: v6 };

type SettingsOf<Module> = Module extends SourceModule<infer _Name, infer Settings> ? Settings : never;
/** The settings of an account, checked and with all defaults, by its source. */
export type SettingsBySource = { readonly [S in Source]: SettingsOf<(typeof MODULES)[S]> };

const REGISTRY: { readonly [S in Source]: SourceModule<S, SettingsBySource[S]> } = MODULES;

/** All accounts of all companies. */
export interface Backends extends AsyncDisposable {
  /** In the order of the configuration, and of SOURCES within a company. */
  readonly all: readonly Backend[];
  get(company: string, source: Source): Backend | undefined;
  /** The company's account with a capability, the first in the order of SOURCES. */
  able<C extends Capability>(capability: C, company: string): Able<C> | undefined;
}

export function openBackends(companies: readonly CompanyConfig[], dependencies: AccountDependencies): Backends {
  const all = companies.flatMap(({ id, accounts }) =>
    SOURCES.flatMap((source) => openAccount(source, id, accounts, dependencies) ?? []),
  );
  const byAccount = new Map(all.map((backend) => [accountName(backend.company, backend.source), backend]));
  const get = (company: string, source: Source) => byAccount.get(accountName(company, source));
  return {
    all,
    get,
    able: (capability, company) => {
      for (const source of sourcesAble(capability)) {
        const backend = get(company, source);
        if (backend !== undefined && isAble(backend, capability)) return backend;
      }
      return undefined;
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all(all.map((backend) => backend[Symbol.asyncDispose]()));
    },
  };
}

/** Parses the key of a document of any account; undefined if its source never gives such a key. */
export function documentOf(ref: InvoiceRef): DocumentHandle | undefined {
  return REGISTRY[ref.source].document(ref);
}

/** True if the account has the capability. */
export function isAble<C extends Capability>(backend: Backend, capability: C): backend is Able<C> {
  return backend[capability] !== undefined;
}

/** The sources whose accounts have a capability. */
export function sourcesAble(capability: Capability): readonly Source[] {
  return SOURCES.filter((source) => REGISTRY[source].can.has(capability));
}

/** The sources' names, for people. */
export function sourceTitles(): readonly string[] {
  return SOURCES.map((source) => REGISTRY[source].title);
}

/**
 * The fields of a filter that the sources read, with their defaults. They are equal for two filters that request the
 * same from all sources.
 */
export function readOfFilter(filter: ListFilter): object {
  return Object.assign({}, ...SOURCES.map((source) => REGISTRY[source].filter.parse(filter)));
}

/** The schemas of a company's sections, by their names. */
export function accountSections() {
  return Object.fromEntries(SOURCES.map((source) => [sectionName(source), REGISTRY[source].section.exactOptional()]));
}

/** The sources' keys in the section `watch`, with their defaults. */
export function watchSettings(): SourceWatch['settings'] {
  return Object.assign({}, ...SOURCES.map((source) => REGISTRY[source].watchSettings));
}

/** Names of the secret settings of a source, or of all sources. */
export function secretSettings(source?: Source): readonly string[] {
  return source === undefined ? SOURCES.flatMap((one) => REGISTRY[one].secrets) : REGISTRY[source].secrets;
}

export function settingWeaknesses<S extends Source>(source: S, accounts: Accounts): readonly SettingWeakness[] {
  const settings: SettingsBySource[S] | undefined = accounts[source];
  return settings === undefined ? [] : REGISTRY[source].weaknesses(settings);
}

function openAccount<S extends Source>(
  source: S,
  company: string,
  accounts: Accounts,
  dependencies: AccountDependencies,
): Backend | undefined {
  const settings: SettingsBySource[S] | undefined = accounts[source];
  return settings && REGISTRY[source].open(company, settings, dependencies);
}

function accountName(company: string, source: Source): string {
  return `${source}:${company}`;
}
