/** The permissions of a caller, as the schema's @requiresScopes names them. */
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
  'audit:read',
  'debug:read',
] as const;

export type Scope = (typeof SCOPES)[number];

export const ALL_SCOPES: ReadonlySet<Scope> = new Set(SCOPES);

/** The sender of a request, with the companies that it may see (keys of the configuration) and its scopes. */
export interface Caller {
  /** The name for logs and quotas: the one in the configuration, or `jwt:` and the JWT's subject. */
  readonly name: string;
  readonly companies: ReadonlySet<string>;
  readonly scopes: ReadonlySet<Scope>;
  /** When a JWT expires, in milliseconds since the epoch. Tokens of the configuration do not expire. */
  readonly expiresAt?: number;
}
