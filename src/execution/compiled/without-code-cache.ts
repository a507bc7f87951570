import { setFlagsFromString } from 'node:v8';

/**
 * Does what makes functions out of text, and has V8 not remember the text: it keeps all that was ever given to
 * `new Function`, and the code, until the heap is full, whether or not the functions are still there.
 */
export function withoutCodeCache<T>(make: () => T): T {
  setFlagsFromString('--no-compilation-cache');
  try {
    return make();
  } finally {
    setFlagsFromString('--compilation-cache');
  }
}
