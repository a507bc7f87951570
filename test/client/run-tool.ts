import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MODULES = join(ROOT, 'node_modules');

export interface ToolResult {
  readonly code: number | null;
  readonly output: string;
}

/** Runs a program of `node_modules` with this Node. */
export async function runTool(program: string, parameters: readonly string[], cwd: string): Promise<ToolResult> {
  const child = spawn(process.execPath, [join(MODULES, program), ...parameters], {
    cwd,
    // The generators do not print anything if they believe that they are being tested themselves.
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, error, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code, output: out + error };
}

/** A project that uses the package, in a folder of its own. */
export interface Consumer extends AsyncDisposable {
  readonly folder: string;
  write(path: string, content: string): Promise<void>;
  /** The output of the compiler; empty if it does not find a fault. */
  typeCheck(compiler: Compiler, resolution: Resolution): Promise<string>;
}

export type Compiler = 'typescript' | 'typescript-native';
export type Resolution = 'nodenext' | 'bundler';

/** Every way in which a frontend may compile. TypeScript 7 is quicker; most frontends use 5.9. */
export const WAYS: readonly (readonly [Compiler, Resolution])[] = [
  ['typescript', 'bundler'],
  ['typescript', 'nodenext'],
  ['typescript-native', 'bundler'],
  ['typescript-native', 'nodenext'],
];

const INSTALLED = [
  '@apollo/client',
  '@graphql-typed-document-node/core',
  '@types/react',
  'csstype',
  'graphql',
  'graphql-ws',
  'react',
  'rxjs',
];

/** With what the package asks for in its `node_modules`, and the package itself from the folder `from`. */
export async function createConsumer(from: string): Promise<Consumer> {
  const folder = await mkdtemp(join(tmpdir(), 'client-consumer-'));
  const modules = join(folder, 'node_modules');
  for (const name of INSTALLED) {
    await mkdir(dirname(join(modules, name)), { recursive: true });
    await symlink(join(MODULES, name), join(modules, name));
  }
  // Not a link: the package has to find its dependencies from the folder in which it is installed.
  await cp(from, join(modules, 'invoice-gateway-client'), { recursive: true });
  const write = async (path: string, content: string): Promise<void> => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  };
  await write('package.json', JSON.stringify({ type: 'module' }));
  return {
    folder,
    write,
    async typeCheck(compiler, resolution) {
      const compilerOptions = {
        target: 'es2023',
        lib: ['es2023', 'dom', 'dom.iterable', 'esnext.disposable'],
        module: resolution === 'bundler' ? 'esnext' : 'nodenext',
        moduleResolution: resolution,
        jsx: 'react-jsx',
        types: [],
        strict: true,
        exactOptionalPropertyTypes: true,
        noUncheckedIndexedAccess: true,
        noEmit: true,
        // Only the package is checked, not the packages that it uses.
        skipLibCheck: true,
      };
      await write('tsconfig.json', JSON.stringify({ compilerOptions, include: ['src'] }));
      const { code, output } = await runTool(`${compiler}/bin/tsc`, ['--project', folder, '--pretty', 'false'], folder);
      return code === 0 ? '' : output || `ended with ${code}`;
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}
