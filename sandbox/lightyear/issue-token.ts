import { type Answer, json } from '../stand-in/answer.ts';
import type { Call } from '../stand-in/call.ts';
import type { TokenBook } from './token-book.ts';

/** Client credentials by client id. */
export type Clients = ReadonlyMap<string, string>;

/** OAuth 2 client credentials: form-encoded, with the client in HTTP Basic (RFC 6749, sections 2.3.1, 4.4 and 5.2). */
export function issueToken(call: Call, clients: Clients, tokens: TokenBook): Answer {
  if (!isForm(call)) return oauthError(400, 'invalid_request', 'The body has to be application/x-www-form-urlencoded');
  const clientId = authenticate(call, clients);
  if (clientId === undefined) {
    return { ...oauthError(401, 'invalid_client'), headers: { ...JSON_NOT_STORED, 'www-authenticate': 'Basic' } };
  }
  const grantType = new URLSearchParams(call.body).get('grant_type');
  if (grantType === null) return oauthError(400, 'invalid_request', 'grant_type is missing');
  if (grantType !== 'client_credentials') return oauthError(400, 'unsupported_grant_type');
  return json(
    200,
    { access_token: tokens.issue(clientId), token_type: 'Bearer', expires_in: tokens.lifetimeSeconds },
    JSON_NOT_STORED,
  );
}

const JSON_NOT_STORED = { 'content-type': 'application/json', 'cache-control': 'no-store' };

function isForm(call: Call): boolean {
  return call.headers['content-type']?.split(';')[0]?.trim().toLowerCase() === 'application/x-www-form-urlencoded';
}

function authenticate(call: Call, clients: Clients): string | undefined {
  const [, encoded] = /^Basic ([A-Za-z0-9+/]+={0,2})$/i.exec(call.headers.authorization ?? '') ?? [];
  if (encoded === undefined) return undefined;
  const pair = Buffer.from(encoded, 'base64').toString('utf8');
  // Only the first colon divides: a secret may hold others.
  const colon = pair.indexOf(':');
  const clientId = formDecode(pair.slice(0, colon));
  return colon > 0 && clients.get(clientId) === formDecode(pair.slice(colon + 1)) ? clientId : undefined;
}

/** Both are form-encoded before they are joined. Never throws: what is not encoded stays as it is, and is then wrong. */
function formDecode(text: string): string {
  return new URLSearchParams(`text=${text.replace(/&/g, '%26')}`).get('text') ?? '';
}

function oauthError(status: number, error: string, description?: string): Answer {
  const body = description === undefined ? { error } : { error, error_description: description };
  return json(status, body, JSON_NOT_STORED);
}
