import type { ErrorCode } from './__generated__/operations.ts';

/**
 * A code of the schema's ErrorCode, or:
 * - `INTERNAL_SERVER_ERROR`: a fault of the gateway
 * - `CONNECTION_LOST`: no complete answer arrived, so a mutation may or may not have been carried out
 * - `UNEXPECTED_ANSWER`: the answer is not GraphQL, as from a proxy; `status` is its HTTP status
 */
export type FailureCode = ErrorCode | 'INTERNAL_SERVER_ERROR' | 'CONNECTION_LOST' | 'UNEXPECTED_ANSWER';

/** An error of a GraphQL answer. */
export interface AnswerError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: unknown; readonly retryAfterMs?: unknown; readonly [name: string]: unknown };
}

interface Details {
  readonly errors?: readonly AnswerError[];
  readonly data?: unknown;
  readonly status?: number | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly cause?: unknown;
}

/** The reason why an operation does not have a result. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  readonly code: FailureCode;
  /** Milliseconds until the same request can succeed, if the gateway or a proxy says so. */
  readonly retryAfterMs: number | undefined;
  /** All errors of the answer. Empty if the answer is not GraphQL. */
  readonly errors: readonly AnswerError[];
  /** The rest of an answer with errors. Undefined or null if the gateway did not execute the operation. */
  readonly data: unknown;
  /** The HTTP status. Undefined if no answer arrived, and for errors of a subscription that was open. */
  readonly status: number | undefined;

  constructor(code: FailureCode, message: string, details: Details = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.errors = details.errors ?? [];
    this.data = details.data;
    this.status = details.status;
    this.retryAfterMs = details.retryAfterMs;
  }
}

/** The error for an answer with errors: its code is that of the first one. */
export function toGatewayError(
  errors: readonly AnswerError[],
  details: Pick<Details, 'data' | 'status' | 'retryAfterMs'> = {},
): GatewayError {
  const [first] = errors;
  const { code, retryAfterMs } = first?.extensions ?? {};
  return new GatewayError(
    typeof code === 'string' ? (code as FailureCode) : 'INTERNAL_SERVER_ERROR',
    first?.message ?? 'The gateway returned an error without details',
    { errors, ...details, retryAfterMs: typeof retryAfterMs === 'number' ? retryAfterMs : details.retryAfterMs },
  );
}

/** The time of the header Retry-After: its seconds or its date. */
export function retryAfterOf(headers: Headers): number | undefined {
  const text = headers.get('retry-after');
  if (text === null) return undefined;
  const ms = /^\d+$/.test(text.trim()) ? Number(text) * 1_000 : Date.parse(text) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}
