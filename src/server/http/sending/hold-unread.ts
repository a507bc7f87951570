import type { ServerResponse } from 'node:http';
import type { InFlight } from '../../graphql/in-flight.ts';

/** Owner of the answers to callers that are not known. Together they may hold one caller's portion. */
const UNKNOWN = '';

/**
 * Counts the bytes of an answer that the client has not read; for most answers there are none. Closes the connection if the caller
 * has too many.
 */
export function holdUnread(
  response: ServerResponse,
  { connections, sending, refused }: Pick<InFlight, 'connections' | 'sending' | 'refused'>,
): void {
  if (response.writableLength === 0 || response.closed) return;
  const { socket } = response.req;
  const held = sending.tryHold(connections.ownerOf(socket) ?? UNKNOWN, response.writableLength);
  if (held !== undefined) {
    response.once('close', () => held[Symbol.dispose]());
    return;
  }
  refused('maxSendingBytes');
  socket.destroy();
}
