const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const [OPEN_BRACKET, CLOSE_BRACKET, OPEN_BRACE, CLOSE_BRACE] = [0x5b, 0x5d, 0x7b, 0x7d];

/** Maximum depth of a value that is longer than a step: JSON.parse takes seconds for endless nesting. */
const MAX_DEPTH = 8;
/** Maximum length of a string, name or number, in steps, because each is parsed in one piece. */
const LONGEST = 64;

/**
 * Parses a JSON text in steps, each of which parses about `stepLength` characters with `parse`. The result is what `parse`
 * would give for the whole text. Throws SyntaxError where it would, for a text with an endless string or endless nesting, and for a
 * name that comes twice in an object that is longer than a step: JSON.parse would drop the first value.
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
    const end = this.#endOfShort();
    if (end !== undefined) return this.#parseUpTo(end);
    if (depth < MAX_DEPTH && first === OPEN_BRACKET) return yield* this.#array(depth + 1);
    if (depth < MAX_DEPTH && first === OPEN_BRACE) return yield* this.#object(depth + 1);
    if (first === OPEN_BRACKET || first === OPEN_BRACE) throw this.#unexpected();
    yield;
    return this.#parseUpTo(this.#endOfLong());
  }

  expectEnd(): void {
    if (!Number.isNaN(this.#next())) throw this.#unexpected();
  }

  *#array(depth: number): Generator<void, unknown[], void> {
    const items: unknown[] = [];
    this.#at += 1;
    if (this.#takes(CLOSE_BRACKET)) return items;
    do {
      const several = this.#shortItems();
      if (several.length === 0) items.push(yield* this.value(depth));
      else for (const item of several) items.push(item);
      yield;
    } while (this.#takes(COMMA));
    if (!this.#takes(CLOSE_BRACKET)) throw this.#unexpected();
    return items;
  }

  /** The next items of an array, as many as are short enough together; none if already the first is too long. */
  #shortItems(): readonly unknown[] {
    this.#next();
    const start = this.#at;
    let end = start;
    for (;;) {
      const endOfItem = this.#endOfShort(start);
      if (endOfItem === undefined) break;
      this.#at = endOfItem;
      end = endOfItem;
      if (!this.#takes(COMMA)) break;
      this.#next();
    }
    this.#at = start;
    if (end === start) return [];
    const items = this.#parse(`[${this.#text.slice(start, end)}]`);
    this.#at = end;
    return Array.isArray(items) ? items : [];
  }

  *#object(depth: number): Generator<void, object, void> {
    const object = {};
    let yieldedAt = this.#at;
    this.#at += 1;
    if (this.#takes(CLOSE_BRACE)) return object;
    do {
      if (this.#next() !== QUOTE) throw this.#unexpected();
      const name = String(this.#parseUpTo(this.#endOfLong()));
      if (Object.hasOwn(object, name) || !this.#takes(COLON)) throw this.#unexpected();
      this.#next();
      const end = this.#endOfShort();
      const value = end === undefined ? yield* this.value(depth) : this.#parseUpTo(end);
      // Defined, not assigned: "__proto__" is a name like any other.
      Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
      if (this.#at - yieldedAt > this.#stepLength) {
        yield;
        yieldedAt = this.#at;
      }
    } while (this.#takes(COMMA));
    if (!this.#takes(CLOSE_BRACE)) throw this.#unexpected();
    return object;
  }

  /** The end of the next value; undefined if it is more than a step after `start`. */
  #endOfShort(start = this.#at): number | undefined {
    return endOfValue(this.#text, this.#at, start + this.#stepLength);
  }

  /** The end of the string or number that comes next. */
  #endOfLong(): number {
    const end = endOfValue(this.#text, this.#at, this.#at + LONGEST * this.#stepLength);
    if (end === undefined) throw this.#unexpected();
    return end;
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

/**
 * The end of the value that starts at `start`; undefined if it is beyond `limit`. Whether it is JSON is left to the
 * parser.
 */
function endOfValue(text: string, start: number, limit: number): number | undefined {
  const end = Math.min(text.length, limit);
  let depth = 0;
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at, end) - 1;
    else if (code === OPEN_BRACE || code === OPEN_BRACKET) depth += 1;
    else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      // The end of what holds the value.
      if (depth === 0) return at;
      depth -= 1;
    } else if (depth > 0) continue;
    else if (code === COMMA || code === COLON || isBlank(code)) return at;
    else continue;
    if (depth === 0 && at < end) return at + 1;
  }
  return text.length <= limit ? text.length : undefined;
}

/** The place behind the closing quote, or behind `end` if there is none before it. */
function endOfString(text: string, start: number, end: number): number {
  for (let at = start + 1; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at + 1;
    if (code === BACKSLASH) at += 1;
  }
  return end + 1;
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}
