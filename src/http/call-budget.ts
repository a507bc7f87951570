import { currentBehalf } from '../limits/on-behalf.ts';
import type { Send } from './send.ts';

/** Counts each call for the operation that it is made for. A repetition of a call is not another one. */
export const withCallBudget =
  (send: Send): Send =>
  async (request) => {
    currentBehalf().countCall();
    return send(request);
  };
