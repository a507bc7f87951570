import {
  type AccountId,
  BackendBadResponse,
  BackendRateLimited,
  BackendRejected,
  BackendUnauthorized,
  BackendUnavailable,
  Conflict,
  type GatewayError,
  NotFound,
} from '../errors/catalogue.ts';
import type { RestAnswer } from './send.ts';
import { readSourceMessage } from './source-message.ts';

/**
 * The error that an answer's status means; undefined for 2xx. Of 400, 409 and 422 the source's own words are quoted,
 * of anything else not a character: the rest of an answer was not written for our callers.
 */
export function answerToError(answer: RestAnswer, accountId: AccountId): GatewayError | undefined {
  const { status } = answer;
  if (status >= 200 && status < 300) return undefined;
  const options = { cause: new Error(`HTTP ${status}`), accountId };
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
    case 401:
    case 403:
      return new BackendUnauthorized('The source refused the credentials of this account.', options);
    case 404:
      return new NotFound('The source does not have it.', options);
    case 429:
      return new BackendRateLimited('The source limits how often it is called.', options);
  }
  if (status >= 400 && status < 500) return new BackendRejected(REJECTED, options);
  if (status >= 500 && status < 600) return new BackendUnavailable('The source cannot answer at the moment.', options);
  return new BackendBadResponse('The source sent an answer that its contract does not allow.', options);
}

const REJECTED = 'The source rejected the request.';
