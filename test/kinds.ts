import { readSources, type SourceFile } from './architecture/source-imports.ts';

/** The kinds of tests, in the order of the resources that they need. */
export const KINDS = ['unit', 'integration', 'browser'] as const;
export type Kind = (typeof KINDS)[number];

/** The modules that start processes, builds or worlds. A test that imports one of them, directly or not, is of its kind. */
const NEEDS: Readonly<Record<string, Kind>> = {
  'node:child_process': 'integration',
  vite: 'integration',
  'sandbox/start.ts': 'integration',
  'playwright-core': 'browser',
};

/** Returns the test files of each kind. A test changes its kind with its imports. */
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

/** Leaves out imports of types, which Node erases. */
function targetsOf({ imports }: SourceFile): readonly string[] {
  return imports.filter((one) => one.kind !== 'types').map(({ target }) => target);
}
