import { readSources, type SourceFile } from './architecture/source-imports.ts';

/** What a test needs beside Node, from the least to the most. */
export const KINDS = ['unit', 'integration', 'browser'] as const;
export type Kind = (typeof KINDS)[number];

/** Whoever imports one of these, at whatever distance, is more than a unit: it may start a process, a build or a world. */
const NEEDS: Readonly<Record<string, Kind>> = {
  'node:child_process': 'integration',
  vite: 'integration',
  'sandbox/start.ts': 'integration',
  'playwright-core': 'browser',
};

/** The test files of each kind. No list of names: a test is of another kind as soon as it imports something else. */
export function testsByKind(sources: readonly SourceFile[] = readSources()): Readonly<Record<Kind, readonly string[]>> {
  const imports = new Map(sources.map((file) => [file.path, targetsOf(file)]));
  const tests = sources.filter(({ path }) => /^test\/(?!attacks\/).*\.test\.ts$/.test(path)).map(({ path }) => path);
  const byKind = Map.groupBy(tests, (path) => kindOf(path, imports));
  return {
    unit: byKind.get('unit') ?? [],
    integration: byKind.get('integration') ?? [],
    browser: byKind.get('browser') ?? [],
  };
}

function kindOf(path: string, imports: ReadonlyMap<string, readonly string[]>): Kind {
  const reached = new Set([path]);
  let kind: Kind = 'unit';
  for (const one of reached) {
    const needed = NEEDS[one];
    if (needed !== undefined && KINDS.indexOf(needed) > KINDS.indexOf(kind)) kind = needed;
    for (const target of imports.get(one) ?? []) reached.add(target);
  }
  return kind;
}

/** Types are erased, and start nothing. */
function targetsOf({ imports }: SourceFile): readonly string[] {
  return imports.filter((one) => one.kind !== 'types').map(({ target }) => target);
}
