import { type Answer, json } from '../stand-in/answer.ts';
import type { Call } from '../stand-in/call.ts';
import type { TokenBook } from './token-book.ts';

/** Client credentials by client id. */
export type Clients = ReadonlyMap<string, string>;

/**
 * OAuth 2 client credentials (RFC 6749, sections 4.4 and 5.2) with the client in HTTP Basic, id and secret as they are.
 */
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
  // Split at the first colon: a secret may contain more.
  const colon = pair.indexOf(':');
  const clientId = pair.slice(0, colon);
  return colon > 0 && clients.get(clientId) === pair.slice(colon + 1) ? clientId : undefined;
}

function oauthError(status: number, error: string, description?: string): Answer {
  const body = description === undefined ? { error } : { error, error_description: description };
  return json(status, body, JSON_NOT_STORED);
}
