import { z } from 'zod';
import { isUnset } from '../reading/raw-value.ts';
import { says } from './section.ts';

/** The longest delay of a timer; a longer one would fire at once. */
export const MAX_TIMER_MS = 2 ** 31 - 1;

/** Also accepts text, because variables are text. */
/** A time in seconds that fits into a timer. */
export const seconds = wholeNumber(1, 86_400);

export function wholeNumber(min: number, max: number) {
  const expectation = says(`must be a whole number from ${min} to ${max}`);
  const fromText = (value: unknown) => (typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value);
  return z.preprocess(fromText, z.int(expectation).min(min, expectation).max(max, expectation));
}

const SWITCH = new Map<unknown, boolean>([
  ['true', true],
  ['false', false],
]);

/** Also accepts text, because variables are text. */
export const trueOrFalse = z.preprocess(
  (value) => SWITCH.get(value) ?? value,
  z.boolean(says('must be true or false')),
);

export const text = z
  .string(says('must be text; a number needs quotes'))
  .min(1, { ...says('is missing or empty'), abort: true });

/** White space at an end is usually a line break from a file, and would make every call fail. */
export const credential = text.regex(/^\S(?:.*\S)?$/s, {
  ...says('must not begin or end with white space'),
  abort: true,
});

/** A credential that the gateway sends in a header. */
export const headerCredential = credential.regex(
  /^[\x20-\x7e]+$/,
  says('must be printable ASCII: it is sent in a header'),
);

/** RFC 6750 does not allow a space in a token. */
export const bearerToken = text.regex(/^[\x21-\x7e]+$/, says('must be printable ASCII without white space'));

/**
 * One secret, or a list of two: while a secret is being replaced, both the new one and the old one are in use. An empty text in the
 * list counts as left out, as it may come from a variable. The value is always a list.
 */
export function oneOrTwo(secret: z.ZodType<string>): z.ZodType<readonly string[]> {
  const two = z
    .array(secret, says('must be a text, or a list of two while it is being replaced'))
    .min(1, says('is missing or empty'))
    .max(2, says('has more than two values: a secret and the one that it replaces'));
  return z.unknown().transform((value, context) => {
    const isList = Array.isArray(value);
    const items: readonly unknown[] = isList ? value : [value];
    const places = [...items.keys()].filter((place) => !isList || !isUnset(items[place]));
    const parsed = two.safeParse(places.map((place) => items[place]));
    if (parsed.success) return parsed.data;
    for (const { path, message } of parsed.error.issues) {
      const [index] = path;
      const place = isList && typeof index === 'number' ? places[index] : undefined;
      context.addIssue({ code: 'custom', path: place === undefined ? [] : [place], message });
    }
    return z.NEVER;
  });
}

function parsedUrl(value: string): URL | undefined {
  return /\s/.test(value) ? undefined : (URL.parse(value) ?? undefined);
}

/** `URL` accepts `https:host`, which is a typing error. */
function isHttpUrl(value: string): boolean {
  const url = parsedUrl(value);
  return url !== undefined && /^https?:\/\//i.test(value) && url.username === '' && url.password === '';
}

/** A complete URL. It may have a query: some issuers publish their keys at one. */
export const endpointUrl = text.refine(
  (value) => isHttpUrl(value) && !value.includes('#'),
  says('must be an absolute http or https URL without user name, password and fragment'),
);

/** A URL that paths are appended to: without a query and without a slash at its end. */
export const baseUrl = text
  .refine(
    (value) => isHttpUrl(value) && !/[?#]/.test(value),
    says('must be an absolute http or https URL without user name, password, query and fragment'),
  )
  .transform((value) => (URL.parse(value)?.href ?? value).replace(/\/+$/, ''));

export const databaseUrl = text.refine(
  (value) => /^postgres(?:ql)?:\/\//i.test(value) && parsedUrl(value) !== undefined,
  says('must be a postgres:// or postgresql:// URL'),
);

export const redisUrl = text.refine(
  (value) => /^rediss?:\/\//i.test(value) && parsedUrl(value) !== undefined,
  says('must be a redis:// or rediss:// URL'),
);

export const currencyCode = text.regex(/^[A-Z]{3}$/, says('must be three capital letters (ISO 4217), such as EUR'));

/** Any UUID, because those of test systems do not always have a version. */
export const uuid = z.guid(says('must be a UUID, such as 93913d26-427e-4798-8e1f-06c83411113c'));

export const topicArn = text.regex(
  /^arn:[^:\s]+:sns:[^:\s]*:[^:\s]*:[^:\s]+$/,
  says('must be the ARN of an SNS topic, such as arn:aws:sns:eu-west-1:123456789012:name'),
);

function compiles(pattern: string): boolean {
  try {
    RegExp(pattern);
    return true;
  } catch {
    return false;
  }
}

export const pattern = text.refine(compiles, says('must be a regular expression'));
