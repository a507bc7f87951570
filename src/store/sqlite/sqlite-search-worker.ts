import { parentPort, workerData } from 'node:worker_threads';
import { operationOf, type SearchRequest } from '../search-operations.ts';
import { reasonOf } from '../store-unavailable.ts';
import { openForSearching } from './sqlite-connection.ts';
import type { SearchAnswer } from './sqlite-searchers.ts';
import { createRun } from './sqlite-steps.ts';
import type { ThreadOptions } from './sqlite-thread.ts';

/** A searching thread: it reads while the gateway keeps answering. Only sqlite-searchers.ts sends it messages. */
function work(port: NonNullable<typeof parentPort>, { path }: ThreadOptions): void {
  const database = openForSearching(path);
  const run = createRun(database);
  port.on('message', (request: SearchRequest | 'close') => {
    if (request === 'close') {
      database.close();
      port.close();
      return;
    }
    try {
      port.postMessage({ kind: 'found', output: run(operationOf(request.name), request.input) } satisfies SearchAnswer);
    } catch (error) {
      port.postMessage({ kind: 'failed', reason: reasonOf(error) } satisfies SearchAnswer);
    }
  });
}

if (parentPort !== null) work(parentPort, workerData);
