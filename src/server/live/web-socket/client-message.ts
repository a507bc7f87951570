import { type ConnectionInitMessage, type Message, MessageType, type PingMessage, parseMessage } from 'graphql-ws';
import { isRecord } from '../../../domain/is-record.ts';
import { BadUserInput } from '../../../errors/catalogue.ts';
import type { OperationRequest } from '../../graphql/documents/operation-parser.ts';
import { QUERY_AND_ID } from '../../graphql/documents/request-parameters.ts';
import { hasLoneSurrogate, LONE_SURROGATE, withoutByteOrderMark } from '../../http/reading/json-text.ts';

/** A client's message, without the parts that are not used. */
export type ClientMessage =
  | { readonly type: 'connection_init'; readonly parameters: ConnectionInitMessage['payload'] }
  | {
      readonly type: 'subscribe';
      readonly id: string;
      readonly request: OperationRequest;
      /** The reason to refuse the operation. Other operations of the connection continue. */
      readonly fault?: BadUserInput;
    }
  | { readonly type: 'complete'; readonly id: string }
  | { readonly type: 'ping'; readonly payload: PingMessage['payload'] }
  | { readonly type: 'pong' };

/** Every message of an operation repeats its id. */
const MAX_ID_LENGTH = 256;
const MAX_PING_BYTES = 1_024;

/** Closes the connection with 4400. The message becomes the reason. */
export class InvalidMessage extends Error {}

/** Reads a message of graphql-transport-ws. Throws InvalidMessage. */
export function parseClientMessage(text: string): ClientMessage {
  const message = parsed(text);
  switch (message.type) {
    case MessageType.ConnectionInit:
      return { type: 'connection_init', parameters: message.payload };
    case MessageType.Ping:
      // The pong repeats its payload.
      if (
        text.length > 2 * MAX_PING_BYTES ||
        Buffer.byteLength(JSON.stringify(message.payload ?? null)) > MAX_PING_BYTES
      )
        throw new InvalidMessage(`The payload of a ping may have at most ${MAX_PING_BYTES} bytes`);
      return { type: 'ping', payload: message.payload };
    case MessageType.Pong:
      return { type: 'pong' };
    case MessageType.Subscribe: {
      const { query, operationName, variables } = message.payload;
      const documentId = documentIdIn(message.payload);
      const fault = faultOf(text, query, documentId);
      return {
        ...{ type: 'subscribe', id: checkedId(message.id), request: { query, documentId, operationName, variables } },
        ...(fault && { fault: new BadUserInput(fault) }),
      };
    }
    case MessageType.Complete:
      return { type: 'complete', id: checkedId(message.id) };
    default:
      throw new InvalidMessage('Invalid message received');
  }
}

/**
 * Returns the message for graphql-ws, which keeps each operation's message as long as the operation runs, and needs
 * neither the query nor the credentials.
 */
export function abridged(message: Exclude<ClientMessage, { readonly type: 'ping' }>): string {
  switch (message.type) {
    case 'subscribe':
      return JSON.stringify({ type: message.type, id: message.id, payload: { query: '' } });
    case 'complete':
      return JSON.stringify({ type: message.type, id: message.id });
    default:
      return JSON.stringify({ type: message.type });
  }
}

function parsed(text: string): Message {
  const json = withoutByteOrderMark(text);
  try {
    return parseMessage(json);
  } catch (cause) {
    const message = withEmptyQuery(json);
    if (message !== undefined) return message;
    throw new InvalidMessage('Invalid message received', { cause });
  }
}

/** graphql-ws asks for a query, also if the operation is named by its `documentId`. */
function withEmptyQuery(json: string): Message | undefined {
  try {
    const message: unknown = JSON.parse(json);
    if (!isRecord(message) || !isRecord(message['payload'])) return undefined;
    const { query = '', documentId } = message['payload'];
    if (query !== '' || documentId === undefined) return undefined;
    return parseMessage(JSON.stringify({ ...message, payload: { ...message['payload'], query } }));
  } catch {
    return undefined;
  }
}

function faultOf(text: string, query: string, documentId: string | undefined): string | undefined {
  if (hasLoneSurrogate(text)) return `The message ${LONE_SURROGATE}`;
  return query !== '' && documentId !== undefined ? QUERY_AND_ID : undefined;
}

/** graphql-ws does not know it. */
function documentIdIn(payload: object): string | undefined {
  return 'documentId' in payload && typeof payload.documentId === 'string' ? payload.documentId : undefined;
}

function checkedId(id: string): string {
  if (id.length > MAX_ID_LENGTH) throw new InvalidMessage(`An id may have at most ${MAX_ID_LENGTH} characters`);
  return id;
}
