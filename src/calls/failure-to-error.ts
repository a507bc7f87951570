import {
  type AccountId,
  BackendBadResponse,
  BackendRateLimited,
  BackendTimeout,
  BackendUnavailable,
  GatewayError,
} from '../errors/catalogue.ts';
import { CallFailure } from './call-failure.ts';
import type { RestRequest, Send } from './send.ts';

/** Turns the failures of calls, which are this folder's own, into errors that a caller may read. */
export function withGatewayErrors(send: Send, accountId: AccountId): Send {
  return (request) =>
    send(request).catch((error: unknown) => {
      throw error instanceof CallFailure ? failureToError(error, request.method, accountId) : error;
    });
}

/** For a call without an answer; `answerToError` is for one with an answer. */
export function failureToError(
  failure: CallFailure,
  method: RestRequest['method'],
  accountId: AccountId,
): GatewayError {
  const options = { cause: failure, accountId };
  switch (failure.kind) {
    case 'timeout':
      return new BackendTimeout('The source did not answer in time.', options);
    case 'bad-response':
      return new BackendBadResponse('The source sent an answer that cannot be read.', options);
    case 'breaker-open':
      return new BackendUnavailable('The source has failed repeatedly and is not called for the moment.', options);
    case 'paused':
      return new BackendRateLimited(
        'The source limits how often it is called, and asked not to be called for the moment.',
        options,
      );
    case 'aborted':
      // The reason is one object for all calls of an operation and cannot say that this write had gone out already.
      return failure.cause instanceof GatewayError && !(method === 'POST' && failure.sent)
        ? failure.cause
        : abortToError(failure, accountId);
    case 'closed':
      return new BackendUnavailable('The gateway is stopping.', options);
    case 'connection':
      return new BackendUnavailable('The source cannot be reached.', options);
  }
}

/** What AbortSignal.timeout gives as its reason is a time-out here as well. */
function abortToError(failure: CallFailure, accountId: AccountId): GatewayError {
  const reason = failure.cause;
  const isTimeout = reason instanceof BackendTimeout || (reason instanceof Error && reason.name === 'TimeoutError');
  return isTimeout
    ? new BackendTimeout('The source did not answer in time.', { cause: failure, accountId })
    : new BackendUnavailable('The call to the source was given up.', { cause: failure, accountId });
}
