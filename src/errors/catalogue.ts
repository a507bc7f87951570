import type { InvoiceState } from '../domain/invoice.ts';
import type { Source } from '../domain/source.ts';

/** Every code of the schema's ErrorCode. Faults of the gateway have INTERNAL_SERVER_ERROR; see format-error.ts. */
export type ErrorCode =
  | 'BAD_USER_INPUT'
  | 'NOT_FOUND'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'UNSUPPORTED_BY_SOURCE'
  | 'CONFLICT'
  | 'RATE_LIMITED'
  | 'BACKEND_REJECTED'
  | 'BACKEND_UNAUTHORIZED'
  | 'BACKEND_RATE_LIMITED'
  | 'BACKEND_TIMEOUT'
  | 'BACKEND_UNAVAILABLE'
  | 'BACKEND_BAD_RESPONSE'
  | 'CURSOR_EXPIRED'
  | 'OUTCOME_UNKNOWN'
  | 'IDEMPOTENCY_KEY_REUSED'
  | 'STORE_UNAVAILABLE';

const RETRYABLE: ReadonlySet<string> = new Set<ErrorCode>([
  'RATE_LIMITED',
  'BACKEND_RATE_LIMITED',
  'BACKEND_TIMEOUT',
  'BACKEND_UNAVAILABLE',
  'STORE_UNAVAILABLE',
]);

/** True if the same request may succeed later. */
export function isRetryable(code: string): boolean {
  return RETRYABLE.has(code);
}

/** Names an account. An error has it if the failure belongs to that account. */
export interface AccountId {
  readonly source: Source;
  readonly company: string;
}

/** A limit of requests. A limit that can be configured has the name of its key in `limits`. */
export type Limit =
  | 'maxBodyBytes'
  | 'maxUploadBytes'
  | 'maxDepth'
  | 'maxTokens'
  | 'operationTimeoutMs'
  | 'maxQueryCharacters'
  | 'maxSelections'
  | 'maxAliases'
  | 'maxRootFields'
  | 'maxFields'
  | 'maxRestCalls'
  | 'maxAnswerBytes'
  | 'maxOperations'
  | 'maxConnections'
  | 'maxSubscriptions'
  | 'maxReceivingBytes'
  | 'maxSendingBytes'
  | 'maxFetchedBytes'
  | 'maxRetainedBytes'
  | 'maxUploads'
  | 'maxDiskBytes'
  | 'maxQueuedCalls'
  | 'stallTimeoutMs'
  | 'requestsPerMinute'
  | 'failedLoginsPerMinute';

interface GatewayErrorOptions {
  readonly cause?: unknown;
  readonly accountId?: AccountId | undefined;
  readonly field?: readonly string[] | undefined;
  readonly limit?: Limit | undefined;
  readonly retryAfterMs?: number | undefined;
}

/**
 * A failure that a caller may read: `message` is written for callers and does not contain a URL, a credential or an
 * upstream body. `cause` takes everything else (status, original error) to the log.
 */
export abstract class GatewayError extends Error {
  abstract readonly code: ErrorCode;
  readonly accountId: AccountId | undefined;
  /** Path of the wrong input field, if the failure is about one. */
  readonly field: readonly string[] | undefined;
  /** The limit that the request exceeded, if it did. */
  readonly limit: Limit | undefined;
  /** Milliseconds until the same request can succeed, if known. */
  readonly retryAfterMs: number | undefined;
  /** The write that failed, in the journal; set once it is recorded there. */
  writeId: string | undefined;
  /** CONFLICT: the state in which the document is. */
  documentState: InvoiceState | undefined;
  /** True if this is the recorded outcome of an earlier request. */
  isReplay = false;

  constructor(message: string, options: GatewayErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.accountId = options.accountId;
    this.field = options.field;
    this.limit = options.limit;
    this.retryAfterMs = options.retryAfterMs === undefined ? undefined : Math.ceil(options.retryAfterMs);
  }

