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

/** The packages that a project has installed, by name, and the folders of this project that they come from. */
export type Packages = Readonly<Record<string, string>>;

/** Everything that a program without a frontend needs. */
export const PROGRAM: Packages = {
  '@graphql-typed-document-node/core': '@graphql-typed-document-node/core',
  '@types/node': '@types/node',
  'undici-types': 'undici-types',
  graphql: 'graphql',
};

const FRONTEND: Packages = {
  '@apollo/client': '@apollo/client',
  '@graphql-typed-document-node/core': '@graphql-typed-document-node/core',
  '@types/react': '@types/react',
  csstype: 'csstype',
  graphql: 'graphql',
  'graphql-ws': 'graphql-ws',
  react: 'react',
  rxjs: 'rxjs',
};

/** The packages in which Apollo Client looks for its own: copies find those that are installed beside them. */
const APOLLO = ['@apollo/client', '@wry', 'graphql-tag', 'graphql-ws', 'optimism', 'rxjs', 'tslib'];

/** The oldest React and the newest graphql that the package allows. */
export const OTHER_VERSIONS: Packages = {
  ...FRONTEND,
  '@types/prop-types': '@types/prop-types',
  '@types/react': '@types/react-18',
  'loose-envify': 'loose-envify',
  graphql: 'graphql-17',
  react: 'react-18',
  ...Object.fromEntries(APOLLO.map((name) => [name, name])),
};

/** With these packages in its `node_modules`, and the package itself from the folder `from`. */
export async function createConsumer(from: string, packages: Packages = FRONTEND): Promise<Consumer> {
  const folder = await mkdtemp(join(tmpdir(), 'client-consumer-'));
  const modules = join(folder, 'node_modules');
  for (const [name, origin] of Object.entries(packages)) {
    await mkdir(dirname(join(modules, name)), { recursive: true });
    if (packages === OTHER_VERSIONS) await cp(join(MODULES, origin), join(modules, name), { recursive: true });
    else await symlink(join(MODULES, origin), join(modules, name));
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
      const isProgram = '@types/node' in packages;
      const compilerOptions = {
        target: 'es2023',
        lib: ['es2023', 'esnext.disposable', ...(isProgram ? [] : ['dom', 'dom.iterable'])],
        module: resolution === 'bundler' ? 'esnext' : 'nodenext',
        moduleResolution: resolution,
        jsx: 'react-jsx',
        types: isProgram ? ['node'] : [],
        strict: true,
        exactOptionalPropertyTypes: true,
        noUncheckedIndexedAccess: true,
        noEmit: true,
        // The declarations of a frontend's packages have faults of their own.
        skipLibCheck: !isProgram,
      };
      await write('tsconfig.json', JSON.stringify({ compilerOptions, include: ['src'] }));
      const { code, output } = await runTool(`${compiler}/bin/tsc`, ['--project', folder, '--pretty', 'false'], folder);
      return code === 0 ? '' : output || `ended with ${code}`;
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}
