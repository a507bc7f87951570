import type { Scope } from '../auth/caller.ts';
import type { SettingsBySource } from '../backends/registry.ts';

/** How the REST calls of one account are made. */
export interface CallPolicy {
  /** For one REST call with its body. */
  readonly timeoutMs: number;
  /** How often a failed GET is repeated; 0 = never. */
  readonly retries: number;
  /** REST calls of one account under way at once. */
  readonly maxConcurrent: number;
}

/** Which addresses a source may name: to send files to, and to hand on to callers. */
export interface StorageConfig {
  /** A regular expression for the host, with the port where it is not the scheme's. Left out: any host. */
  readonly hosts?: string;
  /** Private addresses, and http: for all, for sources whose base URL is private itself, for none. */
  readonly privateAddresses: 'always' | 'like-source' | 'never';
}

/** A company's accounts by their source: at least one. */
export type Accounts = Partial<SettingsBySource>;

export interface CompanyConfig {
  readonly id: string;
  readonly name: string;
  readonly accounts: Accounts;
}

export interface CallerConfig {
  readonly name: string;
  readonly token: string;
  readonly companies: readonly string[] | '*';
  readonly scopes: readonly Scope[] | '*';
}

export interface JwtConfig {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUrl: string;
  readonly companiesClaim: string;
  readonly scopesClaim: string;
}

/** The whole configuration, checked: file and environment have become one object, defaults are filled in. */
export interface Config {
  readonly publicUrl?: string;
  readonly companies: readonly CompanyConfig[];
  readonly callers: readonly CallerConfig[];
  readonly jwt?: JwtConfig;
  readonly storage: { readonly dataDir: string; readonly redisUrl?: string };
  readonly cache: { readonly enabled: boolean; readonly maxBytes: number };
  readonly events: { readonly retentionDays: number; readonly maxCount: number };
  readonly webhooks: { readonly snsHostPattern: string };
  /** The pages to try queries on: Apollo Sandbox and GraphiQL. */
  readonly explorers: { readonly enabled: boolean };
  /** What one request, one caller and the whole process may take. Bytes, counts and milliseconds. */
  readonly limits: Limits;
}

export interface Limits {
  readonly maxBodyBytes: number;
  readonly maxUploadBytes: number;
  readonly maxDepth: number;
  readonly maxTokens: number;
  readonly operationTimeoutMs: number;
  /** Of a query's text. It may have as many lines as `maxTokens`. */
  readonly maxQueryCharacters: number;
  /** Fields of an operation once its fragments are written out, as they stand in the query. */
  readonly maxSelections: number;
  readonly maxAliases: number;
  readonly maxRootFields: number;
  /** Fields in an answer: estimated before the operation runs, and counted while it does. */
  readonly maxFields: number;
  /** REST calls of one operation. */
  readonly maxRestCalls: number;
  readonly maxAnswerBytes: number;
  /** Operations of one caller at once; further ones wait. */
  readonly maxOperations: number;
  /** TCP connections. When all are taken, one that does no work is closed for a new one. */
  readonly maxConnections: number;
  /** Subscriptions of one caller at once. */
  readonly maxSubscriptions: number;
  /** Request bodies and messages in memory, of all callers; a caller has at most a quarter. */
  readonly maxReceivingBytes: number;
  /** Answers and messages that clients have not read yet, of all callers; a caller has at most half. */
  readonly maxSendingBytes: number;
  /** Documents of sources and events that operations in flight hold, of all callers; a caller has at most two fifths. */
  readonly maxFetchedBytes: number;
  /** Texts and variables that open subscriptions keep, of all callers; a caller has at most a quarter. */
  readonly maxRetainedBytes: number;
  /** Files received or sent at once, of all callers; a caller has at most half. */
  readonly maxUploads: number;
  /** Temporary files, of all callers; a caller has at most half. */
  readonly maxDiskBytes: number;
  /** REST calls of one caller that wait for one account. */
  readonly maxQueuedCalls: number;
  /** How long a client may read nothing of an answer that waits for it, and send next to nothing of a file. */
  readonly stallTimeoutMs: number;
  /** Of each caller; absent: no limit. */
  readonly requestsPerMinute?: number;
  /** Of each address; absent: no limit. */
  readonly failedLoginsPerMinute?: number;
}