  /** True if the same request may succeed later. */
  get retryable(): boolean {
    return isRetryable(this.code);
  }
}

export class BadUserInput extends GatewayError {
  override readonly code = 'BAD_USER_INPUT';
}

/** A syntax or validation error of a query, in the words of graphql-js. */
export class InvalidQuery extends BadUserInput {
  /** Counted from 1, as in GraphQL. */
  readonly locations: readonly { readonly line: number; readonly column: number }[] | undefined;

  constructor(message: string, locations?: InvalidQuery['locations']) {
    super(message);
    this.locations = locations;
  }
}

/** The request exceeds a limit for single requests. It cannot succeed without a change. */
export class LimitExceeded extends BadUserInput {
  constructor(limit: Limit, message: string, options: Omit<GatewayErrorOptions, 'limit'> = {}) {
    super(message, { ...options, limit });
  }
}

/** This caller, address or account has too much in flight. The same request can succeed a moment later. */
export class RateLimited extends GatewayError {
  override readonly code = 'RATE_LIMITED';

  constructor(limit: Limit, message: string, options: Omit<GatewayErrorOptions, 'limit'> = {}) {
    super(message, { ...options, limit });
  }
}

/** The object does not exist, or not for this caller. */
export class NotFound extends GatewayError {
  override readonly code = 'NOT_FOUND';
}

export class Unauthenticated extends GatewayError {
  override readonly code = 'UNAUTHENTICATED';
}

export class Forbidden extends GatewayError {
  override readonly code = 'FORBIDDEN';
}

export class UnsupportedBySource extends GatewayError {
  override readonly code = 'UNSUPPORTED_BY_SOURCE';
}

/** 409: the document is not in a state that allows the operation. */
export class Conflict extends GatewayError {
  override readonly code = 'CONFLICT';
}

/** The source rejected the request. The message quotes it; `violations` has the faults that it lists. */
export class BackendRejected extends GatewayError {
  override readonly code = 'BACKEND_REJECTED';
  readonly violations: readonly string[];

  constructor(
    message: string,
    options: { cause?: unknown; accountId?: AccountId | undefined; violations?: readonly string[] } = {},
  ) {
    super(message, options);
    this.violations = options.violations ?? [];
  }
}

/** The source rejected the credentials configured for the account. */
export class BackendUnauthorized extends GatewayError {
  override readonly code = 'BACKEND_UNAUTHORIZED';
}

export class BackendRateLimited extends GatewayError {
  override readonly code = 'BACKEND_RATE_LIMITED';
}

export class BackendTimeout extends GatewayError {
  override readonly code = 'BACKEND_TIMEOUT';
}

/** The connection was refused, the source answered 5xx, or the circuit breaker is open. */
export class BackendUnavailable extends GatewayError {
  override readonly code = 'BACKEND_UNAVAILABLE';
}

/** The whole process has too much in flight, from any callers. The same request can succeed a moment later. */
export class Overloaded extends BackendUnavailable {
  constructor(limit: Limit, message: string, options: Omit<GatewayErrorOptions, 'limit'> = {}) {
    super(message, { ...options, limit });
  }
}

/** The answer violates the source's contract. */
export class BackendBadResponse extends GatewayError {
  override readonly code = 'BACKEND_BAD_RESPONSE';
}

/** The cursor cannot be resumed: events after it were removed, or it comes from another version. */
export class CursorExpired extends GatewayError {
  override readonly code = 'CURSOR_EXPIRED';
}

/** A write was sent, but its answer was lost. */
export class OutcomeUnknown extends GatewayError {
  override readonly code = 'OUTCOME_UNKNOWN';
}

/** The caller used the idempotency key for another input. */
export class IdempotencyKeyReused extends GatewayError {
  override readonly code = 'IDEMPOTENCY_KEY_REUSED';
}

/** The gateway cannot record the write, so it has not sent it. */
export class StoreUnavailable extends GatewayError {
  override readonly code = 'STORE_UNAVAILABLE';
}
