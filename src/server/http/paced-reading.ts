import type { IncomingMessage } from 'node:http';

/** Bodies to read next, in this order. A set keeps the order of insertion, and any member can be removed. */
const waiting = new Set<IncomingMessage>();
let isScheduled = false;

/**
 * Pauses a body until its turn: one body is read in each iteration of the event loop. Node would read up to 2 MB from
 * each connection before anything else, and accepts only one new connection per iteration.
 */
export function readInTurn(request: IncomingMessage): void {
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
