export interface SourceMessage {
  readonly message: string | undefined;
  readonly violations: readonly string[];
}

const MAX_LENGTH = 500;
const MAX_VIOLATIONS = 100;
/** An error larger than this is no message; parsing it would hold up everybody else. */
const MAX_BODY_LENGTH = 1_000_000;

/**
 * The message in the body of a source's refusal, in a form that callers may read: `message` (AWS API Gateway) or `msg`, and
 * `violations`. A body that is not JSON, or has neither field, has no message.
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
    // HTML of a proxy, or nothing at all: the status has said it.
    return {};
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Without control characters, cut at 500 characters between two code points. */
function clean(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.replaceAll(/\p{Cc}/gu, '').trim();
  // Cutting a surrogate pair leaves its first half, which the last step takes for a lone one.
  const cut = text.slice(0, MAX_LENGTH);
  return (text.length > MAX_LENGTH ? cut.replace(/[\ud800-\udbff]$/, '') : cut).toWellFormed() || undefined;
}
