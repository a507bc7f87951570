import { spawn } from 'node:child_process';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A condition for merging a change, and the program that checks it. */
interface Check {
  readonly name: string;
  readonly program: string;
  readonly parameters: readonly string[];
  /** The command that fixes most failures. */
  readonly remedy?: string;
}

interface Outcome {
  readonly passed: boolean;
  readonly output: string;
  readonly seconds: number;
}

const CHECKS: readonly Check[] = [
  ...['.', 'client', 'examples/connector', 'examples/web', 'graphiql'].map((project) => ({
    name: project === '.' ? 'types' : `types of ${project}`,
    program: 'typescript-native/bin/tsc',
    parameters: ['--project', project, '--incremental', '--tsBuildInfoFile', cache(`types/${project}/build.json`)],
  })),
  {
    name: 'lint and format',
    program: '.bin/biome',
    parameters: ['check', '--error-on-warnings', '--max-diagnostics=200'],
    remedy: 'npx biome check --write',
  },
  { name: 'unused code', program: '.bin/knip', parameters: ['--no-progress'] },
  { name: 'used by tests only', program: '.bin/knip', parameters: ['--no-progress', '--production'] },
  { name: 'prose', program: '.bin/node', parameters: ['scripts/prose.ts'] },
  {
    name: 'spelling',
    program: '.bin/cspell',
    parameters: [
      ...['lint', '--no-progress', '--show-suggestions'],
      ...['--cache', '--cache-strategy', 'content', '--cache-location', cache('spelling')],
    ],
  },
  {
    name: 'generated code',
    program: '.bin/graphql-codegen',
    parameters: ['--config', 'codegen.yml', '--check', '--errors-only'],
    remedy: 'npm run codegen',
  },
  { name: 'import table', program: '.bin/vitest', parameters: ['run', 'test/architecture'] },
  {
    name: 'schema snapshot',
    program: '.bin/vitest',
    parameters: ['run', 'test/schema'],
    remedy: 'npm run snapshot',
  },
];

const ROOT = new URL('..', import.meta.url);
const PROGRAMS = new URL('node_modules/', ROOT);

/** Runs the checks in parallel. Prints each result as soon as it is known, with the output of failed checks. */
async function main(): Promise<void> {
  const width = Math.max(...CHECKS.map(({ name }) => name.length));
  const passed = await Promise.all(
    CHECKS.map(async (check) => {
      const outcome = await run(check);
      console.log(
        `${outcome.passed ? '✓' : '✗'} ${check.name.padEnd(width)} ${outcome.seconds.toFixed(1).padStart(6)} s`,
      );
      if (!outcome.passed) console.log(failureText(check, outcome));
      return outcome.passed;
    }),
  );
  const failed = passed.filter((one) => !one).length;
  console.log(failed === 0 ? `All ${CHECKS.length} checks passed` : `${failed} of ${CHECKS.length} checks failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

function run({ program, parameters }: Check): Promise<Outcome> {
  const startedAt = performance.now();
  const child = spawn(fileURLToPath(new URL(program, PROGRAMS)), parameters, {
    cwd: fileURLToPath(ROOT),
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => output.push(text));
  return new Promise((resolve) => {
    const end = (passed: boolean) =>
      resolve({ passed, output: output.join(''), seconds: (performance.now() - startedAt) / 1_000 });
    child.on('error', (error) => {
      output.push(`${error.message}\n`);
      end(false);
    });
    child.on('close', (code) => end(code === 0));
  });
}

/** A place for the results that a tool uses again in its next run. */
function cache(name: string): string {
  return `node_modules/.cache/${name}`;
}

/** The tools run the first `node` in the PATH, which has to be the project's own. */
function environment(): NodeJS.ProcessEnv {
  const path = [fileURLToPath(new URL('.bin', PROGRAMS)), process.env['PATH']].join(delimiter);
  return {
    NODE_COMPILE_CACHE: cache('compiled'),
    ...process.env,
    PATH: path,
    ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}),
  };
}

function failureText({ remedy }: Check, { output }: Outcome): string {
  const advice = remedy === undefined ? '' : `\n  To fix it, try: ${remedy}`;
  return `\n${output.trim().replace(/^(?=.)/gm, '  ')}\n${advice}\n`;
}

await main();
