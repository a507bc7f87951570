import { BadUserInput } from '../../errors/catalogue.ts';

/** Deeper than any input of the schema; JSON.stringify calls itself once a level. */
const MAX_NESTING = 200;

/** What V8 takes, in bytes, measured with values made to take much for their length: see the test. */
const STRING_BYTES = 24;
const NUMBER_BYTES = 8;
const ARRAY_BYTES = 48;
const OBJECT_BYTES = 64;
/** A value's place in its parent; for a property also its share of the hidden class or the dictionary. */
const ITEM_BYTES = 16;
const PROPERTY_BYTES = 100;

/**
 * At most how many bytes of heap a value takes that came as JSON. Throws BadUserInput if it is nested too deep. A value may
 * consist of hundreds of thousands, so that it is walked with loops alone, level by level.
 */
export function sizeOfJson(value: unknown): number {
  let bytes = 0;
  let level: object[] = [];
  let next: object[] = [];
  const add = (one: unknown): void => {
    if (typeof one === 'string') bytes += sizeOfText(one);
    else if (typeof one !== 'object' || one === null) bytes += NUMBER_BYTES;
    else next.push(one);
  };
  add(value);
  for (let depth = 0; next.length > 0; depth += 1) {
    if (depth > MAX_NESTING) throw new BadUserInput(`\`variables\` are nested more than ${MAX_NESTING} levels deep`);
    level = next;
    next = [];
    for (const one of level) {
      if (Array.isArray(one)) {
        bytes += ARRAY_BYTES + ITEM_BYTES * one.length;
        for (const item of one) add(item);
        continue;
      }
      bytes += OBJECT_BYTES;
      for (const name in one) {
        bytes += PROPERTY_BYTES + sizeOfText(name);
        add(Reflect.get(one, name));
      }
    }
  }
  return bytes;
}

/** One letter beyond Latin-1 makes all of a text's letters take two bytes. */
function sizeOfText(text: string): number {
  return STRING_BYTES + 2 * text.length;
}
