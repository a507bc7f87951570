import { parentPort, workerData } from 'node:worker_threads';
import { reasonOf } from '../store-unavailable.ts';
import { writeGroup } from '../write-operations.ts';
import { inTransaction, openForWriting } from './sqlite-connection.ts';
import { createRun } from './sqlite-steps.ts';
import type { ThreadAnswer, ThreadOptions, ThreadRequest } from './sqlite-thread.ts';

/**
 * The writing thread: it waits for the disk while the gateway keeps answering. Only sqlite-thread.ts sends it
 * messages, and waits for each answer. A failure that is not limited to one request ends the thread.
 */
function work(port: NonNullable<typeof parentPort>, { path }: ThreadOptions): void {
  const answer = (produce: () => ThreadAnswer) => {
    try {
      port.postMessage(produce());
    } catch (error) {
      port.postMessage({ kind: 'failed', reason: reasonOf(error), isOfInput: isOfInput(error) } satisfies ThreadAnswer);
    }
  };
  answer(() => {
    const database = openForWriting(path);
    const run = createRun(database);
    port.on('message', (request: ThreadRequest) => {
      if (request !== 'close')
        return answer(() => ({ kind: 'written', outputs: inTransaction(database, () => run(writeGroup, request)) }));
      database.close();
      port.close();
    });
    return { kind: 'open' };
  });
}

/** SQLITE_CONSTRAINT and SQLITE_MISMATCH */
const CODES_OF_INPUT: ReadonlySet<unknown> = new Set([19, 20]);

/** True if a value caused the failure, not the database. */
function isOfInput(error: unknown): boolean {
  if (error instanceof TypeError) return true;
  return error instanceof Error && 'errcode' in error && CODES_OF_INPUT.has(Number(error.errcode) & 0xff);
}

if (parentPort !== null) work(parentPort, workerData);
