import { type Answer, plain } from '../stand-in/answer.ts';
import type { Manners } from '../stand-in/answer-call.ts';
import type { ObjectStore, Verdict } from './object-store.ts';

/** What a request's signature lets it in to. */
export type Signed = Exclude<Verdict, { kind: 'refused' }>;

/** How S3 lets a request in: by the signature in its URL alone. Its errors are XML. */
export function s3Manners(store: ObjectStore): Manners<Signed> {
  return {
    admit(call, query) {
      if (call.headers.authorization !== undefined || call.headers['x-api-key'] !== undefined) {
        // S3 refuses two ways of signing at once. It also shows that credentials were sent to a host they are not for.
        return { refusal: s3Error(400, 'InvalidArgument', 'Only one auth mechanism allowed') };
      }
      const verdict = store.check(call.method, call.path, query);
      if (verdict.kind === 'refused') return { refusal: s3Error(verdict.status, verdict.code, verdict.message) };
      return { account: verdict, company: undefined };
    },
    error: (status, message) => s3Error(status, S3_CODES[status] ?? 'InternalError', message),
    invalid: (problems) => s3Error(400, 'InvalidArgument', problems.map(({ fields }) => fields).join(', ')),
  };
}

const S3_CODES: Readonly<Record<number, string>> = {
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
