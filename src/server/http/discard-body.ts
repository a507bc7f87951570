import type { IncomingMessage } from 'node:http';
import { readInTurn } from './paced-reading.ts';

const DISCARD_MS = 5_000;
/** Bodies that are thrown away at once. In a flood, reading them would take more time than all that is answered. */
const MAX_DISCARDING = 16;

let discarding = 0;

/**
 * Throws away what still comes of a request that has its answer. Closing the connection at once would reset it, and many
 * clients would see that instead of the answer; reading on for ever would keep it for a body that trickles. `end` is called
 * when the request has come to its end or, with `true`, when it has had time enough or too many others linger.
 */
export function discardBody(request: IncomingMessage, end: (isLate: boolean) => void): void {
  if (discarding >= MAX_DISCARDING) {
    end(true);
    return;
  }
  discarding += 1;
  const readOn = () => readInTurn(request);
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
