import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ApolloServer, HeaderMap, type HTTPGraphQLResponse } from '@apollo/server';
import type { Authenticator } from '../../auth/authenticate.ts';
import type { Caller } from '../../auth/caller.ts';
import type { Config } from '../../config/config.ts';
import type { Context, OperationScope } from '../../context.ts';
import { BadUserInput } from '../../errors/catalogue.ts';
import { allowAnyOrigin, answerPreflight } from '../http/cors.ts';
import { readJsonBody } from '../http/json-body.ts';
import { type Route, searchOf } from '../http/route.ts';
import { bytesInMemory, isLarge, sendSlices } from '../http/send-answer.ts';
import { isMultipart, receiveMultipart } from '../multipart/receive-multipart.ts';
import { NoRoomForFile, type OpenScratch, openScratch } from '../multipart/temporary-file.ts';
import type { Admission } from './admission.ts';
import { type OpenDocument, type OpenDocuments, queryIn } from './documents/open-documents.ts';
import type { Held, InFlight } from './in-flight.ts';
import type { OperationSignal, OperationSignals } from './operation-signal.ts';

export interface GraphqlRouteOptions {
  readonly apollo: ApolloServer<Context>;
  /** Apollo Server finds the documents that are parsed here in this store. */
  readonly documents: OpenDocuments;
  readonly authenticator: Authenticator;
  readonly createContext: (scope: OperationScope) => Context;
  readonly operations: OperationSignals;
  readonly admission: Admission;
  readonly inFlight: InFlight;
  readonly limits: Config['limits'];
  /** Opens the place that keeps a file until its request is answered. The default is a temporary file. */
  readonly openScratch?: OpenScratch;
}

/** A request as Apollo Server takes it. */
interface ApolloRequest {
  readonly headers: HeaderMap;
  readonly body: unknown;
  readonly hasFile?: boolean;
}

/**
 * Serves GraphQL over HTTP. The route authenticates the caller first, then reads the body, then calls Apollo Server.
 */
export function createGraphqlRoute(options: GraphqlRouteOptions): Route {
  const { apollo, documents, authenticator, createContext, operations, admission, inFlight, limits } = options;

  return async (request, response) => {
    allowAnyOrigin(response);
    if (answerPreflight(request, response)) return;
    if (isBrowserVisit(request)) return redirectToSandbox(response);
    const authenticating = authenticator.authenticate(request.headers.authorization, request.socket.remoteAddress);
    const caller = authenticating instanceof Promise ? await authenticating : authenticating;
    inFlight.connections.admit(request.socket, caller.name);
    using receiving = inFlight.receiving.hold(caller.name);
    if (request.method === 'POST' && isMultipart(request))
      return await answerMultipart(request, response, caller, receiving);
    const body = request.method === 'POST' ? await readJsonBody(request, limits.maxBodyBytes, receiving) : undefined;
    using operation = operations.start(response);
    await send(response, await execute(request, { headers: headersOf(request), body }, caller, operation), caller);
  };

  async function answerMultipart(
    request: IncomingMessage,
    response: ServerResponse,
    caller: Caller,
    receiving: Held,
  ): Promise<void> {
    const keepsFile = caller.scopes.has('files:write');
    const { uploads, disk } = inFlight;
    const quotas = { receiving, uploads, disk, owner: caller.name };
    const receive = { limits, quotas, keepsFile, openScratch: options.openScratch ?? openScratch };
    await using received = await receiveMultipart(request, receive).catch(reportNoRoom);
    using operation = received.keepsFile ? operations.startWithoutDeadline(response) : operations.start(response);
    const headers = headersOf(request).set('content-type', 'application/json');
    const apolloRequest = { headers, body: received.operations, hasFile: received.keepsFile };
    await send(response, await execute(request, apolloRequest, caller, operation), caller);
  }

  function execute(
    request: IncomingMessage,
    { headers, body, hasFile }: ApolloRequest,
    caller: Caller,
    { signal, abort }: OperationSignal,
  ): Promise<HTTPGraphQLResponse> {
    return admission.run(caller.name, signal, async () => {
      // Parsing is work like any other, so it waits for its turn.
      using opened = documents.open(queryIn(request, body));
      if (hasFile === true && isQuery(opened)) throw new BadUserInput(FILE_FOR_QUERY);
      return await apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: { method: request.method ?? 'GET', headers, search: searchOf(request), body },
        context: async () => createContext({ caller, signal, abort }),
      });
    });
  }

  /** Rejects with RateLimited or Overloaded if too many bytes of answers are unread. */
  async function send(
    response: ServerResponse,
    { body, headers, status }: HTTPGraphQLResponse,
    caller: Caller,
  ): Promise<void> {
    // Only @defer and @stream have other kinds of answers, and the schema has neither.
    if (body.kind !== 'complete') throw new TypeError('Apollo Server returned an answer in parts');
    const text = body.string;
    const held = isLarge(text.length) ? inFlight.sending.hold(caller.name, bytesInMemory(text)) : undefined;
    headers.set('content-length', String(Buffer.byteLength(text)));
    response.writeHead(status ?? 200, Object.fromEntries(headers));
    if (held === undefined) response.end(text);
    else sendSlices(response, text, held);
  }

  /** Logs the reason for the operator. The caller only learns that there is no room. */
  function reportNoRoom(error: unknown): never {
    if (error instanceof NoRoomForFile) apollo.logger.warn(`could not store an uploaded file: ${error.cause}`);
    throw error;
  }
}

const FILE_FOR_QUERY =
  'A query cannot have a file: send the query as application/json, and the file with a mutation that has a variable of type Upload';

/** Returns true for a document without a mutation. */
function isQuery({ document }: OpenDocument): boolean {
  return document?.definitions.every((one) => !('operation' in one) || one.operation !== 'mutation') === true;
}

/** Returns true if a person opened the endpoint's URL in a browser. */
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
