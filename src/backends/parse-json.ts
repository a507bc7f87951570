import { BackendBadResponse, type Origin } from '../errors/catalogue.ts';
import { mapInSlices } from '../limits/in-slices.ts';
import { jsonArraySlices } from './json-array-slices.ts';

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
 * Parses a source's answer so that no digit is lost. Throws BackendBadResponse for what is not JSON (a proxy's HTML page,
 * half a body), without a word of the body.
 */
export function parseJson(text: string, origin: Origin): unknown {
  try {
    return hasLongNumber(text) ? JSON.parse(text, keepLongNumber) : JSON.parse(text);
  } catch (cause) {
    throw new BackendBadResponse(`${origin.source} answered with something that is not JSON`, { cause, origin });
  }
}

/** Takes some 3 ms to parse. */
const SLICE_LENGTH = 2 ** 18;

/** The same. A long list is parsed in slices, between which others are served. */
export async function parseLongJson(text: string, origin: Origin): Promise<unknown> {
  if (text.length <= SLICE_LENGTH || !/^\s*\[/.test(text)) return parseJson(text, origin);
  const slices = await mapInSlices(jsonArraySlices(text, SLICE_LENGTH), (slice) => parseJson(slice, origin));
  return slices.flat();
}

function keepLongNumber(_key: string, value: unknown, context?: { source?: string }): unknown {
  const source = context?.source;
  return typeof value === 'number' && source !== undefined && source.length >= LONG ? new LongNumber(source) : value;
}

/**
 * Looks at every sixteenth character only: a run of sixteen digits and points cannot hide between two of them, nor be
 * without one eight characters before or after. A reviver for every body would cost several times what JSON.parse does.
 */
function hasLongNumber(text: string): boolean {
  for (let at = LONG - 1; at < text.length; at += LONG) {
    if (!isNumeric(text.charCodeAt(at))) continue;
    if (!isNumeric(text.charCodeAt(at - LONG / 2)) && !isNumeric(text.charCodeAt(at + LONG / 2))) continue;
    let start = at;
    while (start > 0 && isNumeric(text.charCodeAt(start - 1))) start -= 1;
    let end = at + 1;
    while (end < text.length && isNumeric(text.charCodeAt(end))) end += 1;
    // A run inside a string (an IBAN, a timestamp) follows a letter or a quote; one more reviver for nothing is harmless.
    if (end - start >= LONG && !isInsideString(text.charCodeAt(start - 1))) return true;
    // No run is looked at twice, however long it is.
    at = end;
  }
  return false;
}

function isNumeric(code: number): boolean {
  return (code >= 48 && code <= 57) || code === 46;
}

function isInsideString(before: number): boolean {
  return before === 34 || (before >= 65 && before <= 90) || (before >= 97 && before <= 122);
}
