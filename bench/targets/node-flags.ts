import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this checkout of the project. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The flags that `npm start` passes to Node. */
export const NODE_FLAGS: readonly string[] = flagsOf(ROOT);

/** The same of another checkout. */
export function flagsOf(checkout: string): readonly string[] {
  const { scripts } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')) as {
    scripts: { start: string };
  };
  return scripts.start.match(/--\S+/g) ?? [];
}
