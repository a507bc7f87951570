import type { ServerResponse } from 'node:http';
import type { Answer } from './answer.ts';

/** Sends the answer with its length. Returns the status, or undefined if the client has already disconnected. */
export function send(response: ServerResponse, answer: Answer): number | undefined {
  if (response.destroyed) return undefined;
  const body = Buffer.from(answer.body);
  response.writeHead(answer.status, headersOf(answer, body));
  response.end(body);
  return answer.status;
}

/** Announces the full length, sends half of the answer and closes the connection. */
export function sendHalf(response: ServerResponse, answer: Answer): number | undefined {
  if (response.destroyed) return undefined;
  const body = Buffer.from(answer.body);
  response.writeHead(answer.status, headersOf(answer, body));
  // Closed only after the half was sent: the client should see a truncated body, not a failed connection.
  response.write(body.subarray(0, body.length >> 1), () => response.socket?.destroy());
  return answer.status;
}

function headersOf(answer: Answer, body: Buffer): Record<string, string | number> {
  // 204 and 304 do not have a body, and HTTP forbids a content length for them.
  if (answer.status === 204 || answer.status === 304) return { ...answer.headers };
  return { ...answer.headers, 'content-length': body.length };
}
