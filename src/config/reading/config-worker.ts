import { parentPort, workerData } from 'node:worker_threads';
import { ConfigError } from '../config-error.ts';
import { type ConfigFileOptions, readConfigFile } from './read-config-file.ts';
import type { WorkerAnswer } from './read-in-worker.ts';

/** Entry of the thread that reads a configuration, see read-in-worker. */
function read(): WorkerAnswer {
  try {
    return readConfigFile(workerData as ConfigFileOptions);
  } catch (error) {
    if (error instanceof ConfigError) return { faults: error.faults };
    throw error;
  }
}

parentPort?.postMessage(read());
