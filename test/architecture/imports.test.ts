import { describe, expect, test } from 'vitest';
import { findCycles } from './find-cycles.ts';
import { isAllowed, type Part, parseTable, partOf, readImportTable } from './import-table.ts';
import { type Import, importsIn, readSources } from './source-imports.ts';

const sources = readSources();
const table = readImportTable();
const filesOf = Map.groupBy(sources, ({ path }) => partOf(path, table));

describe('the import table in docs/architecture.md', () => {
  test('has a row for every file', () => {
    expect((filesOf.get(undefined) ?? []).map(({ path }) => path)).toEqual([]);
  });

  test('names only parts that exist', () => {
    const there = new Set([...filesOf.keys()].map((part) => part?.path));
    const files = new Set(sources.map(({ path }) => path));
    const named = table.flatMap(({ path, ours }) => [path, ...ours.map(({ name }) => name)]);
    expect(named.filter((name) => name !== '*' && !there.has(name) && !files.has(name))).toEqual([]);
  });

  test.each(table)('allows every import of $path', (part) => {
    const imports = (filesOf.get(part) ?? []).flatMap((file) => file.imports);
    expect(imports.filter((one) => !isAllowed(one, part, table)).map(describeImport)).toEqual([]);
  });
});

describe('the sources', () => {
  test('have no import cycles, apart from imports of types, which are erased', () => {
    expect(findCycles(new Map(sources.map(({ path, imports }) => [path, targets(imports)])))).toEqual([]);
  });

  test('use the process only in main.ts', () => {
    const readers = sources.filter(
      ({ path, text }) => path.startsWith('src/') && /\bprocess\.(?!nextTick\b)[a-zA-Z[]|node:process/.test(text),
    );
    expect(readers.map(({ path }) => path).filter((path) => path !== 'src/main.ts')).toEqual([]);
  });
});

describe('the reader of imports', () => {
  test('tells types, values and dynamic imports apart', () => {
    const text = [
      "import type { A } from './a.ts';",
      'import {',
      '  b,',
      '  type C,',
      "} from '../b.ts';",
      "import '@scope/name/sub';",
      "export * from 'node:fs';",
      "const late = await import('./late.ts');",
      "type T = import('./t.ts').T;",
    ].join('\n');
    expect(
      importsIn('src/x/y.ts', text)
        .map(({ kind, target }) => `${kind} ${target}`)
        .sort(),
    ).toEqual([
      'dynamic src/x/late.ts',
      'types src/x/a.ts',
      'types src/x/t.ts',
      'values @scope/name',
      'values node:fs',
      'values src/b.ts',
    ]);
  });

  test('allows a part to import itself, and the parts that its row names', () => {
    const parts = parseTable('| `a/` | | |\n| `a/*/` | `a/`, `b.ts` (types) | |\n| `b.ts` | | |\n');
    const verdict = (target: string, kind: Import['kind'] = 'values') =>
      isAllowed({ from: 'a/one/x.ts', target, isOurs: true, kind }, parts[1] as Part, parts);
    expect(['a/one/y.ts', 'a/shared.ts', 'a/two/x.ts', 'b.ts'].map((target) => verdict(target))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(verdict('b.ts', 'types')).toBe(true);
  });
});

function targets(imports: readonly Import[]): readonly string[] {
  return imports.filter(({ isOurs, kind }) => isOurs && kind !== 'types').map(({ target }) => target);
}

function describeImport({ from, kind, target }: Import): string {
  return `${from} imports ${kind === 'types' ? 'types of ' : ''}${target}`;
}
