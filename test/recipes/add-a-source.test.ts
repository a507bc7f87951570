import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applyHunk, hunksIn } from './apply-diff.ts';
import { copyProject, type Outcome, type ProjectCopy } from './project-copy.ts';

const NEW_FILES = fileURLToPath(new URL('add-a-source', import.meta.url));
const HUNKS = hunksIn(readFileSync(new URL('../../CONTRIBUTING.md', import.meta.url), 'utf8'));

/** The compiler reads these: all folders that a source is added to. */
const COMPILED = ['src', 'sandbox', 'test/backends', 'test/end-to-end'];
/** A line in each of these may be forgotten: the compiler has to name the place. */
const FORGETTABLE = [
  ...['src/backends/registry.ts', 'sandbox/start.ts', 'sandbox/gateway-config.ts', 'test/backends/fakes.ts'],
  ...['sample-documents', 'expected-invoice', 'ways-to-fail'].map((name) => `test/end-to-end/${name}.ts`),
];

const SUITES = [
  ...[
    'architecture/imports',
    'architecture/source-names',
    'backends/contract',
    'backends/odd-answers',
    'backends/ledgr',
  ],
  ...['companies', 'failures', 'failures-documents', 'filters', 'first-question', 'paging', 'scopes'].map(
    (name) => `end-to-end/${name}`,
  ),
].map((name) => `test/${name}.test.ts`);
/** Of these suites, the tests that a source takes part in by itself. */
const TESTS = [
  ...[
    'LEDGR',
    'allows every import of src/backends/',
    'allows every import of sandbox/',
    'a source is named',
    'one question is answered',
  ],
  ...['is told nothing by', 'exactly once, (7|20) at a time', 'is a GraphQL error that names the first of them'],
  ...['its filter says {"(companies|issuedFrom)', 'of many suppliers', 'a caller with no scope'],
].join('|');

let copy: ProjectCopy;
let original: ReadonlyMap<string, string>;

beforeAll(async () => {
  copy = await copyProject();
  original = await forgettable();
  for (const hunk of HUNKS) await applyHunk(copy.root, hunk);
  await copy.addFiles(NEW_FILES);
  // The second type check reuses the results of the first.
  const compilerOptions = { incremental: true, tsBuildInfoFile: 'recipe.tsbuildinfo' };
  await copy.write(
    'tsconfig.recipe.json',
    JSON.stringify({ extends: './tsconfig.json', compilerOptions, include: COMPILED }),
  );
  expectSuccess(await copy.run('@graphql-codegen/cli/esm/bin.js', '--config', 'codegen.yml', '--errors-only'));
}, 120_000);
afterAll(() => copy[Symbol.asyncDispose]());

describe('a source that was added by the recipe of CONTRIBUTING.md', { timeout: 180_000 }, () => {
  test('compiles', async () => {
    expectSuccess(await compile());
  });

  test('passes the contract suite and the end-to-end suites, and its documents are served', async () => {
    const { output } = expectSuccess(await copy.run('vitest/vitest.mjs', 'run', ...SUITES, '-t', TESTS));
    for (const suite of SUITES) expect(output).toContain(suite);
  });

  test('does not compile with one of its lines missing: the compiler names each place', async () => {
    const added = await forgettable();
    await writeAll(original);
    const { ok, output } = await compile();
    await writeAll(added);

    expect(ok).toBe(false);
    for (const path of FORGETTABLE) expect(output).toMatch(new RegExp(`^${RegExp.escape(path)}.*LEDGR`, 'im'));
  });
});

async function forgettable(): Promise<ReadonlyMap<string, string>> {
  return new Map(await Promise.all(FORGETTABLE.map(async (path) => [path, await copy.read(path)] as const)));
}

async function writeAll(files: ReadonlyMap<string, string>): Promise<void> {
  for (const [path, text] of files) await copy.write(path, text);
}

function compile(): Promise<Outcome> {
  return copy.run('typescript-native/bin/tsc', '--project', 'tsconfig.recipe.json');
}

function expectSuccess(outcome: Outcome): Outcome {
  if (!outcome.ok) throw new Error(outcome.output);
  return outcome;
}
