import { globSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FOLDERS = '{bench,client,examples,graphiql,sandbox,scripts,src,test}';

/** One import of one file. `target` is a path from the root for a file of ours, else the package's or module's name. */
export interface Import {
  readonly from: string;
  readonly target: string;
  readonly isOurs: boolean;
  /** `types` imports are erased, `values` run before the file does, `dynamic` ones run when the code reaches them. */
  readonly kind: 'types' | 'values' | 'dynamic';
}

export interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

/** Every TypeScript file of ours with what it imports. */
export function readSources(): readonly SourceFile[] {
  return globSync(`${FOLDERS}/**/*.{ts,tsx}`, { cwd: ROOT, exclude: ['**/node_modules/**', '**/dist/**'] })
    .sort()
    .map((path) => {
      const text = readFileSync(`${ROOT}/${path}`, 'utf8');
      return { path, text, imports: importsIn(path, text) };
    });
}

/**
 * The imports of a file's text. The formatter keeps a statement's first word at the start of its line, so that patterns
 * find what a parser would; only imports written into the text of another program are not to be told apart.
 */
export function importsIn(from: string, text: string): readonly Import[] {
  return [
    ...matches(text, /^(?:import|export) type [^;'"]*? from ['"]([^'"]+)['"]/gm, 'types'),
    ...matches(text, /^(?:import|export) (?!type [\w{*])(?:[^;'"(]*? from )?['"]([^'"]+)['"]/gm, 'values'),
    ...matches(text, /(?<!typeof )\bimport\(\s*['"]([^'"]+)['"]\s*\)(?!\.[A-Z])/g, 'dynamic'),
    ...matches(text, /\bimport\(\s*['"]([^'"]+)['"]\s*\)(?=\.[A-Z])|\btypeof import\(\s*['"]([^'"]+)['"]/g, 'types'),
  ].map(({ specifier, kind }) =>
    specifier.startsWith('.')
      ? { from, target: posix.join(posix.dirname(from), specifier), isOurs: true, kind }
      : { from, target: packageOf(specifier), isOurs: false, kind },
  );
}

function matches(text: string, pattern: RegExp, kind: Import['kind']) {
  return [...text.matchAll(pattern)].map(([, one, other]) => ({ specifier: one ?? other ?? '', kind }));
}

/** `@scope/name/sub/path` is of the package `@scope/name`. */
function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}
