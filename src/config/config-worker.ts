import { parentPort, workerData } from 'node:worker_threads';
import { ConfigError } from './config-error.ts';
import { loadConfig } from './load-config.ts';
import type { WorkerAnswer, WorkerInput } from './read-in-worker.ts';

/** Entry of the thread that reads a configuration, see read-in-worker. */
function read(): WorkerAnswer {
  try {
    const { fileName, env } = workerData as WorkerInput;
    return loadConfig(fileName, env);
  } catch (error) {
    if (error instanceof ConfigError) return { faults: error.faults };
    throw error;
  }
}

parentPort?.postMessage(read());
