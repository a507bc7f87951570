import {
  BackendBadResponse,
  BackendRateLimited,
  BackendRejected,
  BackendUnavailable,
  type GatewayError,
  type Origin,
  OutcomeUnknown,
} from '../errors/catalogue.ts';
import { CallFailure } from './call-failure.ts';
import { failureToError } from './failure-to-error.ts';
import type { PutEnd } from './put-exchange.ts';

/**
 * The error that the end of a PUT means; undefined where the file is stored. Not a character of an answer is quoted: it
 * is XML for developers, and quotes the request.
 */
export const putEndToError = ({ result, complete }: PutEnd, origin: Origin): Error | undefined =>
  'status' in result ? statusToError(result.status, complete, origin) : putErrorToError(result.error, complete, origin);

const statusToError = (status: number, complete: boolean, origin: Origin): GatewayError | undefined => {
  const options = { cause: new Error(`HTTP ${status}`), origin };
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
  if (isServerError(status)) return outcomeUnknown(options.cause, origin);
  if (status >= 400 && status < 600) {
    return new BackendRejected(`The storage refused the file (status ${status}).`, options);
  }
  return new BackendBadResponse('The storage sent an answer that its contract does not allow.', options);
};

/** 501 and 505 refuse the kind of request; any other may come from a proxy that lost the answer of the storage itself. */
const isServerError = (status: number): boolean => status >= 500 && status < 600 && status !== 501 && status !== 505;

/** What is no failure of the exchange itself, such as a file that cannot be read, is a fault of ours and stays as it is. */
const putErrorToError = (error: Error, complete: boolean, origin: Origin): Error => {
  if (!(error instanceof CallFailure)) return error;
  return complete ? outcomeUnknown(error, origin) : failureToError(error, 'POST', origin);
};

const outcomeUnknown = (cause: Error, origin: Origin): OutcomeUnknown =>
  new OutcomeUnknown('The file was sent and no answer came: it may or may not have arrived, and was not sent again.', {
    cause,
    origin,
  });
