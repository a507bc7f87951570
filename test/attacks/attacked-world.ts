import { COMPANY_ID } from '../../bench/sources/invoice-body.ts';

/** The tokens of the attackers, and of the callers that must not notice an attack. */
export const TOKENS = {
  /** A known caller without any scope. */
  nobody: 'nobody-4f0c1a77b29e-not-a-secret',
  reader: 'reader-8b1d03e5c64a-not-a-secret',
  /** A caller of the same company. */
  colleague: 'colleague-52c7fe90ab13-not-a-secret',
  /** A caller of another company. */
  neighbour: 'neighbour-e96b30d7f481-not-a-secret',
  listener: 'listener-71ad58c2e0f6-not-a-secret',
  writer: 'writer-3c9e62b0d857-not-a-secret',
  exporter: 'exporter-a40d7be3916c-not-a-secret',
} as const;

export type CallerName = keyof typeof TOKENS;

export const CACHE_BYTES = 48_000_000;
/** Lower than the defaults where a test would otherwise have to wait, or to send gigabytes. */
const LIMITS = { maxConnections: 2_000, stallTimeoutMs: 3_000, operationTimeoutMs: 10_000 };

/** The gateway's configuration for the stand-ins at `sources`. */
export function attackedConfig(sources: URL): object {
  const caller = (name: CallerName, companies: readonly string[], scopes: readonly string[]) => ({
    [name]: { token: TOKENS[name], companies, scopes },
  });
  return {
    companies: { acme: company(sources, 'acme'), borealis: company(sources, 'borealis') },
    callers: {
      ...caller('nobody', [], []),
      ...caller('reader', ['acme'], ['invoices:read']),
      ...caller('colleague', ['acme'], ['invoices:read']),
      ...caller('neighbour', ['borealis'], ['invoices:read']),
      ...caller('listener', ['acme'], ['events:read', 'invoices:read']),
      ...caller('writer', ['acme'], ['files:write']),
      ...caller('exporter', ['acme'], ['invoices:export', 'invoices:read']),
    },
    jwt: { issuer: `${sources.origin}/`, audience: 'invoices', jwksUrl: `${sources.origin}/jwks` },
    backends: { timeoutMs: 5_000, retries: 0 },
    cache: { maxBytes: CACHE_BYTES },
    // These stand-ins list without an end. The load of the watcher is not part of an attack by a caller.
    watch: { enabled: false },
    limits: LIMITS,
  };
}

function company(sources: URL, name: string): object {
  const base = `${sources.origin}/${name}`;
  return {
    name,
    lightyear: {
      baseUrl: `${base}/lightyear`,
      tokenUrl: `${base}/lightyear/oauth2/token`,
      clientId: `${name}-client`,
      clientSecret: `${name}-1f4be9d6a0c73258-not-a-secret`,
      companyId: COMPANY_ID,
    },
    ivesk: {
      baseUrl: `${base}/ivesk`,
      apiKey: `${name}-9d3c5e81b7f2460a-not-a-secret`,
      companyCode: `${name}-code`,
      webhookSecret: `${name}-6e28f4a1d05b9c37-not-a-secret`,
    },
    v6: { baseUrl: `${base}/v6`, apiKey: `${name}-b80d27c4f6e1953a-not-a-secret`, currency: 'EUR' },
  };
}

/** A global id as the gateway gives it: nothing in it is signed. */
export function idOf(source: 'LIGHTYEAR' | 'IVESK' | 'V6', key: readonly string[], company = 'acme'): string {
  return Buffer.from(JSON.stringify(['I', company, source, ...key])).toString('base64url');
}
