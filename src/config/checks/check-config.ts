import type { z } from 'zod';
import { isRecord } from '../../domain/is-record.ts';
import { SOURCES, sectionName } from '../../domain/source.ts';
import type { Accounts, CompanyConfig, Config, StorageConfig } from '../config.ts';
import type { ConfigFault } from '../config-error.ts';
import type { Environment } from '../reading/substitute-variables.ts';
import { readTlsFiles } from '../reading/tls-files.ts';
import {
  type ConfigFile,
  callers as callersSchema,
  companies as companiesSchema,
  configSchema,
  sectionNames,
} from '../schema/config-schema.ts';
import { readTrustedDocuments } from '../trusted-documents.ts';
import { checkReferences } from './check-references.ts';

export type Checked =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly faults: readonly ConfigFault[] };

/** Turns plain data, with its variables replaced, into the configuration. Returns every fault if there is one. */
export function checkConfig(value: unknown, env: Environment = {}): Checked {
  const steps = checkSteps(value, env);
  for (;;) {
    const { done, value: checked } = steps.next();
    if (done === true) return checked;
  }
}

/** Companies or callers that are checked in one step. */
const AT_ONCE = 20;

/** Does the same in short steps, so that other work can run in between. */
export function* checkSteps(value: unknown, env: Environment): Generator<void, Checked, void> {
  const given = isRecord(value) ? value : {};
  const ofCompanies = yield* checkEntries(given['companies'], 'companies', companiesSchema);
  const ofCallers = yield* checkEntries(given['callers'], 'callers', callersSchema);
  const parsed = configSchema.safeParse(
    isRecord(value) ? { ...value, ...ofCompanies?.rest, ...ofCallers?.rest } : value,
  );
  const references = checkReferences(value);
  yield;
  const issues = [...(ofCompanies?.issues ?? []), ...(ofCallers?.issues ?? []), ...(parsed.error?.issues ?? [])];
  if (parsed.success && issues.length === 0 && references.length === 0) {
    const file = { ...parsed.data, ...ofCompanies?.entries, ...ofCallers?.entries } as ConfigFile;
    return { ok: true, config: toConfig(file, env) };
  }
  return { ok: false, faults: [...issues.toSorted(bySection).flatMap(issueToFaults), ...references] };
}

/** Checks a mapping with many entries. Undefined if it is not a mapping. */
function* checkEntries(mapping: unknown, key: string, schema: z.ZodType<object>) {
  if (!isRecord(mapping)) return undefined;
  const entries: object[] = [];
  const issues: z.core.$ZodIssue[] = [];
  const all = Object.entries(mapping);
  for (let start = 0; start < all.length; start += AT_ONCE) {
    const parsed = schema.safeParse(Object.fromEntries(all.slice(start, start + AT_ONCE)));
    if (parsed.success) entries.push(parsed.data);
    else issues.push(...parsed.error.issues.map((issue) => ({ ...issue, path: [key, ...issue.path] })));
    yield;
  }
  return { rest: { [key]: {} }, entries: { [key]: Object.assign({}, ...entries) as object }, issues };
}

/** Faults are reported in the order of the sections, whatever the order of the steps. */
const SECTIONS: ReadonlyMap<PropertyKey | undefined, number> = new Map(
  sectionNames.map((name, place) => [name, place]),
);

function bySection(a: z.core.$ZodIssue, b: z.core.$ZodIssue): number {
  const placeOf = ({ path: [section] }: z.core.$ZodIssue) => SECTIONS.get(section) ?? SECTIONS.size;
  return placeOf(a) - placeOf(b);
}

function issueToFaults(issue: z.core.$ZodIssue): readonly ConfigFault[] {
  if (issue.code === 'unrecognized_keys') {
    const lines = issue.message.split('\n');
    return issue.keys.map((key, index) => ({ path: [...issue.path, key], text: lines[index] ?? '' }));
  }
  if (issue.code === 'invalid_union') {
    // Report the wrong items of a list, not the list.
    const items = issue.errors.flat().filter(({ path }) => path.length > 0);
    if (items.length > 0) return items.map(({ path, message }) => ({ path: [...issue.path, ...path], text: message }));
  }
  return [{ path: issue.path, text: issue.message }];
}

/** A load balancer needs some seconds to notice that the gateway is no longer ready. */
const PRODUCTION_DRAIN_MS = 5_000;

function toConfig(
  { backends, companies, callers, explorers, server, operations, trustedDocuments, ...rest }: ConfigFile,
  env: Environment,
): Config {
  const isProduction = env['NODE_ENV'] === 'production';
  return {
    ...rest,
    trustedDocuments: readTrustedDocuments(trustedDocuments),
    explorers: { enabled: explorers.enabled ?? !isProduction },
    server: { ...server, tls: server.tls && readTlsFiles(server.tls) },
    operations: { ...operations, drainMs: operations.drainMs ?? (isProduction ? PRODUCTION_DRAIN_MS : 0) },
    companies: Object.entries(companies).map(([id, company]) => toCompany(id, company, backends, env)),
    callers: Object.entries(callers).map(([name, caller]) => ({ name, ...caller })),
  };
}

/** An account overrides the defaults of `backends`. */
function toCompany(
  id: string,
  { name = id, ...sections }: ConfigFile['companies'][string],
  { storageHosts, allowPrivateStorage, ...policy }: ConfigFile['backends'],
  env: Environment,
): CompanyConfig {
  const storage: StorageConfig = {
    ...(storageHosts !== undefined && { hosts: storageHosts }),
    privateAddresses: toPrivateAddresses(allowPrivateStorage, env),
  };
  return { id, name, accounts: toAccounts(sections, { storage, ...policy }) };
}

function toAccounts(sections: Readonly<Record<string, unknown>>, defaults: object): Accounts {
  const accounts = SOURCES.flatMap((source) => {
    const own = sections[sectionName(source)];
    return isRecord(own) ? [[source, { ...defaults, ...own }] as const] : [];
  });
  // The schema of each source has checked its section, and `Accounts` is derived from these schemas.
  return Object.fromEntries(accounts) as Accounts;
}

/** The storage of a stand-in or a test system may be on this network; that of a production source is not. */
function toPrivateAddresses(allowed: boolean | undefined, env: Environment): StorageConfig['privateAddresses'] {
  if (allowed !== undefined) return allowed ? 'always' : 'never';
  return env['NODE_ENV'] === 'production' ? 'never' : 'like-source';
}
