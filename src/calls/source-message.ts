export interface SourceMessage {
  readonly message: string | undefined;
  readonly violations: readonly string[];
}

const MAX_LENGTH = 500;
const MAX_VIOLATIONS = 100;
/** RFC 6749, 5.2: `invalid_client`. */
const OAUTH_CODE = /^[a-z_]{1,40}$/;

/** The fields of a refusal that may be quoted to callers, and the code of an OAuth error, which is only compared. */
interface QuotableFields {
  readonly error: string | undefined;
  readonly message: string | undefined;
  readonly msg: string | undefined;
  readonly violations: readonly string[] | undefined;
}

/**
 * The message in the body of a source's refusal, in a form that callers may read: `message` (AWS API Gateway) or `msg`, and
 * `violations`. The message is undefined if the body is not JSON or does not have either field.
 */
export function readSourceMessage(body: string): SourceMessage {
  // Without fields: the HTML of a proxy, or an empty body. The status alone is reported.
  const { message, msg, violations = [] } = parseQuotableFields(body) ?? {};
  return {
    message: [message, msg].map(clean).find((text) => text !== undefined),
    violations: violations.map(clean).filter((text) => text !== undefined),
  };
}

/** Undefined if the body is not JSON. Parses at once: the transport bounds the body. */
export function parseQuotableFields(body: string): QuotableFields | undefined {
  const parsed = parseObject(body);
  if (parsed === undefined) return undefined;
  const { error, message, msg, violations } = parsed;
  return {
    error: isText(error) && OAUTH_CODE.test(error) ? error : undefined,
    message: isText(message) ? message : undefined,
    msg: isText(msg) ? msg : undefined,
    violations: Array.isArray(violations) ? violations.slice(0, MAX_VIOLATIONS).filter(isText) : undefined,
  };
}

function parseObject(body: string): { readonly [field: string]: unknown } | undefined {
  try {
    const parsed: unknown = JSON.parse(body);
    return isObject(parsed) ? parsed : {};
  } catch {
    return undefined;
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isObject(value: unknown): value is { readonly [field: string]: unknown } {
  return typeof value === 'object' && value !== null;
}

/** The text without control characters, cut at MAX_LENGTH between two code points. */
function clean(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const text = value.replaceAll(/\p{Cc}/gu, '').trim();
  // The cut may leave the first half of a surrogate pair, which toWellFormed would turn into U+FFFD.
  const cut = text.slice(0, MAX_LENGTH);
  return (text.length > MAX_LENGTH ? cut.replace(/[\ud800-\udbff]$/, '') : cut).toWellFormed() || undefined;
}
