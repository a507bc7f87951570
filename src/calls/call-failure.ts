import { errors } from 'undici';
import { GatewayError } from '../errors/catalogue.ts';

/**
 * Why a call has no answer: the connection failed or broke; the answer took too long; it is not HTTP, or it is too large;
 * the circuit breaker is open; the source limits its calls, or is unavailable, for a while that is not over; the caller aborted the call; the gateway is
 * shutting down.
 */
export type FailureKind =
  | 'connection'
  | 'timeout'
  | 'bad-response'
  | 'breaker-open'
  | 'paused'
  | 'unavailable'
  | 'aborted'
  | 'closed';

const WORDS: Readonly<Record<FailureKind, string>> = {
  connection: 'connection failed',
  timeout: 'no complete answer in time',
  'bad-response': 'unusable answer',
  'breaker-open': 'not called, circuit breaker is open',
  paused: 'not called, the source asked to wait (HTTP 429)',
  unavailable: 'not called, the source asked to wait (HTTP 503)',
  aborted: 'call was aborted',
  closed: 'gateway is shutting down',
};

interface CallFailureOptions {
  readonly sent: boolean;
  readonly status?: number | undefined;
  readonly retryAfterMs?: number;
  readonly cause?: unknown;
}

/**
 * A call that ended without an answer. The policies pass it on as it is; outside of this folder it is the `cause` of a
 * GatewayError. Operators may see its message, which does not contain an address, URL or header.
 */
export class CallFailure extends Error {
  readonly kind: FailureKind;
  /** False if no byte of the request was sent. True if the source may have acted on it. */
  readonly sent: boolean;
  /** The status of an answer whose body is incomplete. */
  readonly status: number | undefined;
  /** The time after which a call may be made again, if it is known. */
  readonly retryAfterMs: number | undefined;

  constructor(kind: FailureKind, options: CallFailureOptions) {
    const code = codeOf(options.cause);
    super(code === undefined ? WORDS[kind] : `${WORDS[kind]} (${code})`, { cause: options.cause });
    this.name = 'CallFailure';
    this.kind = kind;
    this.sent = options.sent;
    this.status = options.status;
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** The failure of a call whose signal aborted before it was sent. A gateway that shuts down aborts with a CallFailure. */
export function abortedBeforeSending({ reason }: AbortSignal): CallFailure {
  return reason instanceof CallFailure ? reason : new CallFailure('aborted', { sent: false, cause: reason });
}

/** True if a call failed after its request may have reached the source: the outcome of such a write is unknown. */
export function mayHaveBeenSent(error: unknown): boolean {
  return error instanceof GatewayError && error.cause instanceof CallFailure && error.cause.sent;
}

/** The status of an answer whose body was lost. */
export function knownStatus(error: unknown): number | undefined {
  return error instanceof GatewayError && error.cause instanceof CallFailure ? error.cause.status : undefined;
}

/** The code of a system or undici error, such as ECONNRESET. Messages are not used, as they contain addresses. */
function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

const KINDS: Readonly<Record<string, FailureKind>> = {
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  ETIMEDOUT: 'timeout',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'bad-response',
  UND_ERR_HEADERS_OVERFLOW: 'bad-response',
  UND_ERR_CLOSED: 'closed',
  UND_ERR_DESTROYED: 'closed',
};

/** The request itself is invalid (a line break in a header, a space in a path): a fault of the gateway. */
const INVALID_REQUEST = new Set([
  'UND_ERR_INVALID_ARG',
  'UND_ERR_NOT_SUPPORTED',
  'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH',
]);

/** Classifies an error of undici or node:net. Returns an error about the request itself as it is. */
export function socketErrorToFailure(error: Error, sent: boolean, status?: number): Error {
  const code = codeOf(error) ?? '';
  if (INVALID_REQUEST.has(code)) return error;
  return new CallFailure(errorToKind(error, code), { sent, status, cause: error });
}

function errorToKind(error: Error, code: string): FailureKind {
  if (error instanceof errors.HTTPParserError) return parserErrorToKind(error);
  // undici's error for a 101: the source speaks another protocol from here on.
  if (error instanceof errors.SocketError && error.message === 'bad upgrade') return 'bad-response';
  return KINDS[code] ?? 'connection';
}

/** A chunked body that ends before its last chunk is a broken connection. undici sets no code for it. */
function parserErrorToKind({ message }: Error): FailureKind {
  return message.includes('Invalid EOF state') ? 'connection' : 'bad-response';
}
