/** What a caller may do; the same words stand in the schema's @requiresScopes. */
export const SCOPES = [
  'invoices:read',
  'bank:read',
  'invoices:export',
  'files:write',
  'imports:read',
  'imports:write',
  'events:read',
  'webhooks:write',
  'status:read',
] as const;

export type Scope = (typeof SCOPES)[number];

/** Who sends a request: the companies it may see (keys of the configuration) and the scopes it holds. */
export interface Caller {
  /** For logs and quotas: the caller's name in the configuration, or `jwt:` and a JWT's subject. */
  readonly name: string;
  readonly companies: ReadonlySet<string>;
  readonly scopes: ReadonlySet<Scope>;
  /** When a JWT ends; tokens of the configuration have no end. Milliseconds since the epoch. */
  readonly expiresAt?: number;
}
