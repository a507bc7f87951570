/**
 * The names of the fields whose values must not leave the process: credentials and bank details. A field that is added
 * here is redacted in logs and withheld from shared caches, stored events and quoted refusals. The secret settings of a
 * source are listed in its module.
 */
export const SECRET_FIELDS = [
  'authorization',
  'cookie',
  'x-api-key',
  'token',
  'secret',
  'password',
  'bankAccount',
  'accountNumber',
  'iban',
] as const;

const NAMES = SECRET_FIELDS.map((name) => RegExp.escape(name)).join('|');
const SECRET_FIELD = new RegExp(NAMES, 'i');

/** True for a name that contains one of SECRET_FIELDS, in any case: `selleriban` is secret too. */
export function isSecretField(name: string): boolean {
  return SECRET_FIELD.test(name);
}

/** The replacer of a JSON text without secrets. It says that there was a value. */
export function withholdSecretField(name: string, value: unknown): unknown {
  return value !== null && isSecretField(name) ? 'WITHHELD' : value;
}

/**
 * A secret field with its value in a text: `iban: LT12 3456`, `"token":"abc"`, `password=abc`. After a colon, a value without
 * quotes must have a digit: `iban: must not be blank` is a message. All repetitions are bounded, as a source chooses the text.
 */
const SECRET_IN_TEXT = new RegExp(
  `((?:${NAMES})\\w{0,30}["']?\\s{0,3}(?:=|:))\\s{0,3}` +
    `(?:"[^"]{0,500}"?|'[^']{0,500}'?|(?<==\\s{0,3})[^\\s"',;&]{1,500}|[^\\s\\d"',;&]{0,50}\\d[^\\s"',;&]{0,500}(?: \\w{0,9}\\d\\w{0,9}){0,10})`,
  'gi',
);

/** Replaces the values of secret fields that a text quotes. */
export function withholdFromText(text: string, replacement: string): string {
  return text.replace(SECRET_IN_TEXT, (_, name: string) => `${name}${replacement}`);
}
