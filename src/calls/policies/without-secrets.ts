import type { RestRequest, Send } from '../send.ts';

const WITHHELD = '[withheld]';

/**
 * Cuts secrets out of refusals, whose words may be quoted to callers: those given, and what the call itself was authorized
 * with. A source that repeats what it was sent repeats them, too, as they are or as they stand in a URL.
 */
export function withoutSecrets(send: Send, secrets: readonly (string | undefined)[]): Send {
  return async (request) => {
    const answer = await send(request);
    if (answer.status < 400) return answer;
    const known = [...secrets, ...credentialsOf(request)].filter((secret) => secret !== undefined && secret !== '');
    return known.length === 0 ? answer : { ...answer, text: cut(answer.text, patternOf(known as string[])) };
  };
}

function credentialsOf({ headers = {} }: RestRequest): readonly string[] {
  const given = Object.entries(headers).filter(([name]) => /^(?:authorization|x-api-key)$/i.test(name));
  return given.map(([, value]) => value.replace(/^(?:bearer|basic) /i, ''));
}

/** The digits of percent-encoding come in either case. */
function patternOf(secrets: readonly string[]): RegExp {
  const forms = secrets.flatMap((secret) => [secret, encodeURIComponent(secret), encodeURI(secret)]);
  // The longest first: one that is part of another would leave the rest of it.
  const sorted = [...new Set(forms)].sort((a, b) => b.length - a.length);
  return new RegExp(sorted.map((form) => RegExp.escape(form)).join('|'), 'gi');
}

function cut(text: string, pattern: RegExp): string {
  const clean = (_name: string, value: unknown): unknown =>
    typeof value === 'string' ? value.replace(pattern, WITHHELD) : value;
  try {
    // In JSON a letter can be written in several ways.
    return JSON.stringify(JSON.parse(text, clean));
  } catch {
    return text.replace(pattern, WITHHELD);
  }
}
