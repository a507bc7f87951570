import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ApolloServer, HeaderMap } from '@apollo/server';
import type { Authenticator } from '../auth/authenticate.ts';
import type { Config } from '../config/config.ts';
import type { Context, OperationScope } from '../context.ts';
import { BadUserInput } from '../errors/catalogue.ts';
import { allowAnyOrigin, answerPreflight } from './cors.ts';
import { parseJsonBody } from './json-body.ts';
import { isNestedDeeper } from './nesting.ts';
import type { OperationSignals } from './operation-signal.ts';
import { readBody } from './read-body.ts';
import { type Route, searchOf } from './route.ts';

export interface GraphqlRouteOptions {
  readonly apollo: ApolloServer<Context>;
  readonly authenticator: Authenticator;
  readonly createContext: (scope: OperationScope) => Context;
  readonly operations: OperationSignals;
  readonly limits: Config['limits'];
}

/** GraphQL over HTTP: who asks comes first, then what is asked, then Apollo Server. */
export function createGraphqlRoute({
  apollo,
  authenticator,
  createContext,
  operations,
  limits,
}: GraphqlRouteOptions): Route {
  // Brackets count arguments and lists as well as fields.
  const maxNesting = 100 + 2 * limits.maxDepth;

  return async (request, response) => {
    allowAnyOrigin(response);
    if (answerPreflight(request, response)) return;
    if (isBrowserVisit(request)) return redirectToSandbox(response);
    const authenticating = authenticator.authenticate(request.headers.authorization);
    const caller = authenticating instanceof Promise ? await authenticating : authenticating;
    const body =
      request.method === 'POST' ? parseJsonBody(request, await readBody(request, limits.maxBodyBytes)) : undefined;
    checkNesting(request, body, maxNesting);

    using operation = operations.start(response);
    const { signal } = operation;
    const answer = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: request.method ?? 'GET',
        headers: headersOf(request),
        search: searchOf(request),
        body,
      },
      context: async () => createContext({ caller, signal }),
    });
    // Only @defer and @stream give anything else, and the schema has neither.
    if (answer.body.kind !== 'complete') throw new TypeError('an answer came in parts');
    answer.headers.set('content-length', String(Buffer.byteLength(answer.body.string)));
    response.writeHead(answer.status ?? 200, Object.fromEntries(answer.headers));
    response.end(answer.body.string);
  };
}

/** Somebody opened the endpoint's own URL in a browser. */
function isBrowserVisit({ method, url, headers }: IncomingMessage): boolean {
  return method === 'GET' && url === '/graphql' && headers.accept?.startsWith('text/html') === true;
}

function redirectToSandbox(response: ServerResponse): void {
  response.writeHead(303, { location: '/' }).end();
}

function checkNesting(request: IncomingMessage, body: unknown, max: number): void {
  const query = request.method === 'GET' ? new URLSearchParams(searchOf(request)).get('query') : queryIn(body);
  if (typeof query !== 'string' || !isNestedDeeper(query, max)) return;
  throw new BadUserInput(
    `The query is nested more than ${max} levels deep: ask for less at once, and for the rest by id`,
  );
}

function queryIn(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'query' in body ? body.query : undefined;
}

function headersOf({ headers }: IncomingMessage): HeaderMap {
  const map = new HeaderMap();
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) map.set(name, typeof value === 'string' ? value : value.join(', '));
  }
  return map;
}
