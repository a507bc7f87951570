import type { ServerResponse } from 'node:http';
import type { Answer } from './answer.ts';

/** Sends the answer with its length; the status that went out, or undefined where the client was gone already. */
export function send(response: ServerResponse, answer: Answer): number | undefined {
  if (response.destroyed) return undefined;
  const body = Buffer.from(answer.body);
  response.writeHead(answer.status, headersOf(answer, body));
  response.end(body);
  return answer.status;
}

/** Announces the whole answer, sends half of it and closes the connection. */
export function sendHalf(response: ServerResponse, answer: Answer): number | undefined {
  if (response.destroyed) return undefined;
  const body = Buffer.from(answer.body);
  response.writeHead(answer.status, headersOf(answer, body));
  // Closed only when the half is out: the client is to see a body that ends too early, not a connection that fails.
  response.write(body.subarray(0, body.length >> 1), () => response.socket?.destroy());
  return answer.status;
}

function headersOf(answer: Answer, body: Buffer): Record<string, string | number> {
  // 204 and 304 have no body, and HTTP forbids them a length.
  if (answer.status === 204 || answer.status === 304) return { ...answer.headers };
  return { ...answer.headers, 'content-length': body.length };
}
