import { z } from 'zod';
import { SCOPES } from '../../auth/caller.ts';
import { accountSections, watchSettings } from '../../backends/registry.ts';
import { trustedDocuments } from '../trusted-documents.ts';
import { defaultCacheBytes } from './cache-bytes.ts';
import { commonPolicy } from './call-policy.ts';
import { limits } from './limits.ts';
import { logs } from './logs.ts';
import { says, section } from './section.ts';
import { server } from './server.ts';
import {
  baseUrl,
  bearerToken,
  databaseUrl,
  endpointUrl,
  oneOrTwo,
  pattern,
  redisUrl,
  text,
  trueOrFalse,
  wholeNumber,
} from './value-schemas.ts';

/** Each source has its own section. */
const company = section({ name: text.exactOptional(), ...accountSections() });

/** A list, or "*" for all. */
function listOrAll<Item extends z.ZodType>(item: Item, what: string) {
  return z.union([z.literal('*'), z.array(item)], says(`must be a list of ${what}, or "*" for all`));
}

const caller = section({
  token: oneOrTwo(bearerToken),
  companies: listOrAll(text, 'company keys'),
  scopes: listOrAll(
    z.enum(SCOPES, says(`is not a scope; there are ${SCOPES.join(', ')}, and "*" without brackets for all`)),
    'scopes',
  ),
});

function named<Item extends z.ZodType>(item: Item, what: string) {
  return z.record(z.string(), item, says(`must be a mapping of names to ${what}`));
}

export const companies = named(company, 'companies');
export const callers = named(caller, 'callers');

const sections = {
  publicUrl: baseUrl.exactOptional(),
  companies,
  callers: callers.prefault({}),
  jwt: section({
    issuer: text,
    audience: text,
    jwksUrl: endpointUrl,
    companiesClaim: text.default('companies'),
    scopesClaim: text.default('scope'),
  }).exactOptional(),
  storage: section({
    dataDir: text.default('./data'),
    databaseUrl: databaseUrl.exactOptional(),
    redisUrl: redisUrl.exactOptional(),
  }).prefault({}),
  backends: section({
    ...commonPolicy,
    storageHosts: pattern.exactOptional(),
    // The default depends on NODE_ENV; see check-config.
    allowPrivateStorage: trueOrFalse.exactOptional(),
  }).prefault({}),
  cache: section({
    enabled: trueOrFalse.default(true),
    // 0 means "unlimited" to most caches; `enabled` switches the cache off.
    maxBytes: wholeNumber(1, Number.MAX_SAFE_INTEGER).default(() => defaultCacheBytes()),
  }).prefault({}),
  events: section({
    retentionDays: wholeNumber(1, 36_500).default(30),
    maxCount: wholeNumber(1, 1_000_000_000).default(1_000_000),
  }).prefault({}),
  writes: section({
    idempotencyDays: wholeNumber(1, 36_500).default(7),
    retentionDays: wholeNumber(1, 36_500).default(400),
  }).prefault({}),
  index: section({ retentionDays: wholeNumber(1, 36_500).default(1_100) }).prefault({}),
  watch: section({ enabled: trueOrFalse.default(true), ...watchSettings() }).prefault({}),
  webhooks: section({ snsHostPattern: pattern.default('^sns\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?$') }).prefault({}),
  trustedDocuments: trustedDocuments.exactOptional(),
  // The pages for trying queries: Apollo Sandbox and GraphiQL. The default depends on NODE_ENV; see check-config.
  explorers: section({ enabled: trueOrFalse.exactOptional() }).prefault({}),
  server,
  // The default of drainMs depends on NODE_ENV; see check-config.
  operations: section({
    host: text.default('127.0.0.1'),
    port: wholeNumber(0, 65_535).exactOptional(),
    drainMs: wholeNumber(0, 3_600_000).exactOptional(),
  }).prefault({}),
  logs,
  limits,
};

/** The configuration as the file gives it, with every default. check-references checks rules that span several keys. */
export const configSchema = section(sections);

/** In the order in which faults are reported. */
export const sectionNames: readonly string[] = Object.keys(sections);

export type ConfigFile = z.output<typeof configSchema>;
