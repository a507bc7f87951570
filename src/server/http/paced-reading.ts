import type { IncomingMessage } from 'node:http';

/** In the order of their turns. A set keeps the order and gives up a member anywhere in it. */
const waiting = new Set<IncomingMessage>();
let isScheduled = false;

/**
 * Pauses a body until it is its turn to be read on: that of one body at each turn of the event loop. Node would read up to
 * 2 MB of each connection before it looks at anything else, and takes in only one new connection in each turn.
 */
export function readInTurn(request: IncomingMessage): void {
  request.pause();
  waiting.add(request);
  schedule();
}

/** Nothing more of the body is to be read. */
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
