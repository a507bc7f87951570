import { errors } from 'undici';
import { CallFailure, codeOf, type FailureKind } from './call-failure.ts';

const KINDS: Readonly<Record<string, FailureKind>> = {
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  ETIMEDOUT: 'timeout',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'bad-response',
  UND_ERR_HEADERS_OVERFLOW: 'bad-response',
  UND_ERR_CLOSED: 'closed',
  UND_ERR_DESTROYED: 'closed',
};

/** The request was never valid (a line break in a header, a blank in a path): a fault of ours, not of the source. */
const INVALID_REQUEST = new Set([
  'UND_ERR_INVALID_ARG',
  'UND_ERR_NOT_SUPPORTED',
  'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH',
]);

/** Sorts what undici and node:net report. An error about the request itself stays as it is. */
export function socketErrorToFailure(error: Error, sent: boolean, status?: number): Error {
  const code = codeOf(error) ?? '';
  if (INVALID_REQUEST.has(code)) return error;
  const kind = error instanceof errors.HTTPParserError ? parserErrorToKind(error) : (KINDS[code] ?? 'connection');
  return new CallFailure(kind, { sent, status, cause: error });
}

/** A chunked body that was cut before its last chunk is a broken connection. Only the message tells: no code is set. */
function parserErrorToKind({ message }: Error): FailureKind {
  return message.includes('Invalid EOF state') ? 'connection' : 'bad-response';
}
