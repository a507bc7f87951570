import {
  type AccountId,
  BackendBadResponse,
  BackendRateLimited,
  BackendRejected,
  BackendTimeout,
  BackendUnauthorized,
  BackendUnavailable,
  Conflict,
  GatewayError,
  NotFound,
} from '../errors/catalogue.ts';
import { CallFailure } from './call-failure.ts';
import { retryAfterMs } from './policies/retry-after.ts';
import type { RestAnswer, RestRequest, Send } from './send.ts';
import { readSourceMessage } from './source-message.ts';

/** Turns CallFailures into errors that a caller may read. */
export function withGatewayErrors(send: Send, accountId: AccountId): Send {
  return (request) =>
    send(request).catch((error: unknown) => {
      throw error instanceof CallFailure ? failureToError(error, request.method, accountId) : error;
    });
}

/** The error for a call without an answer. */
export function failureToError(
  failure: CallFailure,
  method: RestRequest['method'],
  accountId: AccountId,
): GatewayError {
  const options = { cause: failure, accountId, retryAfterMs: failure.retryAfterMs };
  switch (failure.kind) {
    case 'timeout':
      return new BackendTimeout('The source did not answer in time.', options);
    case 'bad-response':
      return new BackendBadResponse('The source sent an answer that cannot be read.', options);
    case 'breaker-open':
      return new BackendUnavailable('The source has failed repeatedly and is not called for the moment.', options);
    case 'paused':
      return new BackendRateLimited(
        'The source limits how often it is called, and is not called for the moment.',
        options,
      );
    case 'unavailable':
      return new BackendUnavailable('The source asked not to be called for the moment.', options);
    case 'aborted':
      // All calls of an operation share the reason, so that it cannot tell that this write had been sent.
      return failure.cause instanceof GatewayError && !(method === 'POST' && failure.sent)
        ? failure.cause
        : abortToError(failure, accountId);
    case 'closed':
      return new BackendUnavailable('The gateway is shutting down.', options);
    case 'connection':
      return new BackendUnavailable('The source cannot be reached.', options);
  }
}

/** The reason that AbortSignal.timeout gives is a time-out too. */
function abortToError(failure: CallFailure, accountId: AccountId): GatewayError {
  const reason = failure.cause;
  const isTimeout = reason instanceof BackendTimeout || (reason instanceof Error && reason.name === 'TimeoutError');
  return isTimeout
    ? new BackendTimeout('The source did not answer in time.', { cause: failure, accountId })
    : new BackendUnavailable('The call to the source was aborted.', { cause: failure, accountId });
}

/**
 * The error for an answer's status; undefined for 2xx. The source's own words are quoted for 400, 409 and 422 only: the
 * body of any other answer was not written for callers of the gateway.
 */
export function answerToError(answer: RestAnswer, accountId: AccountId): GatewayError | undefined {
  const { status } = answer;
  if (status >= 200 && status < 300) return undefined;
  const options = { cause: new Error(`HTTP ${status}`), accountId };
  const later = { ...options, retryAfterMs: retryAfterMs(answer.headers, Date.now()) };
  switch (status) {
    case 400:
    case 422: {
      const { message, violations } = readSourceMessage(answer.text);
      return new BackendRejected(message ?? REJECTED, { ...options, violations });
    }
    case 409:
      return new Conflict(
        readSourceMessage(answer.text).message ?? 'The document is not in a state that allows this.',
        options,
      );
    case 403:
      if (isUnknownToAwsGateway(answer.text)) return new BackendBadResponse(WRONG_ADDRESS, options);
      return new BackendUnauthorized('The source refused the credentials of this account.', options);
    case 401:
      return new BackendUnauthorized('The source refused the credentials of this account.', options);
    case 404:
      return new NotFound('The source does not have it.', options);
    case 429:
      return new BackendRateLimited('The source limits how often it is called.', later);
    case 408:
    case 421:
    case 425:
      return new BackendUnavailable('The source did not carry out the request. It may do so later.', later);
  }
  if (status >= 400 && status < 500) return new BackendRejected(REJECTED, options);
  if (status >= 500 && status < 600) return new BackendUnavailable('The source cannot answer at the moment.', later);
  return new BackendBadResponse('The source sent an answer that its contract does not allow.', options);
}

const WRONG_ADDRESS =
  "The source does not have the path of this call: the address in the account's configuration is wrong (baseUrl or tokenUrl).";

/**
 * AWS API Gateway answers so for a path that it does not have, with a 403. It takes an Authorization header there for a signature
 * of AWS, and complains about its form.
 */
const UNKNOWN_TO_AWS =
  /^Missing Authentication Token$|not a valid key=value pair|^Invalid key=value pair|^Authorization header requires /;

function isUnknownToAwsGateway(body: string): boolean {
  return UNKNOWN_TO_AWS.test(readSourceMessage(body).message ?? '');
}

const REJECTED = 'The source rejected the request.';
