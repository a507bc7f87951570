import type { Source } from '../domain/source.ts';

/** Every code a caller can meet, as in the schema's ErrorCode, plus the one for our own faults. */
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
  | 'OUTCOME_UNKNOWN';

/** Whose fault it was: set where a failure belongs to one account. */
export interface AccountId {
  readonly source: Source;
  readonly company: string;
}

/** What bounds a request. A name that is a key of `limits` in the configuration is spelled the same. */
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
}

/**
 * A failure that a caller may read: `message` is written for callers and holds no URL, credential or upstream body.
 * What else is known (status, cause) goes to the log through `cause`.
 */
export abstract class GatewayError extends Error {
  abstract readonly code: ErrorCode;
  readonly accountId: AccountId | undefined;
  /** Path of the input field at fault, where there is one. */
  readonly field: readonly string[] | undefined;
  /** The limit that the request ran into, where it did. */
  readonly limit: Limit | undefined;

  constructor(message: string, options: GatewayErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.accountId = options.accountId;
    this.field = options.field;
    this.limit = options.limit;
  }

  /** True where the same request may succeed later without a change. */
  get retryable(): boolean {
    return (
      this.code === 'RATE_LIMITED' ||
      this.code === 'BACKEND_RATE_LIMITED' ||
      this.code === 'BACKEND_TIMEOUT' ||
      this.code === 'BACKEND_UNAVAILABLE'
    );
  }
}

export class BadUserInput extends GatewayError {
  override readonly code = 'BAD_USER_INPUT';
}

/** A fault in the text of a query, as graphql-js words it. */
export class InvalidQuery extends BadUserInput {
  /** Where it is, as GraphQL counts: from 1. */
  readonly locations: readonly { readonly line: number; readonly column: number }[] | undefined;

  constructor(message: string, locations?: InvalidQuery['locations']) {
    super(message);
    this.locations = locations;
  }
}

/** The request asks for more than one request may. It never succeeds without a change. */
export class LimitExceeded extends BadUserInput {
  constructor(limit: Limit, message: string, options: Omit<GatewayErrorOptions, 'limit'> = {}) {
    super(message, { ...options, limit });
  }
}

/** This caller, address or account has too much in flight. The same request can succeed a moment later. */
export class RateLimited extends GatewayError {
  override readonly code = 'RATE_LIMITED';
  /** When it can succeed, if that is known. */
  readonly retryAfterMs: number | undefined;

  constructor(
    limit: Limit,
    message: string,
    options: Omit<GatewayErrorOptions, 'limit'> & { readonly retryAfterMs?: number } = {},
  ) {
    super(message, { ...options, limit });
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** What was asked for is not there, or not there for this caller. */
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

/** 409: the document is not in a state that allows it. */
export class Conflict extends GatewayError {
  override readonly code = 'CONFLICT';
}

/** The source refused the request; its own words stand in the message and, where it lists them, in `violations`. */
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

/** The source refused the credentials configured for the account. */
export class BackendUnauthorized extends GatewayError {
  override readonly code = 'BACKEND_UNAUTHORIZED';
}

export class BackendRateLimited extends GatewayError {
  override readonly code = 'BACKEND_RATE_LIMITED';
}

export class BackendTimeout extends GatewayError {
  override readonly code = 'BACKEND_TIMEOUT';
}

/** Refused connection, 5xx, or open circuit breaker. */
export class BackendUnavailable extends GatewayError {
  override readonly code = 'BACKEND_UNAVAILABLE';
}

/** The process as a whole has too much in flight, whoever caused it. The same request can succeed a moment later. */
export class Overloaded extends BackendUnavailable {
  constructor(limit: Limit, message: string, options: Omit<GatewayErrorOptions, 'limit'> = {}) {
    super(message, { ...options, limit });
  }
}

/** The answer is not what the contract promises. */
export class BackendBadResponse extends GatewayError {
  override readonly code = 'BACKEND_BAD_RESPONSE';
}

/** Events after the id to go on from are no longer all kept: whoever reads on would miss some without knowing. */
export class CursorExpired extends GatewayError {
  override readonly code = 'CURSOR_EXPIRED';
}

/** A write was sent and its answer is lost. */
export class OutcomeUnknown extends GatewayError {
  override readonly code = 'OUTCOME_UNKNOWN';
}
