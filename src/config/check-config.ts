import type { z } from 'zod';
import { isRecord } from '../domain/is-record.ts';
import { SOURCES, sectionName } from '../domain/source.ts';
import { checkReferences } from './check-references.ts';
import type { Accounts, CompanyConfig, Config, StorageConfig } from './config.ts';
import type { ConfigFault } from './config-error.ts';
import { type ConfigFile, configSchema } from './config-schema.ts';
import type { Environment } from './substitute-variables.ts';
import { readTrustedDocuments } from './trusted-documents.ts';

type Checked =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly faults: readonly ConfigFault[] };

/** Turns plain data, with its variables replaced, into the configuration. Returns every fault if there is one. */
export function checkConfig(value: unknown, env: Environment = {}): Checked {
  const parsed = configSchema.safeParse(value);
  const references = checkReferences(value);
  if (parsed.success && references.length === 0) return { ok: true, config: toConfig(parsed.data, env) };
  return { ok: false, faults: [...(parsed.error?.issues ?? []).flatMap(issueToFaults), ...references] };
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
  { backends, companies, callers, explorers, operations, trustedDocuments, ...rest }: ConfigFile,
  env: Environment,
): Config {
  const isProduction = env['NODE_ENV'] === 'production';
  return {
    ...rest,
    trustedDocuments: readTrustedDocuments(trustedDocuments),
    explorers: { enabled: explorers.enabled ?? !isProduction },
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
