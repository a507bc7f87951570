export interface SourceMessage {
  readonly message: string | undefined;
  readonly violations: readonly string[];
}

const MAX_LENGTH = 500;
const MAX_VIOLATIONS = 100;
/** A larger body is not parsed: that would block the event loop. */
const MAX_BODY_LENGTH = 1_000_000;

/**
 * The message in the body of a source's refusal, in a form that callers may read: `message` (AWS API Gateway) or `msg`, and
 * `violations`. The message is undefined if the body is not JSON or does not have either field.
 */
export function readSourceMessage(body: string): SourceMessage {
  const parsed = parseObject(body);
  const message = [parsed['message'], parsed['msg']].map(clean).find((text) => text !== undefined);
  const violations = Array.isArray(parsed['violations']) ? parsed['violations'].slice(0, MAX_VIOLATIONS) : [];
  return { message, violations: violations.map(clean).filter((text) => text !== undefined) };
}

function parseObject(body: string): Readonly<Record<string, unknown>> {
  if (body.length > MAX_BODY_LENGTH) return {};
  try {
    const parsed: unknown = JSON.parse(body);
    return isObject(parsed) ? parsed : {};
  } catch {
    // The HTML of a proxy, or an empty body: the status alone is reported.
    return {};
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** The text without control characters, cut at MAX_LENGTH between two code points. */
function clean(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.replaceAll(/\p{Cc}/gu, '').trim();
  // The cut may leave the first half of a surrogate pair, which toWellFormed would turn into U+FFFD.
  const cut = text.slice(0, MAX_LENGTH);
  return (text.length > MAX_LENGTH ? cut.replace(/[\ud800-\udbff]$/, '') : cut).toWellFormed() || undefined;
}
