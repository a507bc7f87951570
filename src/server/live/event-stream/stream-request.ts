import type { IncomingMessage } from 'node:http';
import { BadUserInput } from '../../../errors/catalogue.ts';
import type { OperationRequest } from '../../graphql/documents/operation-parser.ts';
import { operationInBody, operationInTarget } from '../../graphql/documents/request-parameters.ts';
import type { Held } from '../../graphql/in-flight.ts';
import { checkAcceptsEvents, checkTypeOfNothing } from '../../http/media-types.ts';
import { readJsonBody } from '../../http/reading/json-body.ts';
import type { BodyBounds } from '../../http/reading/read-body.ts';
import { MethodNotAllowed, searchOf } from '../../http/route.ts';

/**
 * Checks a request for a stream before its caller is known: its method, the mode of graphql-sse, and the accepted type.
 * Throws BadUserInput.
 */
export function checkStreamRequest(request: IncomingMessage): void {
  const { method, headers } = request;
  if (headers.upgrade?.toLowerCase() === 'websocket')
    throw new BadUserInput('WebSockets are at /graphql; this path answers with server-sent events');
  const parameters = new URLSearchParams(searchOf(request));
  const isReservation = method === 'PUT' || method === 'DELETE';
  if (isReservation || 'x-graphql-event-stream-token' in headers || parameters.has('token'))
    throw new BadUserInput(
      'Stream reservations are not supported: send each operation in its own request, with POST or GET (distinct connections mode of graphql-sse)',
    );
  if (method !== 'GET' && method !== 'POST')
    throw new MethodNotAllowed('GET, POST', 'Unsupported method: send operations with POST or GET');
  checkAcceptsEvents(headers);
  if (method === 'GET') checkTypeOfNothing(headers);
}

/** Reads the operation from the body or, for GET, from the target. Throws BadUserInput if it does not have one. */
export async function readStreamRequest(
  request: IncomingMessage,
  bounds: BodyBounds,
  held: Pick<Held, 'grow'>,
): Promise<OperationRequest> {
  if (request.method === 'GET') return operationInTarget(request);
  return operationInBody(await readJsonBody(request, bounds, held));
}
