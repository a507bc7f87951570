import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = new URL('../../', import.meta.url).pathname;
const MAIN = `${ROOT}src/main.ts`;
/** The variables that find programs and the compile cache. */
const INHERITED = Object.fromEntries(['PATH', 'HOME', 'NODE_COMPILE_CACHE'].map((name) => [name, process.env[name]]));

/** How a process ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The gateway as its operator runs it. Disposing of it kills it. */
export interface GatewayProcess extends AsyncDisposable {
  readonly exit: Promise<Exit>;
  /** Undefined if it could not be started. */
  readonly pid: number | undefined;
  /** Its output so far. */
  output(): Pick<Exit, 'stdout' | 'stderr'>;
  /** The URL in the line that says that it is ready. Rejects if the process ends before that. */
  ready(): Promise<URL>;
  /** Resolves when standard output contains the text. */
  printed(text: string): Promise<void>;
  kill(signal: NodeJS.Signals): void;
}

/** Starts `node src/main.ts`, or another command, with these variables and the inherited ones only. */
export function startProcess(
  env: Readonly<Record<string, string>> = {},
  [command, ...args]: readonly [string, ...string[]] = [process.execPath, MAIN],
): GatewayProcess {
  const child = spawn(command, args, {
    cwd: ROOT,
    env: { ...INHERITED, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
  // Not `exit`: output may arrive after that.
  const exit = once(child, 'close').then(([code, signal]) => ({
    code,
    signal,
    stdout: stdout.text(),
    stderr: stderr.text(),
  }));
  const printed = async (text: string) => {
    const ended = exit.then((result) => {
      if (!result.stdout.includes(text)) throw new Error(`It ended without "${text}": ${JSON.stringify(result)}`);
    });
    await Promise.race([stdout.holds(text), ended]);
  };
  return {
    exit,
    printed,
    pid: child.pid,
    output: () => ({ stdout: stdout.text(), stderr: stderr.text() }),
    async ready() {
      await printed('"ready at ');
      const line = entriesOf(stdout.text()).find(({ msg }) => String(msg).startsWith('ready at '));
      return new URL(String(line?.['url']));
    },
    kill: (signal) => void child.kill(signal),
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await exit;
    },
  };
}

/** The log's entries among the lines that were printed. */
export function entriesOf(stdout: string): readonly Readonly<Record<string, unknown>>[] {
  return stdout
    .split('\n')
    .filter((line) => line.startsWith('{') && line.endsWith('}'))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** A folder for the files of one test. */
export async function makeFolder() {
  const path = await mkdtemp(join(tmpdir(), 'gateway-process-'));
  return {
    path,
    /** Writes a file into it. Returns its full name. */
    async write(name: string, content: string | object): Promise<string> {
      const file = join(path, name);
      // JSON is YAML.
      await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
      return file;
    },
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }),
  };
}

function collect(stream: ChildProcess['stdout']) {
  let text = '';
  const waiting = new Set<() => void>();
  stream?.setEncoding('utf8').on('data', (part: string) => {
    text += part;
    for (const look of waiting) look();
  });
  return {
    text: () => text,
    async holds(wanted: string): Promise<void> {
      const { promise, resolve } = Promise.withResolvers<void>();
      const look = () => {
        if (text.includes(wanted)) resolve();
      };
      waiting.add(look);
      look();
      await promise;
      waiting.delete(look);
    },
  };
}
