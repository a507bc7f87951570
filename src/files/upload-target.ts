import { type AccountId, BackendBadResponse } from '../errors/catalogue.ts';

/** Where a file is to be PUT, as its source has said. */
export interface UploadTarget {
  /** Holds its own signature: it is a credential, and any change makes it void. */
  readonly url: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
}

/** The same in undici's terms. */
export interface PutRequest {
  readonly origin: string;
  /** Path and query, letter by letter as they stand in the URL. */
  readonly path: string;
  /** Names and values in turn, in their order, Content-Length last. */
  readonly headers: string[];
}

/** Throws BackendBadResponse for what cannot be sent as it is. Nothing of it is quoted: it holds a signature. */
export function readUploadTarget({ url, headers }: UploadTarget, size: number, accountId: AccountId): PutRequest {
  const unusable = (what: string): BackendBadResponse =>
    new BackendBadResponse('The source gave an upload location that cannot be used.', {
      cause: new Error(what),
      accountId,
    });

  const parts = VISIBLE_ASCII.test(url) && URL.canParse(url) ? ABSOLUTE_HTTP_URL.exec(url) : null;
  const [, authority, path = ''] = parts ?? [];
  if (authority === undefined) throw unusable('The URL is not an absolute one of http or https without user-info.');
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
    // What goes out anyway goes out once; a signature over another length or host cannot fit.
    if (known !== value.trim().toLowerCase()) throw unusable(`${key} is not that of this request.`);
    return [];
  });

  return {
    origin: server,
    path: path.startsWith('/') ? path : `/${path}`,
    headers: [...given, 'content-length', String(size)],
  };
}

const VISIBLE_ASCII = /^[!-~]+$/;
/** Scheme with authority, then path with query; a fragment is never sent. `new URL` would normalise the path. */
const ABSOLUTE_HTTP_URL = /^(https?:\/\/[^/?#\\@]+)([/?][^#]*)?(?:#.*)?$/i;
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9a-z]+$/i;
const CONTROL_CHARACTER = /[^\P{Cc}\t]/u;
/** They speak of one connection and not of the file; undici refuses them, or leaves them out without a word. */
const OF_THE_CONNECTION: ReadonlySet<string> = new Set([
  ...['connection', 'expect', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade'],
]);

/** undici writes a header as Latin-1, a byte a character: these characters come out as the UTF-8 of the text. */
function utf8AsLatin1(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
