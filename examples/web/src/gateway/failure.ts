import { CombinedGraphQLErrors, ServerError } from '@apollo/client';

/** Why an operation gave nothing, for the one who asked. */
export interface Failure {
  readonly message: string;
  /** Of the schema's ErrorCode, where the gateway gave one. */
  readonly code?: string | undefined;
  readonly retryable: boolean;
  /** For a write: whether it may have been done all the same. */
  readonly isUnknown: boolean;
}

export function toFailure(error: unknown): Failure {
  if (CombinedGraphQLErrors.is(error)) {
    const { message, extensions } = error.errors[0] ?? { message: 'The gateway gave an error without saying which.' };
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
    message: 'The gateway cannot be reached. Look at your connection, then try again.',
    retryable: true,
    isUnknown: true,
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
