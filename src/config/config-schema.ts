import { z } from 'zod';
import { SCOPES } from '../auth/caller.ts';
import { accountSections } from '../backends/registry.ts';
import { commonPolicy } from './call-policy.ts';
import { checkQuotas, withQuotas } from './quotas.ts';
import { says, section } from './section.ts';
import {
  baseUrl,
  bearerToken,
  endpointUrl,
  MAX_TIMER_MS,
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
  token: bearerToken,
  companies: listOrAll(text, 'company keys'),
  scopes: listOrAll(
    z.enum(SCOPES, says(`is not a scope; there are ${SCOPES.join(', ')}, and "*" without brackets for all`)),
    'scopes',
  ),
});

function named<Item extends z.ZodType>(item: Item, what: string) {
  return z.record(z.string(), item, says(`must be a mapping of names to ${what}`));
}

/** The configuration as it stands in the file, with every default. What spans several places is in check-references. */
export const configSchema = section({
  publicUrl: baseUrl.exactOptional(),
  companies: named(company, 'companies'),
  callers: named(caller, 'callers').prefault({}),
  jwt: section({
    issuer: text,
    audience: text,
    jwksUrl: endpointUrl,
    companiesClaim: text.default('companies'),
    scopesClaim: text.default('scope'),
  }).exactOptional(),
  storage: section({ dataDir: text.default('./data'), redisUrl: redisUrl.exactOptional() }).prefault({}),
  backends: section({
    ...commonPolicy,
    storageHosts: pattern.exactOptional(),
    // What is left out depends on NODE_ENV; see check-config.
    allowPrivateStorage: trueOrFalse.exactOptional(),
  }).prefault({}),
  cache: section({
    enabled: trueOrFalse.default(true),
    // 0 would mean "without a limit" to most caches; switching off is what `enabled` is for.
    maxBytes: wholeNumber(1, Number.MAX_SAFE_INTEGER).default(268_435_456),
  }).prefault({}),
  events: section({
    retentionDays: wholeNumber(1, 36_500).default(30),
    maxCount: wholeNumber(1, 1_000_000_000).default(1_000_000),
  }).prefault({}),
  webhooks: section({ snsHostPattern: pattern.default('^sns\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?$') }).prefault({}),
  // What is left out depends on NODE_ENV; see check-config.
  explorers: section({ enabled: trueOrFalse.exactOptional() }).prefault({}),
  // A quota that is left out depends on other limits; see quotas.
  limits: section({
    maxBodyBytes: wholeNumber(1, 2 ** 31 - 1).default(1_000_000),
    // The schema tells a file's size as an Int.
    maxUploadBytes: wholeNumber(1, 2 ** 31 - 1).default(52_428_800),
    maxDepth: wholeNumber(1, 1_000).default(12),
    maxTokens: wholeNumber(1, 1_000_000).default(5_000),
    operationTimeoutMs: wholeNumber(1, MAX_TIMER_MS).default(30_000),
    maxQueryCharacters: wholeNumber(1, 10_000_000).default(50_000),
    maxSelections: wholeNumber(1, 1_000_000).default(20_000),
    maxAliases: wholeNumber(1, 1_000_000).default(500),
    maxRootFields: wholeNumber(1, 1_000_000).default(100),
    maxFields: wholeNumber(1, 1_000_000_000).default(500_000),
    maxRestCalls: wholeNumber(1, 1_000_000).default(500),
    maxAnswerBytes: wholeNumber(1, 2 ** 29).default(20_000_000),
    maxOperations: wholeNumber(1, 1_000_000).default(64),
    maxConnections: wholeNumber(1, 1_000_000).default(10_000),
    maxSubscriptions: wholeNumber(1, 1_000_000).default(5_000),
    maxReceivingBytes: wholeNumber(1, Number.MAX_SAFE_INTEGER).exactOptional(),
    maxSendingBytes: wholeNumber(1, Number.MAX_SAFE_INTEGER).exactOptional(),
    maxFetchedBytes: wholeNumber(1, Number.MAX_SAFE_INTEGER).default(100_663_296),
    maxRetainedBytes: wholeNumber(1, Number.MAX_SAFE_INTEGER).default(67_108_864),
    maxUploads: wholeNumber(1, 10_000).default(16),
    maxDiskBytes: wholeNumber(1, Number.MAX_SAFE_INTEGER).exactOptional(),
    maxQueuedCalls: wholeNumber(1, 10_000_000).default(10_000),
    stallTimeoutMs: wholeNumber(1, MAX_TIMER_MS).default(30_000),
    requestsPerMinute: wholeNumber(1, 1_000_000_000).exactOptional(),
    failedLoginsPerMinute: wholeNumber(1, 1_000_000_000).exactOptional(),
  })
    .superRefine(checkQuotas)
    .transform(withQuotas)
    .prefault({}),
});

export type ConfigFile = z.output<typeof configSchema>;
