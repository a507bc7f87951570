import { randomUUID } from 'node:crypto';
import { type Answer, plain } from '../stand-in/answer.ts';
import type { Conventions } from '../stand-in/answer-call.ts';

const NAMESPACE = 'http://sns.amazonaws.com/doc/2010-03-31/';

/** These calls of SNS do not need credentials: the token in the URL is enough. The answers are XML. */
export const SNS_CONVENTIONS: Conventions<undefined> = {
  admit: () => ({ account: undefined, company: undefined }),
  error: (status, text) => snsError(status, status >= 500 ? 'InternalError' : 'InvalidAction', text),
  invalid: (problems) =>
    snsError(400, 'InvalidParameter', problems.map(({ fields, error }) => `${fields} ${error}`).join('; ')),
};

export function snsResult(action: string, result: string): Answer {
  const metadata = `<ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata>`;
  return xml(200, `<${action}Response xmlns="${NAMESPACE}">${result}${metadata}</${action}Response>`);
}

export function snsError(status: number, code: string, text: string): Answer {
  const type = status >= 500 ? 'Receiver' : 'Sender';
  const escaped = text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
  const error = `<Error><Type>${type}</Type><Code>${code}</Code><Message>${escaped}</Message></Error>`;
  return xml(
    status,
    `<ErrorResponse xmlns="${NAMESPACE}">${error}<RequestId>${randomUUID()}</RequestId></ErrorResponse>`,
  );
}

function xml(status: number, text: string): Answer {
  return plain(status, 'text/xml', text);
}
