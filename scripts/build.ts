import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

/** What is served or installed as something else than its source. The gateway itself is not built: Node runs it as it is. */
const BUILDS = [
  { name: 'graphiql', program: 'vite/bin/vite.js', parameters: ['build', 'graphiql', '--logLevel', 'warn'] },
  { name: 'client', program: 'typescript/bin/tsc', parameters: ['--project', 'client/tsconfig.build.json'] },
] as const;

const ROOT = new URL('..', import.meta.url);

// npm runs this after each installation, also after one without the tools that build.
for (const { name, program, parameters } of BUILDS) {
  const path = new URL(`node_modules/${program}`, ROOT);
  if (!existsSync(path) || !existsSync(new URL(`${name}/package.json`, ROOT))) {
    console.log(`${name} is not built: it is not there, or what builds it is not installed`);
    continue;
  }
  const code = await new Promise<number | null>((resolve, reject) => {
    const child = spawn(process.execPath, [path.pathname, ...parameters], { cwd: ROOT, stdio: 'inherit' });
    child.on('error', reject).on('exit', resolve);
  });
  if (code !== 0) throw new Error(`${name} could not be built`);
}
