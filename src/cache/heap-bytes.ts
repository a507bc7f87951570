import { Lazy } from '../backends/lazy.ts';

/*
 * Bytes that V8 takes on a 64-bit machine without pointer compression, as in Node. These are measurements: a test that fills the
 * cache compares the sums with V8's heap.
 */
const SLOT = 8;
const STRING = 24;
const DOUBLE = 16;
const ARRAY = 48;
const OBJECT = 24;
/** An empty object of JSON.parse has room for four properties. */
const EMPTY_OBJECT = 56;
/** An object with more properties is a hash table. */
const MAX_FAST_PROPERTIES = 128;
const TABLE_ENTRY = 64;
/** A property whose name is a number makes V8 keep a list of elements besides the properties. */
const ELEMENTS = 180;
/** A name that V8 has not seen before adds a hidden class. */
const NEW_NAME = 140;

/** The bytes that mapping adds to the wire object of a lazy document: at most an object for each object, a text for each number. */
const MAPPED_OBJECT = 190;
const MAPPED_ARRAY = 150;
const MAPPED_NUMBER = 32;

/** Names that have been counted: all objects share them. The contracts have a few hundred. */
const knownNames = new Set<string>();
const MAX_KNOWN_NAMES = 2_000;
const MAX_KNOWN_LENGTH = 64;

/** A text up to this length is not examined: half of its characters may take two bytes. */
const SHORT = 16;
const OUTSIDE_LATIN1 = /[\u0100-\uffff]/;
// V8 compiles it at the second run. Once compiled, it does not read a string whose characters all take one byte.
for (let time = 0; time < 3; time += 1) OUTSIDE_LATIN1.test('x');

/**
 * The bytes that a value takes in V8's heap, including the unmapped parts of lazy documents. Stops counting once there are
 * more than `limit`.
 */
export function heapBytes(value: unknown, limit: number = Infinity): number {
  // A list instead of recursion, as a source may nest as deep as its answer is long.
  const waiting: unknown[] = [value];
  // Domain objects share parts: a document and its lines have the same reference.
  const shared = new Set<unknown>();
  let bytes = 0;
  while (waiting.length > 0 && bytes <= limit) {
    const part = waiting.pop();
    if (Array.isArray(part)) bytes += ARRAY + itemsBytes(part, waiting);
    else if (!isObject(part)) bytes += leafBytes(part);
    else {
      bytes += OBJECT;
      for (const one of Object.values(part)) {
        bytes += SLOT;
        if (!isObject(one)) bytes += leafBytes(one);
        else if (!shared.has(one)) {
          shared.add(one);
          waiting.push(one);
        }
      }
      if (part instanceof Lazy) bytes += wireBytes(part.unmapped(), limit - bytes);
    }
  }
  return bytes;
}

/** The same for a value of JSON.parse, which does not share parts, with the bytes that mapping will add. */
function wireBytes(wire: object, limit: number): number {
  const waiting: unknown[] = [wire];
  let bytes = 0;
  while (waiting.length > 0 && bytes <= limit) {
    const part = waiting.pop();
    if (Array.isArray(part)) bytes += ARRAY + (part.length > 0 ? MAPPED_ARRAY : 0) + itemsBytes(part, waiting);
    else if (isObject(part)) {
      bytes += MAPPED_OBJECT + namesBytes(Object.keys(part));
      for (const one of Object.values(part)) {
        if (isObject(one)) waiting.push(one);
        else bytes += leafBytes(one) + (typeof one === 'number' ? MAPPED_NUMBER : 0);
      }
    }
  }
  return bytes;
}

/** The bytes of an object without the values of its properties. */
function namesBytes(names: readonly string[]): number {
  if (names.length === 0) return EMPTY_OBJECT;
  let bytes = OBJECT + names.length * (names.length > MAX_FAST_PROPERTIES ? TABLE_ENTRY : SLOT);
  // Numbers come first among an object's names.
  if (isNumeric(names[0])) bytes += ELEMENTS + names.length * TABLE_ENTRY;
  for (const name of names) if (!isKnown(name)) bytes += NEW_NAME + stringBytes(name);
  return bytes;
}

function isNumeric(name: string | undefined): boolean {
  return name !== undefined && /^\d/.test(name);
}

function isKnown(name: string): boolean {
  if (knownNames.has(name)) return true;
  if (knownNames.size < MAX_KNOWN_NAMES && name.length <= MAX_KNOWN_LENGTH) knownNames.add(name);
  return false;
}

/** The bytes of an array's items. Objects are added to `waiting` instead. */
function itemsBytes(items: readonly unknown[], waiting: unknown[]): number {
  let onlyNumbers = true;
  let bytes = 0;
  for (const item of items) {
    if (typeof item !== 'number') onlyNumbers = false;
    if (isObject(item)) waiting.push(item);
    else bytes += leafBytes(item);
  }
  // An array of numbers only holds them itself.
  return items.length * SLOT + (onlyNumbers ? 0 : bytes);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function leafBytes(value: unknown): number {
  if (typeof value === 'string') return stringBytes(value);
  // An integer of 32 bits fits in its slot.
  return typeof value === 'number' && (value | 0) !== value ? DOUBLE : 0;
}

/** The bytes of a string with its header. */
export function stringBytes(text: string): number {
  if (text.length <= SHORT) return STRING + Math.ceil(text.length * 1.5);
  return STRING + text.length * (OUTSIDE_LATIN1.test(text) ? 2 : 1);
}
