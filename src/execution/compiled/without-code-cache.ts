import { setFlagsFromString } from 'node:v8';

/**
 * Runs `make`, which creates functions from text, with V8's code cache off. The cache would keep each text that was
 * passed to `new Function`, and its code, until the heap is full, even if the functions no longer exist.
 */
export function withoutCodeCache<T>(make: () => T): T {
  setFlagsFromString('--no-compilation-cache');
  try {
    return make();
  } finally {
    setFlagsFromString('--compilation-cache');
  }
}
