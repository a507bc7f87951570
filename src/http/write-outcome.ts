import { type GatewayError, type Origin, OutcomeUnknown } from '../errors/catalogue.ts';
import { answerToError } from './answer-to-error.ts';
import { mayHaveBeenSent } from './call-failure.ts';
import type { RestAnswer, Send } from './send.ts';

/**
 * The sending of a write: where it failed after bytes of it may have gone out, nobody knows whether it happened. Goes
 * around the write itself and nothing else, since a call for a token that fails on the way has written nothing.
 */
export const withWriteOutcome =
  (send: Send, origin: Origin): Send =>
  (request) =>
    send(request).catch((cause: unknown) => {
      throw mayHaveBeenSent(cause) ? outcomeUnknown(origin, cause) : cause;
    });

/** The error that the answer to a write means; undefined for 2xx. 429 and 503 say that it was not done. */
export const writeAnswerToError = (answer: RestAnswer, origin: Origin): GatewayError | undefined =>
  answer.status >= 500 && answer.status < 600 && !NOT_DONE.has(answer.status)
    ? outcomeUnknown(origin, new Error(`HTTP ${answer.status}`))
    : answerToError(answer, origin);

export const outcomeUnknown = (origin: Origin, cause?: unknown): OutcomeUnknown =>
  new OutcomeUnknown(
    'The request was sent and no usable answer came: it may or may not have happened, and was not sent again.',
    { origin, cause },
  );

/** Any other 5xx may come from a proxy that lost the answer of the source itself. */
const NOT_DONE: ReadonlySet<number> = new Set([501, 503, 505]);
