import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { atExit } from './cleanup.ts';

/** A process that the benchmark started and ends by its own id. */
export interface Child extends AsyncDisposable {
  readonly pid: number;
  /** Resolves with the first match of a pattern in its output; rejects if it ends, or after 30 s without a match. */
  firstMatch(pattern: RegExp): Promise<string>;
  /** False once it has ended. */
  isRunning(): boolean;
  /** The end of its output, for an error message. */
  lastWords(): string;
}

const READY_MS = 30_000;
/** A graceful stop of the gateway may take 10 s. */
const STOP_MS = 12_000;
const KEPT_OUTPUT = 16_000;

export function startChild(command: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): Child {
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const forget = atExit(() => child.kill('SIGKILL'));
  let output = '';
  let onOutput: (() => void) | undefined;
  // Read until it ends: a full pipe would block it.
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-KEPT_OUTPUT);
      onOutput?.();
    });
  }
  child.on('error', (error) => {
    output += error.message;
  });

  return {
    pid: child.pid ?? 0,
    isRunning: () => isRunning(child),
    lastWords: () => output.trim(),
    async firstMatch(pattern) {
      const { promise, resolve, reject } = Promise.withResolvers<string>();
      const look = (): void => {
        const match = pattern.exec(output);
        if (match !== null) resolve(match[0]);
      };
      const fail = (): void => reject(new Error(`${command} ${args.join(' ')} did not get ready: ${output.trim()}`));
      const timer = setTimeout(fail, READY_MS);
      child.once('close', fail);
      onOutput = look;
      look();
      try {
        return await promise;
      } finally {
        clearTimeout(timer);
        child.off('close', fail);
        onOutput = undefined;
      }
    },
    async [Symbol.asyncDispose]() {
      if (isRunning(child)) {
        const ended = once(child, 'exit');
        child.kill('SIGTERM');
        const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
        await ended;
        clearTimeout(timer);
      }
      forget();
    },
  };
}

function isRunning(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}
