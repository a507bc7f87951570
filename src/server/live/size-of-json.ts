import { BadUserInput } from '../../errors/catalogue.ts';

/** Deeper than any input type of the schema. JSON.stringify recurses once a level. */
const MAX_NESTING = 200;

/** V8's memory in bytes, measured with values that take much for their length: see the test. */
const STRING_BYTES = 24;
const NUMBER_BYTES = 8;
const ARRAY_BYTES = 48;
const OBJECT_BYTES = 64;
/** The slot of a value in its parent. For a property also its share of the hidden class or the dictionary. */
const ITEM_BYTES = 16;
const PROPERTY_BYTES = 100;

/**
 * Returns an upper bound for the heap memory of a value that came as JSON. Throws BadUserInput if it is nested too
 * deeply. A value may have hundreds of thousands of parts, so it is walked with loops alone, level by level.
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
    if (depth > MAX_NESTING)
      throw new BadUserInput(`\`variables\` are nested more than ${MAX_NESTING} levels deep: flatten them`);
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

/** A character outside Latin-1 makes every character of a text take two bytes. */
function sizeOfText(text: string): number {
  return STRING_BYTES + 2 * text.length;
}
