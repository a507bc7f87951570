import { setImmediate as nextTurn } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
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

/** The settings with which each account was opened. */
const SETTINGS = new WeakMap<Backend, object>();

export function openBackends(companies: readonly CompanyConfig[], dependencies: AccountDependencies): Backends {
  return createBackends(accountsIn(companies).map((account) => openAccount(account, dependencies)));
}

/** Accounts that are opened together, so that other work of the event loop can run in between. */
const OPENED_AT_ONCE = 20;

/**
 * The accounts of another configuration. Those that have the same settings are taken over from `previous` as they are. The others
 * of `previous` stay open: close them when nothing uses them any more.
 */
export async function reopenBackends(
  previous: Backends,
  companies: readonly CompanyConfig[],
  dependencies: AccountDependencies,
): Promise<Backends> {
  const all: Backend[] = [];
  let opened = 0;
  for (const account of accountsIn(companies)) {
    const known = previous.get(account.company, account.source);
    const isSame = known !== undefined && isDeepStrictEqual(SETTINGS.get(known), account.settings);
    all.push(isSame ? known : openAccount(account, dependencies));
    if (!isSame) opened += 1;
    if (all.length % OPENED_AT_ONCE === 0 && opened > 0) await nextTurn();
  }
  return createBackends(all);
}

function createBackends(all: readonly Backend[]): Backends {
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

/** An account of the configuration. */
interface ConfiguredAccount {
  readonly company: string;
  readonly source: Source;
  readonly settings: object;
  readonly open: (dependencies: AccountDependencies) => Backend;
}

function accountsIn(companies: readonly CompanyConfig[]): readonly ConfiguredAccount[] {
  return companies.flatMap(({ id, accounts }) => SOURCES.flatMap((source) => accountOf(source, id, accounts) ?? []));
}

function accountOf<S extends Source>(source: S, company: string, accounts: Accounts): ConfiguredAccount | undefined {
  const settings: SettingsBySource[S] | undefined = accounts[source];
  const open = (dependencies: AccountDependencies, given: SettingsBySource[S]) =>
    REGISTRY[source].open(company, given, dependencies);
  return settings && { company, source, settings, open: (dependencies) => open(dependencies, settings) };
}

function openAccount({ settings, open }: ConfiguredAccount, dependencies: AccountDependencies): Backend {
  const backend = open(dependencies);
  SETTINGS.set(backend, settings);
  return backend;
}

function accountName(company: string, source: Source): string {
  return `${source}:${company}`;
}
