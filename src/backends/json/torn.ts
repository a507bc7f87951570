const [BACKSLASH, QUOTE, COMMA, COLON] = [0x5c, 0x22, 0x2c, 0x3a];
const [OPEN_BRACKET, CLOSE_BRACKET, OPEN_BRACE, CLOSE_BRACE] = [0x5b, 0x5d, 0x7b, 0x7d];
const SEPARATORS = ',:]}';
/** A string follows one of these, or begins the text. */
const BEFORE_STRING: ReadonlySet<number> = new Set([0, COMMA, COLON, OPEN_BRACKET, OPEN_BRACE]);
const STARTS: ReadonlySet<number> = new Set([QUOTE, OPEN_BRACKET, OPEN_BRACE]);
const BLANKS = [0x20, 0x0a, 0x0d, 0x09];
/** All other characters belong to a word, such as `NaN`. */
const NO_WORD: ReadonlySet<number> = new Set([...STARTS, ...BLANKS, CLOSE_BRACKET, CLOSE_BRACE]);
const IS_NAME = /^\s*:/;
const END_OF_ITEM = /[}\]]\s*,/;
const SPACE = 0x20;

/**
 * True if an item may hold several items of the list:
 *
 * - a comma is missing between two values;
 * - a quote is missing or too many, so that a separator of the page has become the content of a string: `"UAB "A" of B"` alone does
 *   not make it one;
 * - an object inside of the item's own does not have a name, or a name of the item comes twice.
 *
 * Passes over the text once, in steps of about `stepLength` characters.
 */
export function* isTorn(text: string, stepLength: number): Generator<void, boolean, void> {
  const open: number[] = [];
  const names = new Set<string>();
  /** Values that are not inside of another one. */
  let values = 0;
  let isInWord = false;
  let hasStrayQuote = false;
  let holdsSeparator = false;
  /** The last character outside of strings that is not blank. */
  let last = 0;
  let yieldedAt = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const isWord = !NO_WORD.has(code);
    if (open.length === 0 && (isWord ? !isInWord : STARTS.has(code))) values += 1;
    if (values > 1) return true;
    isInWord = isWord;
    if (code === QUOTE) {
      const end = endOfString(text, at);
      if (end === -1) return true;
      if (open.length === 1 && open[0] === OPEN_BRACE && IS_NAME.test(text.slice(end + 1, end + 65))) {
        const name = text.slice(at + 1, end);
        if (names.has(name)) return true;
        names.add(name);
      }
      hasStrayQuote ||= !BEFORE_STRING.has(last) || isFollowedByText(text, end);
      holdsSeparator ||= isSeparator(text.slice(at + 1, end).trim());
      at = end;
    } else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      // An object directly in an object: the end of an item and the beginning of a later one are missing.
      if (code === OPEN_BRACE && open.at(-1) === OPEN_BRACE && (last === COMMA || last === OPEN_BRACE)) return true;
      open.push(code);
    } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) open.pop();
    if (code > SPACE) last = code;
    if (at - yieldedAt > stepLength) {
      yield;
      yieldedAt = at;
    }
  }
  return hasStrayQuote && holdsSeparator;
}

/** True if a string is followed by something other than a separator. */
function isFollowedByText(text: string, end: number): boolean {
  const after = /\S/.exec(text.slice(end + 1, end + 65))?.[0];
  return after !== undefined && !SEPARATORS.includes(after);
}

/** True if a string looks like the text between two strings. */
function isSeparator(content: string): boolean {
  return content.startsWith(',') || content.endsWith(',') || END_OF_ITEM.test(content);
}

function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end;
}

/** True if an odd number of backslashes is before the character. */
export function isEscaped(text: string, at: number): boolean {
  let start = at;
  while (text.charCodeAt(start - 1) === BACKSLASH) start -= 1;
  return (at - start) % 2 === 1;
}
