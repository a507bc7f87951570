import { CallFailure } from '../calls/call-failure.ts';
import { failureToError } from '../calls/gateway-errors.ts';
import {
  type AccountId,
  BackendBadResponse,
  BackendRateLimited,
  BackendRejected,
  BackendUnavailable,
  type GatewayError,
  OutcomeUnknown,
} from '../errors/catalogue.ts';

/** The end of one PUT. */
export interface PutEnd {
  /** Bytes of the file that were passed to the socket. */
  readonly bytes: number;
  /** False if no byte of the request was sent. */
  readonly begun: boolean;
  /**
   * True if the last byte of the file was passed to the socket. A storage keeps a body only if it is as long as its
   * Content-Length says: until then, nothing can have been stored.
   */
  readonly complete: boolean;
  /** A refusal counts as soon as the head of the answer has arrived, even if its body fails. */
  readonly result: PutAnswer | { readonly error: Error };
}

export interface PutAnswer {
  readonly status: number;
  /** True if the answer had a body. */
  readonly hasBody: boolean;
  /** True if the answer ended before its body did: it is not known whether it had one. */
  readonly isCut: boolean;
}

/** A PUT is sent once. It is repeated only if the connection failed before a byte of it was sent. */
export function mayBeRepeated({ begun, result }: PutEnd): boolean {
  return !begun && 'error' in result && result.error instanceof CallFailure && result.error.kind === 'connection';
}

/**
 * The error that the end of a PUT means; undefined if the file is stored. The answer is not quoted: it is XML for
 * developers, and repeats parts of the request.
 */
export function putEndToError({ result, complete }: PutEnd, accountId: AccountId): Error | undefined {
  return 'status' in result
    ? answerToError(result, complete, accountId)
    : putErrorToError(result.error, complete, accountId);
}

function answerToError(
  { status, hasBody, isCut }: PutAnswer,
  complete: boolean,
  accountId: AccountId,
): GatewayError | undefined {
  const options = { cause: new Error(`HTTP ${status}`), accountId };
  if (status >= 200 && status < 300) {
    if (!complete) return new BackendBadResponse('The storage accepted the file before all of it was sent.', options);
    // A storage confirms a file without words. Some report an error in the body of an answer that began as a success.
    const doubt = isCut ? 'that broke off' : hasBody ? 'with a body' : undefined;
    return doubt === undefined ? undefined : outcomeUnknown(new Error(`HTTP ${status} ${doubt}`), accountId);
  }
  if (status === 403) {
    return new BackendRejected(
      'The storage refused the file: its upload location has expired or does not match it.',
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

/** 501 and 505 refuse the kind of request. Any other 5xx may come from a proxy that lost the storage's answer. */
function isServerError(status: number): boolean {
  return status >= 500 && status < 600 && status !== 501 && status !== 505;
}

/** An error that is not a CallFailure, such as an unreadable file, is a fault of the gateway and stays as it is. */
function putErrorToError(error: Error, complete: boolean, accountId: AccountId): Error {
  if (!(error instanceof CallFailure)) return error;
  return complete ? outcomeUnknown(error, accountId) : failureToError(error, 'POST', accountId);
}

function outcomeUnknown(cause: Error, accountId: AccountId): OutcomeUnknown {
  return new OutcomeUnknown(
    'The file was sent, but no usable answer arrived: it may or may not be stored. It was not sent again.',
    { cause, accountId },
  );
}
