import { type Answer, empty } from '../stand-in/answer.ts';
import type { Call } from '../stand-in/call.ts';

const METHODS = ['GET', 'HEAD', 'PUT'];

/** The answer to a browser's preflight request; undefined if the bucket's CORS rules do not allow the request. */
export function preflight({ headers }: Call): Answer | undefined {
  const method = headers['access-control-request-method'];
  if (headers.origin === undefined || method === undefined || !METHODS.includes(method)) return undefined;
  const asked = headers['access-control-request-headers'];
  return empty(200, {
    'access-control-allow-methods': METHODS.join(', '),
    ...(asked === undefined ? {} : { 'access-control-allow-headers': asked }),
    'access-control-max-age': '3000',
  });
}

/**
 * A bucket for uploads from browsers lets every origin read its answers, even errors. Without an Origin header, S3 adds
 * nothing.
 */
export function withCors(answer: Answer, { headers }: Call): Answer {
  if (headers.origin === undefined) return answer;
  return {
    ...answer,
    headers: {
      ...answer.headers,
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'ETag',
      vary: 'AccountId, Access-Control-Request-Headers, Access-Control-Request-Method',
    },
  };
}
