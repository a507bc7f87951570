const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const [OPEN_BRACKET, CLOSE_BRACKET, OPEN_BRACE, CLOSE_BRACE] = [0x5b, 0x5d, 0x7b, 0x7d];

/**
 * Cuts the text of a JSON array into arrays of about `sliceLength` characters, each to be parsed by itself: `[a,b,c]`
 * becomes `[a,b]` and `[c]`. Any other text comes out whole. Whether it is JSON is left to the parser: a fault of the text is
 * a fault of one of its slices.
 */
export function* jsonArraySlices(text: string, sliceLength: number): Generator<string, void, void> {
  const end = text.trimEnd().length - 1;
  let start = text.length - text.trimStart().length;
  if (text.charCodeAt(start) !== OPEN_BRACKET || text.charCodeAt(end) !== CLOSE_BRACKET) {
    yield text;
    return;
  }
  start += 1;
  const first = start;
  let depth = 0;
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === OPEN_BRACE || code === OPEN_BRACKET) depth += 1;
    else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) depth -= 1;
    else if (code === COMMA && depth === 0 && at - start >= sliceLength) {
      yield toArray(text.slice(start, at));
      start = at + 1;
    }
  }
  yield start === first ? `[${text.slice(start, end)}]` : toArray(text.slice(start, end));
}

/** Between two commas there has to be something: an empty array would hide that there is not. */
function toArray(items: string): string {
  return items.trim() === '' ? '[,]' : `[${items}]`;
}

/** Where the closing quote stands, or the text ends. */
function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes += 1;
    if (slashes % 2 === 0) return at;
  }
  return text.length;
}
