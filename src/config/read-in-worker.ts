import { Worker } from 'node:worker_threads';
import { ConfigError } from './config-error.ts';
import type { LoadedConfig } from './load-config.ts';
import type { Environment } from './substitute-variables.ts';

/** An error of the thread is passed on as its lines, as it would lose its class. */
export type WorkerAnswer = LoadedConfig | { readonly faults: readonly string[] };

export interface WorkerInput {
  readonly fileName: string;
  readonly env: Environment;
}

/** A file on a storage that hangs must not keep later reloads waiting. */
const TIMEOUT_MS = 60_000;

const WORKER = new URL('config-worker.ts', import.meta.url);

/**
 * Reads a configuration file in a thread: parsing the YAML of hundreds of companies takes longer than the event loop may stand still.
 * Rejects with ConfigError.
 */
export async function readInWorker(fileName: string, env: Environment): Promise<LoadedConfig> {
  const worker = new Worker(WORKER, { workerData: { fileName, env: { ...env } } satisfies WorkerInput });
  let timer: NodeJS.Timeout | undefined;
  try {
    const answer = await new Promise<WorkerAnswer>((resolve, reject) => {
      const giveUp = () => reject(new ConfigError([`GATEWAY_CONFIG: could not be read in ${TIMEOUT_MS / 1_000} s`]));
      timer = setTimeout(giveUp, TIMEOUT_MS).unref();
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (code) =>
        reject(new Error(`The thread that reads the configuration ended with code ${code}`)),
      );
    });
    if ('faults' in answer) throw new ConfigError(answer.faults);
    return answer;
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
