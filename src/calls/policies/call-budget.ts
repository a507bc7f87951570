import { currentBehalf } from '../../limits/on-behalf.ts';
import type { Send } from '../send.ts';

/** Counts each call for the operation that it is made for. A repetition of a call is not another one. */
export function withCallBudget(send: Send): Send {
  return async (request) => {
    currentBehalf().countCall();
    return send(request);
  };
}
