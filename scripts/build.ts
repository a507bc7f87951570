import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

/** The parts that are served or installed in compiled form. The gateway itself is not built: Node runs its sources. */
const BUILDS = [
  { name: 'graphiql', program: 'vite/bin/vite.js', parameters: ['build', 'graphiql', '--logLevel', 'warn'] },
  { name: 'client', program: 'typescript/bin/tsc', parameters: ['--project', 'client/tsconfig.build.json'] },
  { name: 'client', program: '../scripts/trusted-documents.ts', parameters: [] },
] as const;

const ROOT = new URL('..', import.meta.url);

// npm runs this after each installation, even after one without the build tools.
for (const { name, program, parameters } of BUILDS) {
  const path = new URL(`node_modules/${program}`, ROOT);
  if (!existsSync(path) || !existsSync(new URL(`${name}/package.json`, ROOT))) {
    console.log(`Skipping the build of ${name}: its folder or its build tool is not installed`);
    continue;
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    const child = spawn(process.execPath, [path.pathname, ...parameters], { cwd: ROOT, stdio: 'inherit' });
    child.on('error', reject).on('exit', resolve);
  });
  if (code !== 0) throw new Error(`The build of ${name} failed`);
}
