import { type AccountId, type GatewayError, OutcomeUnknown } from '../errors/catalogue.ts';
import { knownStatus, mayHaveBeenSent } from './call-failure.ts';
import { answerToError } from './gateway-errors.ts';
import type { RestAnswer, Send } from './send.ts';

/**
 * Rejects with OutcomeUnknown if a write fails after bytes of it may have been sent, unless the head of an answer has
 * arrived that is not a success: the body of a success says whether the write was done. Wrap only the write itself: a token request that fails before it has not written anything.
 */
export function withWriteOutcome(send: Send, accountId: AccountId): Send {
  return (request) =>
    send(request).catch((cause: unknown) => {
      const status = knownStatus(cause);
      if (status !== undefined && !isSuccess(status)) return { status, headers: {}, text: '' };
      throw mayHaveBeenSent(cause) ? outcomeUnknown(accountId, cause) : cause;
    });
}

/**
 * The error for the answer to a write; undefined for a 2xx whose body tells the outcome. A 4xx, 503, or a redirect that asks to
 * repeat the write elsewhere means that it was not done. After any other status the outcome is unknown.
 */
export function writeAnswerToError(answer: RestAnswer, accountId: AccountId): GatewayError | undefined {
  const { status } = answer;
  const isClear =
    (isSuccess(status) && !UNFINISHED.has(status)) || (status >= 400 && status < 500) || NOT_DONE.has(status);
  return isClear ? answerToError(answer, accountId) : outcomeUnknown(accountId, new Error(`HTTP ${status}`));
}

/** Another 5xx may come from a proxy that lost the source's answer, and 302 and 303 may point to the result. */
const NOT_DONE: ReadonlySet<number> = new Set([307, 308, 501, 503, 505]);

/** A part of an answer, or the outcomes of several requests. */
const UNFINISHED: ReadonlySet<number> = new Set([206, 207, 208, 226]);

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

export function outcomeUnknown(accountId: AccountId, cause?: unknown): OutcomeUnknown {
  return new OutcomeUnknown(
    'The request was sent, but no usable answer arrived: it may or may not have taken effect. It was not sent again.',
    { accountId, cause },
  );
}
