import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** All that the compiler, the tests of the gateway and the code generation need. */
const PARTS = [
  ...['src', 'sandbox', 'test', 'schema', 'contracts', 'codegen', 'bench', 'scripts', 'client', 'docs', 'graphiql/src'],
  ...[
    'package.json',
    'tsconfig.json',
    'codegen.yml',
    'vitest.config.ts',
    'vitest.attacks.config.ts',
    'CONTRIBUTING.md',
  ],
];

export interface Outcome {
  readonly ok: boolean;
  readonly output: string;
}

/** A copy of the project in a folder of its own, which is gone when it is disposed of. */
export interface ProjectCopy extends AsyncDisposable {
  readonly root: string;
  /** Puts the files of a folder where they belong; `.txt` at the end of their names is left out. */
  addFiles(folder: string): Promise<void>;
  read(path: string): Promise<string>;
  write(path: string, text: string): Promise<void>;
  /** Runs a program of node_modules with Node. */
  run(program: string, ...parameters: readonly string[]): Promise<Outcome>;
}

export async function copyProject(): Promise<ProjectCopy> {
  const root = await mkdtemp(join(tmpdir(), 'gateway-recipe-'));
  const filter = (path: string) => !/\/(node_modules|dist)(\/|$)/.test(path.slice(ROOT.length - 1));
  await Promise.all(PARTS.map((part) => cp(join(ROOT, part), join(root, part), { recursive: true, filter })));
  await symlink(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  return {
    root,
    addFiles: async (folder) => {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      for (const { parentPath, name } of entries.filter((entry) => entry.isFile())) {
        const target = join(root, relative(folder, parentPath), name.replace(/\.txt$/, ''));
        await cp(join(parentPath, name), target, { recursive: true });
      }
    },
    read: (path) => readFile(join(root, path), 'utf8'),
    write: (path, text) => writeFile(join(root, path), text),
    run: (program, ...parameters) => run(root, resolve(ROOT, 'node_modules', program), parameters),
    [Symbol.asyncDispose]: () => rm(root, { recursive: true }),
  };
}

function run(cwd: string, program: string, parameters: readonly string[]): Promise<Outcome> {
  return new Promise((done) => {
    execFile(process.execPath, [program, ...parameters], { cwd, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      done({ ok: error === null, output: stdout + stderr });
    });
  });
}
