import type { IncomingMessage, ServerResponse } from 'node:http';
import { BadUserInput } from '../../../errors/catalogue.ts';
import type { OperationRequest } from '../../graphql/documents/operation-parser.ts';
import type { Held } from '../../graphql/in-flight.ts';
import { readJsonBody } from '../../http/json-body.ts';
import { MethodNotAllowed, searchOf } from '../../http/route.ts';

/**
 * Checks a request for a stream before its caller is known: its method, the mode of graphql-sse, and the accepted type.
 * Throws BadUserInput or MethodNotAllowed.
 */
export function checkStreamRequest(request: IncomingMessage, response: ServerResponse): void {
  const { method, headers } = request;
  if (headers.upgrade?.toLowerCase() === 'websocket')
    throw new BadUserInput('WebSockets are at /graphql; this path answers with server-sent events');
  const parameters = new URLSearchParams(searchOf(request));
  const isReservation = method === 'PUT' || method === 'DELETE';
  if (isReservation || 'x-graphql-event-stream-token' in headers || parameters.has('token'))
    throw new BadUserInput(
      'Stream reservations are not supported: send each operation in its own request, with POST or GET (distinct connections mode of graphql-sse)',
    );
  if (method !== 'GET' && method !== 'POST') {
    response.setHeader('allow', 'GET, POST');
    throw new MethodNotAllowed('Unsupported method: send operations with POST or GET');
  }
  if (!isAccepted(headers.accept ?? '*/*'))
    throw new BadUserInput('This path only answers with server-sent events: send `accept: text/event-stream`');
}

/** Reads the operation from the body or, for GET, from the target. Throws BadUserInput if it does not have one. */
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
  if (!isRecord(given)) throw new BadUserInput('The body must be a JSON object with a `query`');
  const { query, operationName, variables } = given;
  if (typeof query !== 'string' || query === '') throw new BadUserInput('`query` must be a non-empty string');
  if (!isAbsent(operationName) && typeof operationName !== 'string')
    throw new BadUserInput('`operationName` must be a string');
  if (!isAbsent(variables) && !isRecord(variables)) throw new BadUserInput('`variables` must be an object');
  return { query, operationName, variables };
}

function isAbsent(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
