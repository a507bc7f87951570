import { parentPort, workerData } from 'node:worker_threads';
import { reasonOf } from '../log-unavailable.ts';
import { openDatabase } from './sqlite-database.ts';
import type { ThreadAnswer, ThreadOptions, ThreadRequest } from './sqlite-thread.ts';
import { createWrites } from './sqlite-writes.ts';

/**
 * The writing thread: it waits for the disk while the gateway keeps answering. Only sqlite-thread.ts sends it
 * messages, and waits for each answer. A failure that is not limited to one request ends the thread.
 */
function run(port: NonNullable<typeof parentPort>, { path, retention }: ThreadOptions): void {
  const answer = (work: () => ThreadAnswer) => {
    try {
      port.postMessage(work());
    } catch (error) {
      port.postMessage({ kind: 'failed', reason: reasonOf(error) } satisfies ThreadAnswer);
    }
  };
  answer(() => {
    const database = openDatabase(path);
    const write = createWrites(database, retention);
    port.on('message', (request: ThreadRequest) => {
      if (request !== 'close') return answer(() => ({ kind: 'written', ...write(request) }));
      database.close();
      port.close();
    });
    return { kind: 'open' };
  });
}

if (parentPort !== null) run(parentPort, workerData);
