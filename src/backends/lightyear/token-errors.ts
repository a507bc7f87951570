import { answerToError } from '../../calls/gateway-errors.ts';
import type { RestAnswer } from '../../calls/send.ts';
import {
  type AccountId,
  BackendBadResponse,
  BackendRejected,
  BackendUnauthorized,
  BackendUnavailable,
  Conflict,
  type GatewayError,
  NotFound,
} from '../../errors/catalogue.ts';
import { wireObject } from '../wire.ts';

/** Error codes of OAuth that a later call may not get (RFC 6749, 4.1.2.1), in a 400 of some token endpoints. */
const TEMPORARY: ReadonlySet<unknown> = new Set(['temporarily_unavailable', 'server_error', 'slow_down']);

/**
 * The error for the answer of a token endpoint; undefined for 2xx. Refused credentials are told from a throttled or failing
 * endpoint, and from a wrong address. The answer is not about a document, so its error is never one about a document.
 */
export function tokenAnswerToError(answer: RestAnswer, accountId: AccountId): GatewayError | undefined {
  const options = { accountId, cause: new Error(`HTTP ${answer.status}`) };
  if (answer.status === 400) {
    return TEMPORARY.has(errorCodeOf(answer.text))
      ? new BackendUnavailable('The token endpoint of LIGHTYEAR cannot answer at the moment.', options)
      : new BackendUnauthorized('LIGHTYEAR refused the client credentials', options);
  }
  const error = answerToError(answer, accountId);
  const isAboutDocument = error instanceof NotFound || error instanceof Conflict || error instanceof BackendRejected;
  return isAboutDocument
    ? new BackendBadResponse(
        `The token endpoint of LIGHTYEAR answered with HTTP ${answer.status}: check tokenUrl in the account's configuration.`,
        options,
      )
    : error;
}

/** `{"error":"invalid_client"}` (RFC 6749, 5.2). */
function errorCodeOf(body: string): unknown {
  try {
    return wireObject<{ error: string }>(JSON.parse(body))?.error;
  } catch {
    return undefined;
  }
}
