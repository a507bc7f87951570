const BACKSLASH = 0x5c;
const SEPARATORS = ',:]}';
const END_OF_ITEM = /[}\]]\s*,/;

/**
 * True if a quote is missing or too many in an item, so that a separator of the page has become the content of a string: the item
 * may then hold several items of the list. `"UAB "A" of B"` alone does not make it one. Passes over the text once, in steps of
 * about `stepLength` characters.
 */
export function* isTorn(text: string, stepLength: number): Generator<void, boolean, void> {
  let hasStrayQuote = false;
  let holdsSeparator = false;
  let yieldedAt = 0;
  for (let start = text.indexOf('"'); start !== -1; ) {
    const end = endOfString(text, start);
    if (end === -1) return true;
    const after = /\S/.exec(text.slice(end + 1, end + 65))?.[0];
    if (after !== undefined && !SEPARATORS.includes(after)) hasStrayQuote = true;
    const content = text.slice(start + 1, end).trim();
    if (content.startsWith(',') || content.endsWith(',') || END_OF_ITEM.test(content)) holdsSeparator = true;
    start = text.indexOf('"', end + 1);
    if (end - yieldedAt > stepLength) {
      yield;
      yieldedAt = end;
    }
  }
  return hasStrayQuote && holdsSeparator;
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
