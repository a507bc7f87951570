import type { Scope } from '../auth/caller.ts';

/** How the REST calls of one account are made. */
export interface CallPolicy {
  /** For one REST call with its body. */
  readonly timeoutMs: number;
  /** How often a failed GET is repeated; 0 = never. */
  readonly retries: number;
  /** REST calls of one account under way at once. */
  readonly maxConcurrent: number;
}

export interface LightyearAccountConfig extends CallPolicy {
  readonly baseUrl: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly companyId: string;
}

export interface IveskAccountConfig extends CallPolicy {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly companyCode: string;
  readonly webhookSecret?: string;
  /** Left out: any topic. */
  readonly topicArns?: readonly string[];
}

export interface V6AccountConfig extends CallPolicy {
  readonly baseUrl: string;
  readonly apiKey: string;
  /** V6 says no currency: it is the account's. ISO 4217. */
  readonly currency?: string;
}

export interface CompanyConfig {
  readonly id: string;
  readonly name: string;
  readonly lightyear?: LightyearAccountConfig;
  readonly ivesk?: IveskAccountConfig;
  readonly v6?: V6AccountConfig;
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
  readonly limits: {
    readonly maxBodyBytes: number;
    readonly maxUploadBytes: number;
    readonly maxDepth: number;
    readonly maxTokens: number;
    readonly operationTimeoutMs: number;
  };
}
