import type { IncomingMessage, ServerResponse } from 'node:http';
import { BadUserInput } from '../../../errors/catalogue.ts';
import type { OperationRequest } from '../../graphql/documents/operation-parser.ts';
import type { Held } from '../../graphql/in-flight.ts';
import { readJsonBody } from '../../http/json-body.ts';
import { MethodNotAllowed, searchOf } from '../../http/route.ts';

/**
 * Throws what is wrong with a request for a stream before it is known who sends it: another method, another mode of
 * graphql-sse, another form of answer.
 */
export function checkStreamRequest(request: IncomingMessage, response: ServerResponse): void {
  const { method, headers } = request;
  if (headers.upgrade?.toLowerCase() === 'websocket')
    throw new BadUserInput('WebSockets are at /graphql; this path answers with server-sent events');
  const parameters = new URLSearchParams(searchOf(request));
  const isReservation = method === 'PUT' || method === 'DELETE';
  if (isReservation || 'x-graphql-event-stream-token' in headers || parameters.has('token'))
    throw new BadUserInput(
      'Streams are not reserved here: send each operation in a request of its own, with POST or GET (graphql-sse: distinct connections mode)',
    );
  if (method !== 'GET' && method !== 'POST') {
    response.setHeader('allow', 'GET, POST');
    throw new MethodNotAllowed('Operations are sent with POST or GET');
  }
  if (!isAccepted(headers.accept ?? '*/*'))
    throw new BadUserInput('This path answers with a stream of events: send `accept: text/event-stream`');
}

/** The operation in a request's body or, for GET, in its target. Throws BadUserInput where there is none. */
export async function readStreamRequest(
  request: IncomingMessage,
  maxBodyBytes: number,
  held: Pick<Held, 'grow'>,
): Promise<OperationRequest> {
  if (request.method === 'GET') return toOperation(parametersOf(request));
  return toOperation(await readJsonBody(request, maxBodyBytes, held));
}

function isAccepted(accept: string): boolean {
  const types = accept.split(',').map((part) => part.split(';')[0]?.trim().toLowerCase());
  return types.some((type) => type === 'text/event-stream' || type === 'text/*' || type === '*/*');
}

function parametersOf(request: IncomingMessage): object {
  const parameters = new URLSearchParams(searchOf(request));
  const variables = parameters.get('variables');
  return {
    query: parameters.get('query'),
    operationName: parameters.get('operationName') || undefined,
    variables: variables ? parseVariables(variables) : undefined,
  };
}

function parseVariables(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new BadUserInput('`variables` is not JSON', { cause });
  }
}

function toOperation(given: unknown): OperationRequest {
  if (!isRecord(given)) throw new BadUserInput('The body has to be a JSON object with a `query`');
  const { query, operationName, variables } = given;
  if (typeof query !== 'string' || query === '') throw new BadUserInput('`query` has to be a text that is not empty');
  if (!isAbsent(operationName) && typeof operationName !== 'string')
    throw new BadUserInput('`operationName` has to be a text');
  if (!isAbsent(variables) && !isRecord(variables)) throw new BadUserInput('`variables` has to be an object');
  return { query, operationName, variables };
}

function isAbsent(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
