import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ApolloServer, HeaderMap, type HTTPGraphQLResponse } from '@apollo/server';
import type { Authenticator } from '../../auth/authenticate.ts';
import type { Caller } from '../../auth/caller.ts';
import type { Config } from '../../config/config.ts';
import type { Context, OperationScope } from '../../context.ts';
import { BadUserInput, OutcomeUnknown } from '../../errors/catalogue.ts';
import type { ErrorFormatter } from '../../errors/format-error.ts';
import type { RequestRecord } from '../../telemetry/request-record.ts';
import type { Edge } from '../http/edge.ts';
import { idempotencyKeyIn } from '../http/idempotency-header.ts';
import { checkAccept, checkTypeOfNothing } from '../http/media-types.ts';
import { readJsonBody } from '../http/reading/json-body.ts';
import { MethodNotAllowed, type Route, searchOf } from '../http/route.ts';
import { compress, contentCoding, isCompressible } from '../http/sending/compress.ts';
import { bytesInMemory, isLarge, sendSlices } from '../http/sending/send-answer.ts';
import { isMultipart, receiveMultipart } from '../multipart/receive-multipart.ts';
import { NoRoomForFile, type OpenScratch, openScratch } from '../multipart/temporary-file.ts';
import type { Admission } from './admission.ts';
import type { OpenDocuments } from './documents/open-documents.ts';
import type { OperationRequest } from './documents/operation-parser.ts';
import { mutationWithGet, operationInBody, operationInTarget } from './documents/request-parameters.ts';
import type { Held, InFlight } from './in-flight.ts';
import type { OperationSignal, OperationSignals } from './operation-signal.ts';
import { requestedTrace } from './requested-trace.ts';

export interface GraphqlRouteOptions {
  readonly apollo: ApolloServer<Context>;
  /** Apollo Server finds the documents that are parsed here in this store. */
  readonly documents: OpenDocuments;
  readonly edge: Edge;
  readonly authenticator: Authenticator;
  readonly createContext: (scope: OperationScope) => Context;
  readonly operations: OperationSignals;
  readonly admission: Admission;
  readonly inFlight: InFlight;
  readonly limits: Config['limits'];
  readonly formatError: ErrorFormatter;
  /** Opens the place that keeps a file until its request is answered. The default is a temporary file. */
  readonly openScratch?: OpenScratch;
}

/** An answer of Apollo Server. */
interface Executed {
  readonly answer: HTTPGraphQLResponse;
  readonly isMutation: boolean;
}

/** The caller of a request, and the record of it. */
interface Sender {
  readonly caller: Caller;
  readonly record: RequestRecord;
}

/** A request whose form has been checked. */
interface CheckedRequest extends OperationRequest {
  readonly hasFile?: boolean;
}

/**
 * Serves GraphQL over HTTP. The route authenticates the caller first, then reads the body, then calls Apollo Server.
 */
