import type { IncomingMessage } from 'node:http';
import { readInTurn } from './paced-reading.ts';

const DISCARD_MS = 5_000;
/** At most this many bodies are discarded at once. In a flood, reading them would take more time than answering. */
const MAX_DISCARDING = 16;

let discarding = 0;

/**
 * Reads the rest of a request that has its answer and discards it. Closing at once would reset the connection, so that
 * many clients would not see the answer; reading without an end would keep the connection for a body that trickles.
 * Calls `end` when the request has ended or, with `true`, after DISCARD_MS or if too many others are being discarded.
 */
export function discardBody(request: IncomingMessage, end: (isLate: boolean) => void): void {
  if (discarding >= MAX_DISCARDING) {
    end(true);
    return;
  }
  discarding += 1;
  const readOn = (chunk: Buffer) => readInTurn(request, chunk.length);
  const endOnce = (isLate: boolean) => {
    discarding -= 1;
    clearTimeout(timer);
    request.off('data', readOn).off('close', onEnd).off('end', onEnd);
    end(isLate);
  };
  const onEnd = () => endOnce(false);
  const timer = setTimeout(endOnce, DISCARD_MS, true);
  request.once('close', onEnd).once('end', onEnd).on('data', readOn).resume();
}
