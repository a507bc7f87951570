import { answerToError } from '../../calls/gateway-errors.ts';
import type { RestAnswer } from '../../calls/send.ts';
import {
  type AccountId,
  BackendBadResponse,
  BackendRejected,
  BackendUnauthorized,
  Conflict,
  type GatewayError,
  NotFound,
} from '../../errors/catalogue.ts';
import { wireObject } from '../wire.ts';

/** The OAuth errors about the credentials themselves (RFC 6749, 5.2). Any other one is a mistake of the gateway or the endpoint. */
const REFUSED: ReadonlySet<unknown> = new Set(['invalid_client', 'unauthorized_client']);
/** The statuses that some token endpoints mean by a 400: errors that a later call may not get, of OAuth and of Cognito. */
const MEANT: ReadonlyMap<unknown, number> = new Map([
  ['slow_down', 429],
  ['too_many_requests', 429],
  ['TooManyRequestsException', 429],
  ['ThrottlingException', 429],
  ['LimitExceededException', 429],
  ['temporarily_unavailable', 503],
  ['server_error', 503],
  ['InternalErrorException', 503],
]);

/** The status that an answer of a token endpoint means. A 400 that means "later" is repeated like a 429 or a 503. */
export function meantStatus({ status, text }: RestAnswer): number {
  return status === 400 ? (MEANT.get(errorCodeOf(text)) ?? status) : status;
}

/**
 * The error for the answer of a token endpoint; undefined for 2xx. Refused credentials are told from a throttled or failing
 * endpoint, from a firewall or proxy before it, and from a wrong address. The answer is not about a document, so its error is
 * never one about a document.
 */
export function tokenAnswerToError(answer: RestAnswer, accountId: AccountId): GatewayError | undefined {
  const options = { accountId, cause: new Error(`HTTP ${answer.status}`) };
  const { status } = answer;
  const isRefusal = status === 401 || ((status === 400 || status === 403) && REFUSED.has(errorCodeOf(answer.text)));
  if (isRefusal) return new BackendUnauthorized('LIGHTYEAR refused the client credentials', options);
  const error = answerToError(answer, accountId);
  return UNEXPECTED.some((kind) => error instanceof kind)
    ? new BackendBadResponse(
        `The token endpoint of LIGHTYEAR answered with HTTP ${status}: check tokenUrl in the account's configuration.`,
        options,
      )
    : error;
}

/** Errors about a document, and a 403 that does not name the credentials. */
const UNEXPECTED = [NotFound, Conflict, BackendRejected, BackendUnauthorized] as const;

/** `{"error":"invalid_client"}` (RFC 6749, 5.2), or an exception of AWS: `{"__type":"TooManyRequestsException"}`. */
function errorCodeOf(body: string): unknown {
  try {
    const wire = wireObject<{ error: string; __type: string }>(JSON.parse(body));
    return wire?.error ?? wire?.__type;
  } catch {
    return undefined;
  }
}
