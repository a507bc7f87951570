import type { IncomingMessage } from 'node:http';

/** Bodies to read next, in this order. A set keeps the order of insertion, and any member can be removed. */
const waiting = new Set<IncomingMessage>();
let isScheduled = false;

/** Bytes of each body since its last turn. */
const sinceTurn = new WeakMap<IncomingMessage, number>();
/** A body may arrive in pieces of one byte: it is read without a pause until it has brought this much. */
const TURN_BYTES = 16 * 1024;

/**
 * Counts bytes that a body has brought, and pauses it until its turn if they are many: one body is read in each iteration
 * of the event loop. Node would read up to 2 MB from each connection before anything else, and accepts only one new
 * connection per iteration.
 */
export function readInTurn(request: IncomingMessage, bytes: number): void {
  const total = bytes + (sinceTurn.get(request) ?? 0);
  sinceTurn.set(request, total % TURN_BYTES);
  if (total >= TURN_BYTES) readLater(request);
}

/** Pauses a body until its turn. */
export function readLater(request: IncomingMessage): void {
  request.pause();
  waiting.add(request);
  schedule();
}

/** Stops reading the body for good. */
export function stopReading(request: IncomingMessage): void {
  waiting.delete(request);
  request.pause();
}

function schedule(): void {
  if (isScheduled || waiting.size === 0) return;
  isScheduled = true;
  setImmediate(() => {
    isScheduled = false;
    const [request] = waiting;
    if (request === undefined) return;
    waiting.delete(request);
    request.resume();
    schedule();
  });
}
