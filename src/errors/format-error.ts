import { randomBytes } from 'node:crypto';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { InvoiceState } from '../domain/invoice.ts';
import type { Source } from '../domain/source.ts';
import { currentBehalf, requestField } from '../limits/on-behalf.ts';
import { BackendRejected, type ErrorCode, GatewayError, InvalidQuery, type Limit } from './catalogue.ts';

export interface FaultLog {
  error(fields: object, message: string): void;
}

/** An error as sent to the caller, with `path` and `locations` if it belongs to a field. */
export interface FormattedError extends GraphQLFormattedError {
  readonly extensions: ErrorExtensions;
}

interface ErrorExtensions {
  readonly [name: string]: unknown;
  readonly code: ErrorCode | 'INTERNAL_SERVER_ERROR';
  readonly source?: Source;
  readonly company?: string;
  readonly retryable?: boolean;
  readonly violations?: readonly string[];
  readonly limit?: Limit;
  readonly retryAfterMs?: number;
  readonly writeId?: string;
  readonly documentState?: InvoiceState;
}

/** Called for every error that is about a limit or a failed authentication. */
export type OnRefusal = (reason: Limit | 'authentication') => void;

/** Turns any error into one that the caller may read. All transports share it. */
export type ErrorFormatter = (error: unknown) => FormattedError;

/** Apollo Server's codes for a wrong request. The gateway has one code for them, because the remedy is the same. */
const REQUEST_FAULTS: ReadonlySet<unknown> = new Set([
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

/** Messages of graphql-js, without a code, for faults of the request that validation does not find. */
const EXECUTION_FAULT = /^Argument "|^Schema is not configured to execute /;

/**
 * In characters. graphql-js quotes names and values in full, and each error of a query can quote one of 40,000
 * characters.
 */
const MAX_MESSAGE = 500;

/** Logs an unexpected error in full. The caller gets only a reference to that line of the log. */
export function createErrorFormatter(log: FaultLog, onRefusal: OnRefusal = () => {}): ErrorFormatter {
  const format: ErrorFormatter = (error) => {
    const known = gatewayErrorIn(error);
    const place = error instanceof GraphQLError || error instanceof InvalidQuery ? placeOf(error) : {};
    if (known !== undefined) {
      // Every transport formats its errors here, so every refusal is counted.
      if (known.limit !== undefined) onRefusal(known.limit);
      else if (known.code === 'UNAUTHENTICATED') onRefusal('authentication');
      return { message: shortened(messageOf(error, known)), ...place, extensions: extensionsOf(known) };
    }
    if (error instanceof GraphQLError && isRequestFault(error)) {
      const message = shortened(error.message);
      return { message, ...place, extensions: { code: 'BAD_USER_INPUT' } };
    }
    const reference = randomBytes(6).toString('hex');
    log.error({ reference, err: rootOf(error), path: place.path?.join('.'), ...requestField() }, 'unexpected fault');
    const message = `The gateway failed unexpectedly. Its log has the details under the reference ${reference}.`;
    return { message, ...place, extensions: { code: 'INTERNAL_SERVER_ERROR' } };
  };
  return (error) => {
    const formatted = format(error);
    currentBehalf().request?.failed(formatted.extensions.code);
    return formatted;
  };
}

/** graphql-js wraps errors of resolvers and scalars, sometimes twice. */
function gatewayErrorIn(error: unknown): GatewayError | undefined {
  if (error instanceof GatewayError) return error;
  return error instanceof GraphQLError ? gatewayErrorIn(error.originalError) : undefined;
}

function isRequestFault(error: GraphQLError): boolean {
  if (REQUEST_FAULTS.has(error.extensions['code'])) return true;
  const root = rootOf(error);
  return root instanceof GraphQLError && EXECUTION_FAULT.test(root.message);
}

function rootOf(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? rootOf(error.originalError) : error;
}

/** The text that graphql-js puts before ours names the variable or argument. */
function messageOf(error: unknown, known: GatewayError): string {
  return error instanceof GraphQLError ? error.message : known.message;
}

/** Truncates between two code points. */
function shortened(message: string): string {
  if (message.length <= MAX_MESSAGE) return message;
  return `${message.slice(0, MAX_MESSAGE - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

function placeOf({ locations, path }: Partial<GraphQLError>): Pick<GraphQLFormattedError, 'locations' | 'path'> {
  return { ...(locations && { locations }), ...(path && { path }) };
}

function extensionsOf(error: GatewayError): ErrorExtensions {
  const violations = error instanceof BackendRejected ? error.violations : [];
  return {
    code: error.code,
    ...(error.accountId && { source: error.accountId.source, company: error.accountId.company }),
    ...((error.accountId || error.retryable) && { retryable: error.retryable }),
    ...(violations.length > 0 && { violations }),
    ...(error.limit !== undefined && { limit: error.limit }),
    ...(error.retryAfterMs !== undefined && { retryAfterMs: error.retryAfterMs }),
    ...(error.writeId !== undefined && { writeId: error.writeId }),
    ...(error.documentState !== undefined && { documentState: error.documentState }),
  };
}