export function createGraphqlRoute(options: GraphqlRouteOptions): Route {
  const { apollo, documents, edge, authenticator, createContext, operations } = options;
  const { admission, inFlight, limits, formatError } = options;

  return async (request, response, record) => {
    edge.cors.allow(response);
    if (edge.cors.answerPreflight(request, response)) return;
    if (isBrowserVisit(request)) return redirectToSandbox(response);
    checkMethod(request);
    const authenticating = authenticator.authenticate(request.headers.authorization, edge.addressOf(request));
    const caller = authenticating instanceof Promise ? await authenticating : authenticating;
    record.identify(caller.name);
    record.trace = requestedTrace(request.headers, caller);
    inFlight.connections.admit(request.socket, caller.name);
    checkAccept(request.headers);
    using receiving = inFlight.receiving.hold(caller.name);
    if (request.method === 'POST' && isMultipart(request))
      return await answerMultipart(request, response, { caller, receiving, record });
    const checked = request.method === 'GET' ? readTarget(request) : await readBody(request, receiving);
    using operation = operations.start(response);
    await send(request, response, await execute(request, checked, { caller, record }, operation), caller);
  };

  async function readBody(request: IncomingMessage, receiving: Held): Promise<OperationRequest> {
    const bounds = { maxBytes: limits.maxBodyBytes, deadlineMs: edge.bodyTimeoutMs };
    return operationInBody(await readJsonBody(request, bounds, receiving, TYPES));
  }

  async function answerMultipart(
    request: IncomingMessage,
    response: ServerResponse,
    { caller, receiving, record }: Sender & { readonly receiving: Held },
  ): Promise<void> {
    const keepsFile = caller.scopes.has('files:write');
    const { uploads, disk } = inFlight;
    const quotas = { receiving, uploads, disk, owner: caller.name };
    const receive = { limits, quotas, keepsFile, openScratch: options.openScratch ?? openScratch };
    await using received = await receiveMultipart(request, receive).catch(reportNoRoom);
    const checked = { ...operationInBody(received.operations), hasFile: received.keepsFile };
    using operation = received.keepsFile ? operations.startWithoutDeadline(response) : operations.start(response);
    await send(request, response, await execute(request, checked, { caller, record }, operation), caller);
  }

  function execute(
    request: IncomingMessage,
    { hasFile, ...asked }: CheckedRequest,
    { caller, record }: Sender,
    { signal, abort }: OperationSignal,
  ): Promise<Executed> {
    const run = async (): Promise<Executed> => {
      // Parsing is work like any other, so it waits for its turn.
      const idempotencyKey = idempotencyKeyIn(request.headers);
      using opened = documents.open(asked);
      const type = opened.operation.operation;
      record.operation = { type, name: opened.operation.name?.value, hash: opened.queryHash };
      const isMutation = type === 'mutation';
      if (request.method === 'GET' && isMutation) throw mutationWithGet();
      if (hasFile === true && !isMutation) throw new BadUserInput(FILE_FOR_QUERY);
      const operationName = opened.operation.name?.value ?? null;
      const body = { query: opened.text, operationName, variables: asked.variables ?? null };
      // Apollo Server gets all requests in one form. Malformed ones have been refused before.
      const headers = headersOf(request).set('content-type', 'application/json');
      const answer = await apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: { method: 'POST', headers, search: '', body },
        context: async () => createContext({ caller, signal, abort, idempotencyKey, trace: record.trace }),
      });
      return { answer, isMutation };
    };
    return admission.run(caller.name, signal, run, record);
  }

  /** Rejects with RateLimited or Overloaded if too many bytes of answers are unread. */
  async function send(
    request: IncomingMessage,
    response: ServerResponse,
    { answer, isMutation }: Executed,
    caller: Caller,
  ): Promise<void> {
    const { body, headers, status = 200 } = answer;
    // Only @defer and @stream have other kinds of answers, and the schema has neither.
    if (body.kind !== 'complete') throw new TypeError('Apollo Server returned an answer in parts');
    const { text, held } = isLarge(body.string.length)
      ? holdText(body.string, isMutation, caller)
      : { text: body.string };
    const coding = contentCoding(request.headers, text.length);
    const sent = coding === undefined ? text : await compress(text, coding).catch((error) => dropHeld(error, held));
    headers.set('content-length', String(Buffer.byteLength(sent)));
    if (isCompressible(text.length))
      headers.set('vary', [response.getHeader('vary') ?? [], 'accept-encoding'].flat().join(', '));
    if (coding !== undefined) headers.set('content-encoding', coding);
    if (status === 429 || status === 503) headers.set('retry-after', '1');
    response.writeHead(status, Object.fromEntries(headers));
    if (held === undefined) response.end(sent);
    else sendSlices(response, sent, held);
  }

  /** A refusal would make clients repeat a mutation that has been carried out: its answer is replaced instead. */
  function holdText(
    text: string,
    isMutation: boolean,
    caller: Caller,
  ): { readonly text: string; readonly held?: Held } {
    try {
      return { text, held: inFlight.sending.hold(caller.name, bytesInMemory(text)) };
    } catch (cause) {
      if (!isMutation) throw cause;
      const error = formatError(new OutcomeUnknown(ANSWER_DROPPED, { cause }));
      return { text: `${JSON.stringify({ errors: [error], data: null })}\n` };
    }
  }

  /** Logs the reason for the operator. The caller only learns that there is no room. */
  function reportNoRoom(error: unknown): never {
    if (error instanceof NoRoomForFile) apollo.logger.warn(`could not store an uploaded file: ${error.cause}`);
    throw error;
  }
}

function dropHeld(error: unknown, held: Held | undefined): never {
  held?.[Symbol.dispose]();
  throw error;
}

const ANSWER_DROPPED =
  'The mutation was carried out, but there is no room for its answer: too many answers are unread. Read the documents before you repeat it';

const FILE_FOR_QUERY =
  'A query cannot have a file: send the query as application/json, and the file with a mutation that has a variable of type Upload';

/** The media types of bodies. */
const TYPES = 'application/json, multipart/form-data';

function checkMethod({ method }: IncomingMessage): void {
  if (method === 'GET' || method === 'POST') return;
  throw new MethodNotAllowed('GET, POST', 'Unsupported method: send operations with POST, or queries with GET');
}

function readTarget(request: IncomingMessage): OperationRequest {
  checkTypeOfNothing(request.headers);
  return operationInTarget(request);
}

/** Returns true if a person opened the endpoint's URL in a browser. */
function isBrowserVisit(request: IncomingMessage): boolean {
  const { method, headers } = request;
  return method === 'GET' && searchOf(request) === '' && headers.accept?.startsWith('text/html') === true;
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
