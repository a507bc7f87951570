import { parentPort } from 'node:worker_threads';
import { reasonOf } from '../store-unavailable.ts';
import { writeGroup } from '../write-operations.ts';
import { inTransaction, openForWriting } from './sqlite-connection.ts';
import { createRun } from './sqlite-steps.ts';
import type { ThreadAnswer, ThreadRequest } from './sqlite-thread.ts';

/**
 * The writing thread: it waits for the disk while the gateway keeps answering. Only sqlite-thread.ts sends it
 * messages, and waits for each answer. A failure that is not limited to one request ends the thread.
 */
function work(port: NonNullable<typeof parentPort>): void {
  let database: ReturnType<typeof openForWriting> | undefined;
  let run: ReturnType<typeof createRun>;

  const carryOut = (request: ThreadRequest): ThreadAnswer => {
    if ('kind' in request && request.kind === 'open') {
      database = openForWriting(request.path);
      run = createRun(database);
      return { kind: 'open' };
    }
    if (database === undefined) throw new Error('no database is open');
    if ('kind' in request) {
      database.close();
      database = undefined;
      return { kind: 'closed' };
    }
    return { kind: 'written', outputs: inTransaction(database, () => run(writeGroup, request)) };
  };

  port.on('message', (request: ThreadRequest) => {
    try {
      port.postMessage(carryOut(request));
    } catch (error) {
      port.postMessage({ kind: 'failed', reason: reasonOf(error), isOfInput: isOfInput(error) } satisfies ThreadAnswer);
    }
  });
}

/** SQLITE_CONSTRAINT and SQLITE_MISMATCH */
const CODES_OF_INPUT: ReadonlySet<unknown> = new Set([19, 20]);

/** True if a value caused the failure, not the database. */
function isOfInput(error: unknown): boolean {
  if (error instanceof TypeError) return true;
  return error instanceof Error && 'errcode' in error && CODES_OF_INPUT.has(Number(error.errcode) & 0xff);
}

if (parentPort !== null) work(parentPort);
