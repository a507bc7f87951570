const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const [OPEN_BRACKET, CLOSE_BRACKET, OPEN_BRACE, CLOSE_BRACE] = [0x5b, 0x5d, 0x7b, 0x7d];

/** Containers that are larger than a step are taken apart down to this depth; what is deeper is parsed at once. */
const MAX_DEPTH = 64;

/**
 * Parses a JSON text in steps: each parses one value of at most `stepLength` characters, wherever in the text it stands, with
 * `parse`. The result is what `parse` would give for the whole text. Throws SyntaxError where it would.
 */
export function* parseInSteps(
  text: string,
  stepLength: number,
  parse: (part: string) => unknown,
): Generator<void, unknown, void> {
  const parser = new SteppedParser(text, stepLength, parse);
  const value = yield* parser.value(0);
  parser.expectEnd();
  return value;
}

class SteppedParser {
  readonly #text: string;
  readonly #stepLength: number;
  readonly #parse: (part: string) => unknown;
  #at = 0;

  constructor(text: string, stepLength: number, parse: (part: string) => unknown) {
    this.#text = text;
    this.#stepLength = stepLength;
    this.#parse = parse;
  }

  *value(depth: number): Generator<void, unknown, void> {
    const first = this.#next();
    const end = endOfValue(this.#text, this.#at, this.#at + this.#stepLength);
    if (end === undefined && depth < MAX_DEPTH) {
      if (first === OPEN_BRACKET) return yield* this.#array(depth + 1);
      if (first === OPEN_BRACE) return yield* this.#object(depth + 1);
    }
    const value = this.#parseUpTo(end ?? endOfValue(this.#text, this.#at, Infinity) ?? this.#text.length);
    yield;
    return value;
  }

  expectEnd(): void {
    if (!Number.isNaN(this.#next())) throw this.#unexpected();
  }

  *#array(depth: number): Generator<void, unknown[], void> {
    const items: unknown[] = [];
    this.#at += 1;
    if (this.#takes(CLOSE_BRACKET)) return items;
    do items.push(yield* this.value(depth));
    while (this.#takes(COMMA));
    if (!this.#takes(CLOSE_BRACKET)) throw this.#unexpected();
    return items;
  }

  *#object(depth: number): Generator<void, object, void> {
    const object = {};
    this.#at += 1;
    if (this.#takes(CLOSE_BRACE)) return object;
    do {
      if (this.#next() !== QUOTE) throw this.#unexpected();
      const name = String(this.#parseUpTo(endOfString(this.#text, this.#at)));
      if (!this.#takes(COLON)) throw this.#unexpected();
      // Defined, not assigned: "__proto__" is a name like any other.
      const value = yield* this.value(depth);
      Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
    } while (this.#takes(COMMA));
    if (!this.#takes(CLOSE_BRACE)) throw this.#unexpected();
    return object;
  }

  #parseUpTo(end: number): unknown {
    const value = this.#parse(this.#text.slice(this.#at, end));
    this.#at = end;
    return value;
  }

  /** Passes by a character if it comes next. */
  #takes(code: number): boolean {
    if (this.#next() !== code) return false;
    this.#at += 1;
    return true;
  }

  /** The next character that is not blank; NaN at the end. */
  #next(): number {
    while (isBlank(this.#text.charCodeAt(this.#at))) this.#at += 1;
    return this.#text.charCodeAt(this.#at);
  }

  #unexpected(): SyntaxError {
    return new SyntaxError(`Unexpected text in JSON at position ${this.#at}`);
  }
}

/** Where a value ends that starts at `start`; undefined if that is beyond `limit`. Whether it is JSON is left to the parser. */
function endOfValue(text: string, start: number, limit: number): number | undefined {
  const end = Math.min(text.length, limit);
  let depth = 0;
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at) - 1;
    else if (code === OPEN_BRACE || code === OPEN_BRACKET) depth += 1;
    else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      // The end of what holds the value.
      if (depth === 0) return at;
      depth -= 1;
    } else if (depth > 0) continue;
    else if (code === COMMA || code === COLON || isBlank(code)) return at;
    else continue;
    if (depth === 0) return at + 1;
  }
  return text.length <= limit ? text.length : undefined;
}

/** The place behind the closing quote, or the end of the text. */
function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes += 1;
    if (slashes % 2 === 0) return at + 1;
  }
  return text.length;
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}
