import { type Answer, json } from '../stand-in/answer.ts';
import type { Conventions } from '../stand-in/answer-call.ts';
import type { V6Account } from '../world/v6/account.ts';

/** How V6 authenticates a call: `Authorization: ApiKey <key>`. */
export function v6Conventions(accounts: readonly V6Account[]): Conventions<V6Account> {
  return {
    admit(call) {
      const [, key] = /^ApiKey (\S+)$/.exec(call.headers.authorization ?? '') ?? [];
      const account = accounts.find(({ apiKey }) => apiKey === key);
      if (account === undefined) return { refusal: v6Error(401, 'The API key is missing, wrong, expired or disabled') };
      return { account, company: account.company };
    },
    error: v6Error,
    invalid: (problems) =>
      json(400, {
        httpStatusCode: 400,
        msg: 'Bad Request',
        violations: problems.map(({ fields, error, suggestion }) => `${fields} - ${error} - ${suggestion}`),
      }),
  };
}

function v6Error(status: number, msg: string): Answer {
  return json(status, { httpStatusCode: status, msg });
}
