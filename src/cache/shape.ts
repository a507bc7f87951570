import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

/** The code that decides the form of stored values: the domain types, and the mappings that fill them. */
const FOLDERS = ['../domain/', '../backends/'].map((path) => new URL(path, import.meta.url));

/**
 * A hash of all TypeScript files below the folders. It is a part of the keys in the shared store, so that a gateway only reads
 * values that the same mappings wrote. A version number would have to be changed by hand with every field.
 */
export function shapeOf(folders: readonly URL[]): string {
  const hash = createHash('sha256');
  for (const folder of folders)
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort())
      if (name.endsWith('.ts')) hash.update(`${name}\n`).update(readFileSync(new URL(name, folder)));
  return hash.digest('base64url').slice(0, 12);
}

export const SHAPE = shapeOf(FOLDERS);
