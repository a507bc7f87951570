import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { BadUserInput, Forbidden } from '../../../errors/catalogue.ts';
import type { ErrorFormatter } from '../../../errors/format-error.ts';
import { newRequestIds, REQUEST_ID } from '../../../telemetry/request-id.ts';

/** The status and the message for each error of Node's parser. All others are 400. */
const ANSWERS: Readonly<Record<string, readonly [status: number, message: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'The target and the headers are too large: send a long query with POST'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: [413, 'The chunk extensions of the body are too large: send it without them'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The headers did not arrive in time: send the request over a faster connection'],
};

const NOT_HTTP = [400, 'The request is not valid HTTP/1.1'] as const;

/**
 * Answers a request that could not be parsed, or a wrong WebSocket handshake, and closes its connection. Node's own answer does not have CORS headers,
 * so that a web page would see a network failure.
 */
export function answerClientError(
  error: Error,
  socket: Duplex,
  formatError: ErrorFormatter,
  corsHeaders: Readonly<Record<string, string>>,
): void {
  const [status, refusal] = refusalFor(error);
  const text = `${JSON.stringify({ errors: [formatError(refusal)] })}\n`;
  const headers = {
    ...corsHeaders,
    // Its headers could not be read.
    [REQUEST_ID]: newRequestIds().id,
    connection: 'close',
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${text}`, () => socket.destroy());
}

function refusalFor(error: Error): readonly [status: number, refusal: Error] {
  if (error instanceof Forbidden) return [403, error];
  if (error instanceof BadUserInput) return [400, error];
  const [status, message] = ANSWERS[codeOf(error)] ?? NOT_HTTP;
  return [status, new BadUserInput(message)];
}

/**
 * Returns true for the time-out of a connection on which no request has arrived. Load balancers keep such connections
 * ready.
 */
export function isUnused(error: Error, socket: Socket): boolean {
  return codeOf(error) === 'ERR_HTTP_REQUEST_TIMEOUT' && socket.bytesRead === 0;
}

function codeOf(error: Error): string {
  return 'code' in error ? String(error.code) : '';
}
