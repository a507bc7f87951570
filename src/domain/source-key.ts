/** The longest key of a source: longer than any source needs, and short enough for an id. */
const MAX_CHARACTERS = 200;
const MAX_BYTES = 450;
/** JSON writes a character with six bytes at most. */
const ALWAYS_FITS = Math.floor(MAX_BYTES / 6) - 1;

/**
 * True for a text that can be a source's own key: it has to be one percent-encoded segment of a path, in which "." and
 * ".." would name another path.
 */
export function isSourceKey(text: string): boolean {
  return text.trim() !== '' && text !== '.' && text !== '..' && text.isWellFormed() && fitsInKey(text);
}

/** True for the parts of a key, as long as they are together short enough for an id. */
export function fitsInKey(...parts: readonly string[]): boolean {
  let characters = 0;
  for (const part of parts) {
    if (part.length > MAX_CHARACTERS) return false;
    characters += part.length + 1;
  }
  return characters <= ALWAYS_FITS || Buffer.byteLength(JSON.stringify(parts)) <= MAX_BYTES;
}
