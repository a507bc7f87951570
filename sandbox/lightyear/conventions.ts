import { type Answer, json } from '../stand-in/answer.ts';
import type { Admission, Conventions } from '../stand-in/answer-call.ts';
import type { LightyearAccount } from '../world/lightyear/account.ts';
import type { TokenBook } from './token-book.ts';

/** How Lightyear authenticates a call: by a bearer token, and a company that is granted to the token's client. */
export function lightyearConventions(
  accounts: readonly LightyearAccount[],
  tokens: TokenBook,
): Conventions<LightyearAccount> {
  return {
    admit(call) {
      const [, token] = /^Bearer (\S+)$/i.exec(call.headers.authorization ?? '') ?? [];
      const state = tokens.look(token ?? '');
      if (state.kind === 'expired') return refuse(401, 'The incoming token has expired');
      if (state.kind === 'unknown') return refuse(401, 'Unauthorized');
      const account = accounts.find(
        ({ clientId, companyId }) => clientId === state.clientId && companyId === call.companyId?.toLowerCase(),
      );
      if (account === undefined) return refuse(403, 'The company is not granted to this client');
      return { account, company: account.company };
    },
    error: message,
    invalid: (problems) => message(400, problems.map(({ fields, error }) => `${fields} ${error}`).join('; ')),
  };
}

/** API Gateway's form of an error. */
export function message(status: number, text: string): Answer {
  return json(status, { message: text });
}

function refuse(status: number, text: string): Admission<LightyearAccount> {
  return { refusal: message(status, text) };
}
