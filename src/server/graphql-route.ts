import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ApolloServer, HeaderMap, type HTTPGraphQLResponse } from '@apollo/server';
import type { Authenticator } from '../auth/authenticate.ts';
import type { Caller } from '../auth/caller.ts';
import type { Config } from '../config/config.ts';
import type { Context, OperationScope } from '../context.ts';
import type { Pacer } from '../limits/pacer.ts';
import { checkNesting } from './check-nesting.ts';
import { allowAnyOrigin, answerPreflight } from './cors.ts';
import { encodedText } from './encoded-text.ts';
import { parseJsonBody } from './json-body.ts';
import { isMultipart } from './multipart/check-headers.ts';
import { receiveMultipart } from './multipart/receive-multipart.ts';
import { NoRoomForFile, type OpenScratch, openScratch } from './multipart/temporary-file.ts';
import type { OperationSignal, OperationSignals } from './operation-signal.ts';
import { readBody } from './read-body.ts';
import { type Route, searchOf } from './route.ts';

export interface GraphqlRouteOptions {
  readonly apollo: ApolloServer<Context>;
  readonly authenticator: Authenticator;
  readonly createContext: (scope: OperationScope) => Context;
  readonly operations: OperationSignals;
  readonly limits: Config['limits'];
  readonly pacer: Pacer;
  /** Where a file is kept until its request has been answered; a temporary file by default. */
  readonly openScratch?: OpenScratch;
}

/** GraphQL over HTTP: who asks comes first, then what is asked, then Apollo Server. */
export function createGraphqlRoute(options: GraphqlRouteOptions): Route {
  const { apollo, authenticator, createContext, operations, limits, pacer } = options;
  // Brackets count arguments and lists as well as fields.
  const maxNesting = 100 + 2 * limits.maxDepth;

  return async (request, response) => {
    allowAnyOrigin(response);
    if (answerPreflight(request, response)) return;
    if (isBrowserVisit(request)) return redirectToSandbox(response);
    const authenticating = authenticator.authenticate(request.headers.authorization);
    const caller = authenticating instanceof Promise ? await authenticating : authenticating;
    if (request.method === 'POST' && isMultipart(request)) return answerMultipart(request, response, caller);
    const body =
      request.method === 'POST' ? parseJsonBody(request, await readBody(request, limits.maxBodyBytes)) : undefined;
    checkNesting(request, body, maxNesting);

    using operation = operations.start(response);
    await send(response, await ask(request, headersOf(request), body, caller, operation), caller);
  };

  async function answerMultipart(request: IncomingMessage, response: ServerResponse, caller: Caller): Promise<void> {
    const keepsFile = caller.scopes.has('files:write');
    const receive = { limits, keepsFile, openScratch: options.openScratch ?? openScratch };
    await using received = await receiveMultipart(request, receive).catch(reportNoRoom);
    checkNesting(request, received.operations, maxNesting);

    using operation = received.keepsFile ? operations.startWithoutDeadline(response) : operations.start(response);
    const headers = headersOf(request).set('content-type', 'application/json');
    await send(response, await ask(request, headers, received.operations, caller, operation), caller);
  }

  function ask(
    request: IncomingMessage,
    headers: HeaderMap,
    body: unknown,
    caller: Caller,
    { signal, abort }: OperationSignal,
  ): Promise<HTTPGraphQLResponse> {
    return apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method: request.method ?? 'GET', headers, search: searchOf(request), body },
      context: async () => createContext({ caller, signal, abort }),
    });
  }

  async function send(
    response: ServerResponse,
    { body, headers, status }: HTTPGraphQLResponse,
    caller: Caller,
  ): Promise<void> {
    // Only @defer and @stream give anything else, and the schema has neither.
    if (body.kind !== 'complete') throw new TypeError('an answer came in parts');
    const slices = await encodedText(body.string, pacer, caller.name);
    const bytes = slices.reduce((sum, slice) => sum + Buffer.byteLength(slice), 0);
    headers.set('content-length', String(bytes));
    response.writeHead(status ?? 200, Object.fromEntries(headers));
    for (const slice of slices.slice(0, -1)) response.write(slice);
    response.end(slices.at(-1));
  }

  /** The caller is told no more than that there is no room; who runs this has to know why. */
  function reportNoRoom(error: unknown): never {
    if (error instanceof NoRoomForFile) apollo.logger.warn(`a file could not be kept: ${error.cause}`);
    throw error;
  }
}

/** Somebody opened the endpoint's own URL in a browser. */
function isBrowserVisit({ method, url, headers }: IncomingMessage): boolean {
  return method === 'GET' && url === '/graphql' && headers.accept?.startsWith('text/html') === true;
}

function redirectToSandbox(response: ServerResponse): void {
  response.writeHead(303, { location: '/' }).end();
}

function headersOf({ headers }: IncomingMessage): HeaderMap {
  const map = new HeaderMap();
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) map.set(name, typeof value === 'string' ? value : value.join(', '));
  }
  return map;
}
