import { CombinedGraphQLErrors, ServerError } from '@apollo/client';

/** The reason why an operation failed, for the user. */
export interface Failure {
  readonly message: string;
  /** A value of the schema's ErrorCode, if the gateway sent one. */
  readonly code?: string | undefined;
  readonly retryable: boolean;
  /** For a write: true if it may have been done. */
  readonly isUnknown: boolean;
  /** True if there was no answer at all. */
  readonly isUnreachable?: boolean;
}

export function toFailure(error: unknown): Failure {
  if (CombinedGraphQLErrors.is(error)) {
    const { message, extensions } = error.errors[0] ?? { message: 'The gateway returned an error without details.' };
    const code = extensions?.['code'];
    return {
      message,
      code: typeof code === 'string' ? code : undefined,
      retryable: extensions?.['retryable'] === true,
      isUnknown: code === 'OUTCOME_UNKNOWN' || code === 'INTERNAL_SERVER_ERROR',
    };
  }
  if (ServerError.is(error)) {
    const isOfGateway = error.statusCode < 500;
    const said = messageOf(error.bodyText);
    return {
      message: said ?? `The gateway answered with status ${error.statusCode}.`,
      retryable: !isOfGateway,
      isUnknown: !isOfGateway,
    };
  }
  return {
    message: 'Cannot reach the gateway. Check your connection, then try again.',
    retryable: true,
    isUnknown: true,
    isUnreachable: true,
  };
}

/** A wrong token is status 401 over HTTP, and the close code 4401 over WebSocket. */
export function isUnauthenticated(error: unknown): boolean {
  if (ServerError.is(error)) return error.statusCode === 401;
  if (CombinedGraphQLErrors.is(error)) return toFailure(error).code === 'UNAUTHENTICATED';
  return error instanceof Error && error.cause instanceof CloseEvent && error.cause.code === 4401;
}

function messageOf(body: string): string | undefined {
  try {
    const { errors } = JSON.parse(body) as { errors?: readonly { message?: string }[] };
    return errors?.[0]?.message;
  } catch {
    return undefined;
  }
}
