import { type Sandbox, startSandbox } from '../../sandbox/start.ts';
import type { CompanyKey } from '../../sandbox/world/company-profile.ts';

export const NOW = new Date('2026-03-20T15:30:00Z');

export function startAtNow() {
  return startSandbox({ now: NOW });
}

/** An answer: the status, the headers, and the body as text and as JSON, if it is JSON. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads into whatever came
  readonly json: any;
}

export async function ask(url: string, init: RequestInit = {}): Promise<Reply> {
  const response = await fetch(url, { redirect: 'manual', ...init });
  const text = await response.text();
  const isJson = response.headers.get('content-type') === 'application/json';
  return { status: response.status, headers: response.headers, text, json: isJson ? JSON.parse(text) : undefined };
}

export function postJson(body: unknown): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

/** RFC 6749, section 2.3.1: both are form-encoded before they are joined. */
export function basic(clientId: string, clientSecret: string): string {
  return `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
}

export function askToken(sandbox: Sandbox, authorization: string, body = 'grant_type=client_credentials') {
  return ask(`${sandbox.lightyear.url}/oauth2/token`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/x-www-form-urlencoded' },
    body,
  });
}

/** Calls with the right credentials of one company. */
export async function signIn(sandbox: Sandbox, company: CompanyKey) {
  const { lightyear, ivesk, v6 } = sandbox.world[company].profile;
  const token = await askToken(sandbox, basic(lightyear.clientId, lightyear.clientSecret));
  const withHeaders =
    (base: string, headers: Record<string, string>) =>
    (path: string, init: RequestInit = {}) =>
      ask(base + path, { ...init, headers: { ...headers, ...(init.headers as Record<string, string>) } });
  return {
    lightyear: withHeaders(sandbox.lightyear.url, {
      authorization: `Bearer ${token.json.access_token}`,
      'lightyear-company-id': lightyear.companyId,
    }),
    ivesk: withHeaders(sandbox.ivesk.url, { 'x-api-key': ivesk.apiKey }),
    v6: withHeaders(sandbox.v6.url, { authorization: `ApiKey ${v6.apiKey}` }),
  };
}
