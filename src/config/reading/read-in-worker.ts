import { Worker } from 'node:worker_threads';
import { ConfigError } from '../config-error.ts';
import type { ConfigData, ConfigFileOptions } from './read-config-file.ts';

/** An error of the thread is passed on as its lines, as it would lose its class. */
export type WorkerAnswer = ConfigData | { readonly faults: readonly string[] };

/** A file on a storage that hangs must not keep later reloads waiting. */
const TIMEOUT_MS = 60_000;

const WORKER = new URL('config-worker.ts', import.meta.url);

/**
 * Reads a configuration file in a thread: parsing the YAML of hundreds of companies takes longer than the event loop may stand still,
 * and so may a storage with secrets. The thread does not check the file, which would take longer to load than the YAML to parse.
 * Rejects with ConfigError.
 */
export async function readInWorker(options: ConfigFileOptions): Promise<ConfigData> {
  const worker = new Worker(WORKER, { workerData: options });
  let timer: NodeJS.Timeout | undefined;
  try {
    const answer = await new Promise<WorkerAnswer>((resolve, reject) => {
      const giveUp = () => reject(new ConfigError([`${options.given}: could not be read in ${TIMEOUT_MS / 1_000} s`]));
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
    // Its end takes a while, and nothing depends on it.
    void worker.terminate();
  }
}
