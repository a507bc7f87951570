import { isSecretField, withholdFromText } from '../../domain/secrets.ts';
import type { RestRequest, Send } from '../send.ts';
import { parseQuotableFields } from '../source-message.ts';

const WITHHELD = '[withheld]';

/**
 * Withholds secrets from refusals, whose words may be quoted to callers: the secrets given, the credentials of the call
 * itself, and the values of secret fields that a text quotes. A source may repeat the credentials that it received, as they are or URL-encoded.
 */
export function withoutSecrets(send: Send, secrets: readonly (string | undefined)[]): Send {
  return async (request) => {
    const answer = await send(request);
    if (answer.status < 400) return answer;
    const known = [...secrets, ...credentialsOf(request)].filter((secret) => secret !== undefined && secret !== '');
    return { ...answer, text: withhold(answer.text, patternOf(known as string[])) };
  };
}

function credentialsOf({ headers = {} }: RestRequest): readonly string[] {
  const given = Object.entries(headers).filter(([name]) => isSecretField(name));
  return given.map(([, value]) => value.replace(/^(?:bearer|basic) /i, ''));
}

/** Ignores case, as the digits of percent-encoding come in either case. */
function patternOf(secrets: readonly string[]): RegExp | undefined {
  if (secrets.length === 0) return undefined;
  const forms = secrets.flatMap((secret) => [secret, encodeURIComponent(secret), encodeURI(secret)]);
  // The longest first: a secret that is part of another one would leave the rest of it.
  const sorted = [...new Set(forms)].sort((a, b) => b.length - a.length);
  return new RegExp(sorted.map((form) => RegExp.escape(form)).join('|'), 'gi');
}

/** Keeps only the fields that may be quoted, if the text is JSON: it can spell a character in several ways. */
function withhold(text: string, pattern: RegExp | undefined): string {
  const clean = (words: string): string =>
    withholdFromText(pattern === undefined ? words : words.replace(pattern, WITHHELD), WITHHELD);
  const fields = parseQuotableFields(text);
  if (fields === undefined) return clean(text);
  return JSON.stringify(fields, (_, value: unknown) => (typeof value === 'string' ? clean(value) : value));
}
