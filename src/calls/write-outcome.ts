import { type AccountId, type GatewayError, OutcomeUnknown } from '../errors/catalogue.ts';
import { answerToError } from './answer-to-error.ts';
import { knownStatus, mayHaveBeenSent } from './call-failure.ts';
import type { RestAnswer, Send } from './send.ts';

/**
 * The sending of a write: where it failed after bytes of it may have gone out, nobody knows whether it happened, unless
 * the head of an answer had come. Goes around the write itself and nothing else, since a call for a token that fails on
 * the way has written nothing.
 */
export function withWriteOutcome(send: Send, accountId: AccountId): Send {
  return (request) =>
    send(request).catch((cause: unknown) => {
      const status = knownStatus(cause);
      if (status !== undefined) return { status, headers: {}, text: '' };
      throw mayHaveBeenSent(cause) ? outcomeUnknown(accountId, cause) : cause;
    });
}

/**
 * The error that the answer to a write means; undefined for 2xx. 4xx, 429 and 503 among them, say that it was not done,
 * as do redirects that want it sent again elsewhere. After any other a caller cannot know.
 */
export function writeAnswerToError(answer: RestAnswer, accountId: AccountId): GatewayError | undefined {
  const { status } = answer;
  const isClear = (status >= 200 && status < 300) || (status >= 400 && status < 500) || NOT_DONE.has(status);
  return isClear ? answerToError(answer, accountId) : outcomeUnknown(accountId, new Error(`HTTP ${status}`));
}

/** Other 5xx may come from a proxy that lost the answer of the source itself; 302 and 303 may say where the result is. */
const NOT_DONE: ReadonlySet<number> = new Set([307, 308, 501, 503, 505]);

export function outcomeUnknown(accountId: AccountId, cause?: unknown): OutcomeUnknown {
  return new OutcomeUnknown(
    'The request was sent and no usable answer came: it may or may not have happened, and was not sent again.',
    { accountId, cause },
  );
}
