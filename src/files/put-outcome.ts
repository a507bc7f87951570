import { CallFailure } from '../calls/call-failure.ts';
import { failureToError } from '../calls/failure-to-error.ts';
import {
  type AccountId,
  BackendBadResponse,
  BackendRateLimited,
  BackendRejected,
  BackendUnavailable,
  type GatewayError,
  OutcomeUnknown,
} from '../errors/catalogue.ts';
import type { PutEnd } from './put-exchange.ts';

/**
 * The error that the end of a PUT means; undefined where the file is stored. Not a character of an answer is quoted: it
 * is XML for developers, and quotes the request.
 */
export function putEndToError({ result, complete }: PutEnd, accountId: AccountId): Error | undefined {
  return 'status' in result
    ? statusToError(result.status, complete, accountId)
    : putErrorToError(result.error, complete, accountId);
}

function statusToError(status: number, complete: boolean, accountId: AccountId): GatewayError | undefined {
  const options = { cause: new Error(`HTTP ${status}`), accountId };
  if (status >= 200 && status < 300) {
    return complete
      ? undefined
      : new BackendBadResponse('The storage took the file for complete before all of it was sent.', options);
  }
  if (status === 403) {
    return new BackendRejected(
      'The storage refused the file: its upload location has expired or does not fit.',
      options,
    );
  }
  if (status === 429) return new BackendRateLimited('The storage limits how often it is called.', options);
  if (status === 503 || (isServerError(status) && !complete)) {
    return new BackendUnavailable('The storage cannot take the file at the moment.', options);
  }
  if (isServerError(status)) return outcomeUnknown(options.cause, accountId);
  if (status >= 400 && status < 600) {
    return new BackendRejected(`The storage refused the file (status ${status}).`, options);
  }
  return new BackendBadResponse('The storage sent an answer that its contract does not allow.', options);
}

/** 501 and 505 refuse the kind of request; any other may come from a proxy that lost the answer of the storage itself. */
function isServerError(status: number): boolean {
  return status >= 500 && status < 600 && status !== 501 && status !== 505;
}

/** What is no failure of the exchange itself, such as a file that cannot be read, is a fault of ours and stays as it is. */
function putErrorToError(error: Error, complete: boolean, accountId: AccountId): Error {
  if (!(error instanceof CallFailure)) return error;
  return complete ? outcomeUnknown(error, accountId) : failureToError(error, 'POST', accountId);
}

function outcomeUnknown(cause: Error, accountId: AccountId): OutcomeUnknown {
  return new OutcomeUnknown(
    'The file was sent and no answer came: it may or may not have arrived, and was not sent again.',
    {
      cause,
      accountId,
    },
  );
}
