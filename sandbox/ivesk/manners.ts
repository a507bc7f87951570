import { type Answer, json } from '../stand-in/answer.ts';
import type { Manners } from '../stand-in/answer-call.ts';
import type { IveskAccount } from '../world/ivesk/account.ts';

/** How Įvesk lets a call in: by x-api-key; API Gateway says no more than "Forbidden" to a wrong one. */
export function iveskManners(accounts: readonly IveskAccount[]): Manners<IveskAccount> {
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
