import { type Answer, plain } from '../stand-in/answer.ts';
import type { Conventions } from '../stand-in/answer-call.ts';
import { withCors } from './cors.ts';
import type { Signer } from './signer.ts';

/** The object that a request's signature gives access to. */
export interface Signed {
  readonly path: string;
}

/** How S3 authenticates a request: only by the signature in its URL. Its errors are XML. */
export function s3Conventions(signer: Signer): Conventions<Signed> {
  return {
    admit(call, query) {
      if (call.headers.authorization !== undefined || call.headers['x-api-key'] !== undefined) {
        // S3 refuses two authentication methods at once. This also exposes credentials that were sent to the wrong
        // host.
        return { refusal: s3Error(400, 'InvalidArgument', 'Only one auth mechanism allowed') };
      }
      const refusal = signer.refusalOf(call, query);
      if (refusal !== undefined) return { refusal: s3Error(refusal.status, refusal.code, refusal.message) };
      return { account: { path: call.path }, company: undefined };
    },
    error: (status, message) => s3Error(status, S3_CODES[status] ?? 'InternalError', message),
    invalid: (problems) => s3Error(400, 'InvalidArgument', problems.map(({ fields }) => fields).join(', ')),
    finish: withCors,
  };
}

const S3_CODES: Readonly<Record<number, string>> = {
  400: 'InvalidRequest',
  403: 'AccessDenied',
  404: 'NoSuchKey',
  405: 'MethodNotAllowed',
  429: 'SlowDown',
  503: 'SlowDown',
};

export function s3Error(status: number, code: string, message: string): Answer {
  const escaped = message.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  return plain(
    status,
    'application/xml',
    `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${escaped}</Message></Error>`,
  );
}
