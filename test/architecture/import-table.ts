import { readFileSync } from 'node:fs';
import type { Import } from './source-imports.ts';

/**
 * One row of the table in docs/architecture.md: a part of the code, and everything that it may import apart from
 * itself.
 */
export interface Part {
  readonly path: string;
  /** Matches the beginning of the path of each file of the part: `src/backends/v6/` for `src/backends/*\/`. */
  readonly files: RegExp;
  readonly ours: readonly Allowance[];
  readonly packages: readonly Allowance[];
}

interface Allowance {
  readonly name: string;
  readonly kinds: ReadonlySet<Import['kind']>;
}

const ANYTHING = '*';

/** The kinds of import that the note behind a name in the table allows. */
const KINDS: Readonly<Record<string, Allowance['kinds']>> = {
  '': new Set(['types', 'values', 'dynamic']),
  types: new Set(['types']),
  'on demand': new Set(['types', 'dynamic']),
};

/** The rows of the table under the heading "Who may import whom". */
export function readImportTable(): readonly Part[] {
  const text = readFileSync(new URL('../../docs/architecture.md', import.meta.url), 'utf8');
  const [, section = ''] = text.split(/^## Who may import whom$/m);
  return parseTable(section.split(/^## /m)[0] ?? '');
}

export function parseTable(markdown: string): readonly Part[] {
  const rows = markdown.matchAll(/^\| `([^`]+)` \|([^|]*)\|([^|]*)\|$/gm);
  return [...rows].map(([, path = '', ours = '', packages = '']) => ({
    path,
    files: new RegExp(`^${path.split('*').map(RegExp.escape).join('[^/]+')}${path.endsWith('/') ? '' : '$'}`),
    ours: parseCell(ours),
    packages: parseCell(packages),
  }));
}

/** The part that a file belongs to: the row that names it most closely. */
export function partOf(file: string, parts: readonly Part[]): Part | undefined {
  let closest: Part | undefined;
  for (const part of parts) {
    if (part.path.length > (closest?.path.length ?? 0) && part.files.test(file)) closest = part;
  }
  return closest;
}

/** Whether the table allows a file of the part to import this. */
export function isAllowed(one: Import, part: Part, parts: readonly Part[]): boolean {
  const named = (allowances: readonly Allowance[], test: (name: string) => boolean) =>
    allowances.some(({ name, kinds }) => (name === ANYTHING || test(name)) && kinds.has(one.kind));
  if (!one.isOurs)
    return named(part.packages, (name) => one.target === name || (name === 'node:*' && one.target.startsWith('node:')));
  const target = partOf(one.target, parts);
  if (target === part && placeIn(part, one.from) === placeIn(part, one.target)) return true;
  return named(part.ours, (name) => name === one.target || name === target?.path);
}

function placeIn({ files }: Part, file: string): string | undefined {
  return files.exec(file)?.[0];
}

function parseCell(cell: string): readonly Allowance[] {
  return [...cell.matchAll(/`([^`]+)`(?: \(([^)]+)\))?/g)].map(([, name = '', note = '']) => {
    const kinds = KINDS[note];
    if (kinds === undefined) throw new Error(`The import table says "(${note})" of ${name}, which means nothing`);
    return { name, kinds };
  });
}
