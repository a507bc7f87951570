import { isRecord } from '../../domain/is-record.ts';
import { type AccountId, BackendBadResponse } from '../../errors/catalogue.ts';
import { currentBehalf } from '../../limits/on-behalf.ts';
import { runInSlices } from '../../limits/time-slices.ts';
import { parseInSteps } from './parse-in-steps.ts';
import { salvagePage } from './salvage.ts';

/**
 * A number of the answer with more digits than a JavaScript number keeps, as its own text. Only such numbers become
 * one: all others are exact as they are.
 */
export class LongNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A double keeps any number of 15 significant digits; a longer one is written with at least this many characters. */
const LONG = 16;

/**
 * A run of so many digits and points that begins where a number may. A run in a string (an IBAN, a timestamp) follows a letter or a
 * quote; one that does not is harmless, as the reviver keeps strings. A reviver for every body would cost several times what
 * JSON.parse does. Written without a count, with which V8 would look at each character instead of every eighth.
 */
const LONG_NUMBER = new RegExp(`${'[\\d.]'.repeat(LONG)}(?<!["A-Za-z\\d.][\\d.]{${LONG}})`);

/**
 * Parses a source's answer so that no digit is lost. Throws BackendBadResponse for what is not JSON (a proxy's HTML page,
 * half a body), without a word of the body.
 */
export function parseJson(text: string, accountId: AccountId): unknown {
  try {
    return parseExact(text);
  } catch (cause) {
    throw notJson(accountId, cause);
  }
}

/** Takes about a millisecond to parse. */
const SLICE_LENGTH = 2 ** 16;

/**
 * The same, for an answer of any length: others are served between its parts, and before it if it is not short. The operation
 * holds the memory that the parsed parts take. Throws RateLimited, Overloaded or LimitExceeded if that is too much.
 */
export async function parseLongJson(text: string, accountId: AccountId, signal: AbortSignal): Promise<unknown> {
  const behalf = currentBehalf();
  const parse = (part: string): unknown => {
    behalf.holdFetched(bytesBeyondText(part));
    return parseExact(part);
  };
  try {
    if (text.length > SLICE_LENGTH) return await runInSlices(parseInSteps(text, SLICE_LENGTH, parse), signal);
    if (text.length >= SLICE_LENGTH / 4) {
      const turn = behalf.turn();
      if (turn !== undefined) await turn;
      signal.throwIfAborted();
    }
    return parse(text);
  } catch (cause) {
    throw cause instanceof SyntaxError ? notJson(accountId, cause) : cause;
  }
}

/** Bytes that V8 takes for an empty object or list with its place in another one. */
const CONTAINER_BYTES = 64;
/** A part is at least a name or a value of an object with so many properties that V8 makes it a hash table. */
const PART_BYTES = 100;

/**
 * About how many bytes a part takes once it is parsed, beyond those of its text, which are held already: `{},{},` takes twenty
 * times its length, and an ordinary document no more than its own.
 */
function bytesBeyondText(part: string): number {
  const containers = countOf('{', part) + countOf('[', part);
  return Math.max(0, PART_BYTES + CONTAINER_BYTES * containers - part.length);
}

function countOf(character: string, text: string): number {
  let count = 0;
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) count += 1;
  return count;
}

/**
 * The same for a page of a list. If items of the list are not JSON, each becomes Unparsed and the others are read. Also throws
 * BackendBadResponse if the page has a name twice: JSON.parse keeps the last value, and a list would be dropped. The names of its
 * items are not looked at, as that takes as long as parsing them.
 */
export async function parseLongPage(text: string, accountId: AccountId, signal: AbortSignal): Promise<unknown> {
  try {
    const page = await parseLongJson(text, accountId, signal);
    // A longer one was parsed in steps, which have looked at the names.
    if (text.length <= SLICE_LENGTH && mayRepeatName(text, page)) expectNamesOnce(text, accountId);
    return page;
  } catch (error) {
    if (!(error instanceof BackendBadResponse)) throw error;
    return runInSlices(salvagePage(text, SLICE_LENGTH, parseExact), signal).catch((cause: unknown) => {
      throw cause instanceof SyntaxError ? error : cause;
    });
  }
}

/** True if a name of the page may come several times in its text: in the page itself, or in one of its items. */
function mayRepeatName(text: string, page: unknown): boolean {
  if (!isRecord(page)) return false;
  // A name can be written with escapes.
  if (text.includes('\\u00')) return true;
  return Object.keys(page).some((name) => {
    const written = JSON.stringify(name).slice(1);
    const at = text.indexOf(written);
    return at === -1 || text.includes(written, at + 1);
  });
}

function expectNamesOnce(text: string, accountId: AccountId): void {
  try {
    for (const _ of parseInSteps(text, text.length / 4, JSON.parse));
  } catch (cause) {
    throw notJson(accountId, cause);
  }
}

function parseExact(text: string): unknown {
  return LONG_NUMBER.test(text) ? JSON.parse(text, keepLongNumber) : JSON.parse(text);
}

function notJson(accountId: AccountId, cause: unknown): BackendBadResponse {
  return new BackendBadResponse(`${accountId.source} answered with something that is not JSON`, { cause, accountId });
}

function keepLongNumber(_key: string, value: unknown, context?: { source?: string }): unknown {
  const source = context?.source;
  return typeof value === 'number' && source !== undefined && source.length >= LONG ? new LongNumber(source) : value;
}
