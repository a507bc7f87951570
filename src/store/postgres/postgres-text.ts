/*
 * PostgreSQL refuses the character U+0000, which JSON and SQLite take. It is stored as two characters: an escape character
 * of Unicode's private area, and a digit.
 */

const ESCAPE = '\u{F0000}';
const NUL = '\0';

/** A value as it is stored. */
export function toStored(value: unknown): unknown {
  if (typeof value !== 'string' || !(value.includes(NUL) || value.includes(ESCAPE))) return value;
  return value.replaceAll(ESCAPE, `${ESCAPE}1`).replaceAll(NUL, `${ESCAPE}0`);
}

/** The value that was stored. */
export function fromStored(value: unknown): unknown {
  if (typeof value !== 'string' || !value.includes(ESCAPE)) return value;
  return value.replaceAll(`${ESCAPE}0`, NUL).replaceAll(`${ESCAPE}1`, ESCAPE);
}
