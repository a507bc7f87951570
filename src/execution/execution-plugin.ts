import { type ApolloServerPlugin, type GraphQLResponse, HeaderMap } from '@apollo/server';
import { type ExecutionResult, GraphQLError } from 'graphql';
import type { Context } from '../context.ts';
import { Overloaded, RateLimited } from '../errors/catalogue.ts';
import type { ErrorFormatter } from '../errors/format-error.ts';
import { currentBehalf } from '../limits/on-behalf.ts';
import type { Executor } from './executor.ts';
import type { RunScope } from './metered-run.ts';

/**
 * Lets Apollo Server execute with `executor`, through the hook by which a plugin can provide an operation's response.
 * The `gateway` option would work as well, but creates an object with accessors for each request: V8 keeps the shape of
 * such an object in its old generation, and with it everything that the request has read, until the next full
 * collection.
 */
export function createExecutionPlugin({ execute }: Executor, formatError: ErrorFormatter): ApolloServerPlugin<Context> {
  return {
    requestDidStart: async () => ({
      responseForOperation: async ({ document, operation, queryHash, request, contextValue, logger }) => {
        // Apollo Server has a better message for a document without the requested operation.
        if (operation === undefined || queryHash === undefined) return null;
        if (operation.operation === 'subscription') return toResponse({ errors: [NOT_HERE] }, formatError);
        const { variables } = request;
        const scope = scopeOf(contextValue);
        const result = await execute({ document, operation, queryHash, variables, contextValue, scope, logger });
        return toResponse(result, formatError, operation.operation === 'mutation');
      },
    }),
  };
}

/** A single response cannot carry the events of a subscription. */
const NOT_HERE = new GraphQLError(
  'Subscribe over a WebSocket at this path (graphql-transport-ws), or with server-sent events at /graphql/stream',
);

function toResponse(
  { data, errors }: ExecutionResult,
  formatError: ErrorFormatter,
  isMutation = false,
): GraphQLResponse {
  // Without data the operation was not executed: the request is wrong, and GraphQL over HTTP demands 400.
  const isRefused = data === undefined;
  const { request } = currentBehalf();
  const trace = request?.trace?.summary(request.id);
  const formatted = errors?.map((error) => formatError(isRefused ? toBadInput(error) : error));
  // Some of a mutation may have been done. A client would repeat all of it after a refusal.
  const status = isRefused ? 400 : isMutation ? undefined : statusOf(errors);
  return {
    http: { ...(status && { status }), headers: new HeaderMap() },
    body: {
      kind: 'single',
      singleResult: {
        ...(formatted && { errors: formatted }),
        ...(!isRefused && { data }),
        ...(trace && { extensions: { trace } }),
      },
    },
  };
}

/** The status tells a client whether it can retry. */
function statusOf(errors: ExecutionResult['errors']): number | undefined {
  const reason = errors?.length === 1 ? errors[0]?.originalError : undefined;
  if (reason instanceof RateLimited) return 429;
  return reason instanceof Overloaded ? 503 : undefined;
}

function scopeOf({ caller, signal, abort }: Context): RunScope {
  return { owner: caller.name, signal, ...(abort && { abort }) };
}

function toBadInput(error: GraphQLError): GraphQLError {
  const { message, nodes, originalError } = error;
  return new GraphQLError(message, {
    nodes: nodes ?? null,
    originalError: originalError ?? error,
    extensions: { code: 'BAD_USER_INPUT' },
  });
}
