import { parseInSteps } from './parse-in-steps.ts';
import { isEscaped, isTorn } from './torn.ts';

const [QUOTE, COMMA, COLON] = [0x22, 0x2c, 0x3a];
const [OPEN_BRACKET, CLOSE_BRACKET, OPEN_BRACE, CLOSE_BRACE] = [0x5b, 0x5d, 0x7b, 0x7d];
const CLOSERS: ReadonlyMap<number, number> = new Map([
  [OPEN_BRACKET, CLOSE_BRACKET],
  [OPEN_BRACE, CLOSE_BRACE],
]);
/** No document is nested deeper. */
const MAX_DEPTH = 500;
/** If more items are not JSON, the page is not one. */
const MAX_BROKEN = 1_000;
/** A longer member of a broken item does not name a document. */
const MAX_MEMBER = 1_000;

/** An item of a list that is not JSON, with the members that can be read if it is an object. */
export class Unparsed {
  readonly members: object;

  constructor(members: object) {
    this.members = members;
  }
}

/**
 * Parses a page whose text is not JSON because some items of its list are not: each of these becomes Unparsed. The list is
 * the whole text, or a member of the object that the text is. Throws SyntaxError if anything else is not JSON, or if quotes are
 * missing so that items cannot be told apart. Passes over the text once, in steps of about `stepLength` characters, and gives up after 1,000 such items.
 */
export function* salvagePage(
  text: string,
  stepLength: number,
  parse: (part: string) => unknown,
): Generator<void, unknown, void> {
  return yield* new Salvage(text, stepLength, parse).page();
}

class Salvage {
  readonly #text: string;
  readonly #stepLength: number;
  readonly #parse: (part: string) => unknown;
  #at = 0;
  #yieldedAt = 0;
  #broken = 0;

  constructor(text: string, stepLength: number, parse: (part: string) => unknown) {
    this.#text = text;
    this.#stepLength = stepLength;
    this.#parse = parse;
  }

  *page(): Generator<void, unknown, void> {
    const page = this.#next() === OPEN_BRACKET ? yield* this.#list() : yield* this.#object();
    if (!Number.isNaN(this.#next())) throw this.#unexpected();
    return page;
  }

  *#list(): Generator<void, unknown[], void> {
    const items: unknown[] = [];
    this.#take(OPEN_BRACKET);
    if (this.#takes(CLOSE_BRACKET)) return items;
    do items.push(yield* this.#item());
    while (this.#takes(COMMA));
    this.#take(CLOSE_BRACKET);
    return items;
  }

  *#item(): Generator<void, unknown, void> {
    const text = yield* this.#valueText();
    try {
      return yield* parseInSteps(text, this.#stepLength, this.#parse);
    } catch (error) {
      this.#broken += 1;
      if (!(error instanceof SyntaxError) || this.#broken > MAX_BROKEN) throw error;
      if (yield* isTorn(text, this.#stepLength)) throw error;
      return new Unparsed(yield* new Salvage(text, this.#stepLength, this.#parse).#readableMembers());
    }
  }

  *#object(): Generator<void, object, void> {
    const members = new Map<string, unknown>();
    this.#take(OPEN_BRACE);
    if (this.#takes(CLOSE_BRACE)) return {};
    do {
      const name = this.#name();
      if (members.has(name)) throw this.#unexpected();
      const isList = this.#next() === OPEN_BRACKET;
      members.set(name, isList ? yield* this.#list() : this.#parse(yield* this.#valueText()));
    } while (this.#takes(COMMA));
    this.#take(CLOSE_BRACE);
    return Object.fromEntries(members);
  }

  /** The members of an object that can be read, up to the first place where its structure is lost. */
  *#readableMembers(): Generator<void, object, void> {
    const members: [string, unknown][] = [];
    try {
      this.#take(OPEN_BRACE);
      do {
        const name = this.#name();
        const text = yield* this.#valueText();
        if (text.length <= MAX_MEMBER) members.push(...this.#memberOf(name, text));
      } while (this.#takes(COMMA));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
    return Object.fromEntries(members);
  }

  #memberOf(name: string, text: string): readonly [string, unknown][] {
    try {
      return [[name, this.#parse(text)]];
    } catch (error) {
      if (error instanceof SyntaxError) return [];
      throw error;
    }
  }

  #name(): string {
    if (this.#next() !== QUOTE) throw this.#unexpected();
    const start = this.#at;
    this.#passString();
    const name = String(this.#parse(this.#text.slice(start, this.#at)));
    this.#take(COLON);
    return name;
  }

  /** The text up to the comma or bracket that ends the next value. */
  *#valueText(): Generator<void, string, void> {
    this.#next();
    const start = this.#at;
    const open: (number | undefined)[] = [];
    for (;;) {
      if (this.#at - this.#yieldedAt > this.#stepLength) {
        yield;
        this.#yieldedAt = this.#at;
      }
      const code = this.#text.charCodeAt(this.#at);
      const isEnd = code === COMMA || code === CLOSE_BRACKET || code === CLOSE_BRACE;
      if (isEnd && open.length === 0) break;
      this.#pass(code, open);
      if (open.length === 0 && (code === CLOSE_BRACKET || code === CLOSE_BRACE)) break;
    }
    return this.#text.slice(start, this.#at).trimEnd();
  }

  /** Passes a string or one other character, and keeps the brackets that are open. */
  #pass(code: number, open: (number | undefined)[]): void {
    if (code === QUOTE) {
      this.#passString();
      return;
    }
    const closer = CLOSERS.get(code);
    const isClosing = code === CLOSE_BRACKET || code === CLOSE_BRACE;
    if (Number.isNaN(code) || open.length > MAX_DEPTH || (isClosing && open.pop() !== code)) throw this.#unexpected();
    if (closer !== undefined) open.push(closer);
    this.#at += 1;
  }

  #passString(): void {
    let end = this.#at;
    do {
      end = this.#text.indexOf('"', end + 1);
      if (end === -1) throw this.#unexpected();
    } while (isEscaped(this.#text, end));
    this.#at = end + 1;
  }

  #take(code: number): void {
    if (!this.#takes(code)) throw this.#unexpected();
  }

  #takes(code: number): boolean {
    if (this.#next() !== code) return false;
    this.#at += 1;
    return true;
  }

  /** The next character that is not blank; NaN at the end. */
  #next(): number {
    let code = this.#text.charCodeAt(this.#at);
    while (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) {
      this.#at += 1;
      code = this.#text.charCodeAt(this.#at);
    }
    return code;
  }

  #unexpected(): SyntaxError {
    return new SyntaxError(`Unexpected text in JSON at position ${this.#at}`);
  }
}
