import { type ConnectionInitMessage, type Message, MessageType, type PingMessage, parseMessage } from 'graphql-ws';
import { BadUserInput } from '../../../errors/catalogue.ts';
import type { OperationRequest } from '../../graphql/documents/operation-parser.ts';
import { hasLoneSurrogate, LONE_SURROGATE, withoutByteOrderMark } from '../../http/json-text.ts';

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
      return {
        ...{ type: 'subscribe', id: checkedId(message.id), request: { query, documentId, operationName, variables } },
        ...(hasLoneSurrogate(text) && { fault: new BadUserInput(`The message ${LONE_SURROGATE}`) }),
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
  try {
    return parseMessage(withoutByteOrderMark(text));
  } catch (cause) {
    throw new InvalidMessage('Invalid message received', { cause });
  }
}

/** graphql-ws does not know it. The query is empty then. */
function documentIdIn(payload: object): string | undefined {
  return 'documentId' in payload && typeof payload.documentId === 'string' ? payload.documentId : undefined;
}

function checkedId(id: string): string {
  if (id.length > MAX_ID_LENGTH) throw new InvalidMessage(`An id may have at most ${MAX_ID_LENGTH} characters`);
  return id;
}
