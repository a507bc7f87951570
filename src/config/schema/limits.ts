import type { z } from 'zod';
import { checkQuotas, withQuotas } from './quotas.ts';
import { section } from './section.ts';
import { MAX_TIMER_MS, wholeNumber } from './value-schemas.ts';

const count = wholeNumber(1, 1_000_000);
const bytes = wholeNumber(1, Number.MAX_SAFE_INTEGER);
const milliseconds = wholeNumber(1, MAX_TIMER_MS);
const perMinute = wholeNumber(1, 1_000_000_000);

/** The limits as the file sets them. A quota that it leaves out depends on other limits. */
const limitsInFile = section({
  maxBodyBytes: wholeNumber(1, 2 ** 31 - 1).default(1_000_000),
  // The schema gives a file's size as an Int.
  maxUploadBytes: wholeNumber(1, 2 ** 31 - 1).default(52_428_800),
  maxDepth: wholeNumber(1, 1_000).default(12),
  maxTokens: count.default(5_000),
  operationTimeoutMs: milliseconds.default(30_000),
  /** Characters of a query's text. It may have as many lines as `maxTokens`. */
  maxQueryCharacters: wholeNumber(1, 10_000_000).default(50_000),
  /** Fields that the query names, with its fragments written out. */
  maxSelections: count.default(20_000),
  maxAliases: count.default(500),
  maxRootFields: count.default(100),
  /** Fields of an answer: estimated before the operation runs, and counted while it runs. */
  maxFields: wholeNumber(1, 1_000_000_000).default(500_000),
  /** REST calls of one operation. */
  maxRestCalls: count.default(500),
  maxAnswerBytes: wholeNumber(1, 2 ** 29).default(20_000_000),
  /** Operations that run for one caller at once; further ones wait. */
  maxOperations: count.default(64),
  /** TCP connections. When all are taken, an idle one is closed for each new one. */
  maxConnections: count.default(10_000),
  /** Subscriptions of one caller at once. */
  maxSubscriptions: count.default(5_000),
  /** Request bodies and messages in memory, for all callers; one caller gets at most a quarter. */
  maxReceivingBytes: bytes.exactOptional(),
  /** Answers and messages that clients have not read yet, for all callers; one caller gets at most half. */
  maxSendingBytes: bytes.exactOptional(),
  /** Documents and events that running operations hold, for all callers; one caller gets at most two fifths. */
  maxFetchedBytes: bytes.default(100_663_296),
  /** Texts and variables of open subscriptions, for all callers; one caller gets at most a quarter. */
  maxRetainedBytes: bytes.default(67_108_864),
  /** Files that are received or sent at once, for all callers; one caller gets at most half. */
  maxUploads: wholeNumber(1, 10_000).default(16),
  /** Temporary files, for all callers; one caller gets at most half. */
  maxDiskBytes: bytes.exactOptional(),
  /** REST calls of one caller that wait for one account. */
  maxQueuedCalls: wholeNumber(1, 10_000_000).default(10_000),
  /** How long a client may leave an answer unread, or send next to no bytes of a file. */
  stallTimeoutMs: milliseconds.default(30_000),
  /** For each caller; unlimited if left out. */
  requestsPerMinute: perMinute.exactOptional(),
  /** For each address; unlimited if left out. */
  failedLoginsPerMinute: perMinute.exactOptional(),
});

/** Bounds of one request, one caller and the whole process: bytes, counts and milliseconds. */
export const limits = limitsInFile.superRefine(checkQuotas).transform(withQuotas).prefault({});

export type LimitsInFile = z.output<typeof limitsInFile>;
