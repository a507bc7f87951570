import { type Answer, json } from '../stand-in/answer.ts';
import type { Conventions } from '../stand-in/answer-call.ts';
import type { IveskAccount } from '../world/ivesk/account.ts';

/** How Įvesk authenticates a call: by x-api-key. To a wrong key, API Gateway only says "Forbidden". */
export function iveskConventions(accounts: readonly IveskAccount[]): Conventions<IveskAccount> {
  return {
    admit(call) {
      const account = accounts.find(({ apiKey }) => apiKey === call.headers['x-api-key']);
      return account === undefined ? { refusal: message(403, 'Forbidden') } : { account, company: account.company };
    },
    error: message,
    invalid: (problems) => message(400, problems.map(({ fields, error }) => `${fields} ${error}`).join('; ')),
  };
}

export function message(status: number, text: string): Answer {
  return json(status, { message: text });
}
