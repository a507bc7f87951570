import { USER_AGENT } from '../calls/wire/user-agent.ts';
import { type AccountId, BackendBadResponse } from '../errors/catalogue.ts';

/** The location for a file, as the source gives it. */
export interface UploadTarget {
  /** Contains a signature: it is a credential, and any change invalidates it. */
  readonly url: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}

/** The same location in undici's terms. */
export interface PutRequest {
  readonly origin: string;
  /** Path and query, exactly as in the URL. */
  readonly path: string;
  /** Names and values alternate. Content-Length is last. */
  readonly headers: string[];
}

/** Throws BackendBadResponse if the location cannot be used as it is. Does not quote it, as it contains a signature. */
export function readUploadTarget({ url, headers }: UploadTarget, size: number, accountId: AccountId): PutRequest {
  const unusable = (what: string): BackendBadResponse =>
    new BackendBadResponse('The source gave an upload location that cannot be used.', {
      cause: new Error(what),
      accountId,
    });

  const parts = VISIBLE_ASCII.test(url) && URL.canParse(url) ? ABSOLUTE_HTTP_URL.exec(url) : null;
  const [, authority, path = ''] = parts ?? [];
  if (authority === undefined) throw unusable('The URL is not an absolute http or https URL without user-info.');
  const { origin: server, host } = new URL(authority);

  const ours: ReadonlyMap<string, string> = new Map([
    ['host', host],
    ['content-length', String(size)],
  ]);
  const given = headers.flatMap(({ name, value }) => {
    const key = name.toLowerCase();
    if (!TOKEN.test(name) || OF_THE_CONNECTION.has(key)) throw unusable('A header has a name that cannot be sent.');
    if (CONTROL_CHARACTER.test(value) || !value.isWellFormed()) throw unusable('A header value cannot be sent.');
    const known = ours.get(key);
    if (known === undefined) return [name, utf8AsLatin1(value)];
    // Sent once, as the gateway sends it anyway. A signature over another length or host would not match.
    if (known !== value.trim().toLowerCase()) throw unusable(`${key} does not match this request.`);
    return [];
  });

  // The source may have signed another value.
  const hasAgent = headers.some(({ name }) => name.toLowerCase() === 'user-agent');

  return {
    origin: server,
    path: path.startsWith('/') ? path : `/${path}`,
    headers: [...given, ...(hasAgent ? [] : ['user-agent', USER_AGENT]), 'content-length', String(size)],
  };
}

const VISIBLE_ASCII = /^[!-~]+$/;
/** Scheme and authority, path and query, and a fragment, which is not sent. `new URL` would normalise the path. */
const ABSOLUTE_HTTP_URL = /^(https?:\/\/[^/?#\\@]+)([/?][^#]*)?(?:#.*)?$/i;
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9a-z]+$/i;
const CONTROL_CHARACTER = /[^\P{Cc}\t]/u;
/** Headers about the connection, not the file. undici refuses them or silently drops them. */
const OF_THE_CONNECTION: ReadonlySet<string> = new Set([
  ...['connection', 'expect', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade'],
]);

/** undici writes headers as Latin-1, one byte per character, so that the bytes sent are the UTF-8 of the text. */
function utf8AsLatin1(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
