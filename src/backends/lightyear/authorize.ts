import type { RestAnswer, RestRequest, Send } from '../../calls/send.ts';
import { type Authorize, JSON_BODY } from '../rest-client.ts';
import type { AccessToken, Token } from './access-token.ts';

/**
 * Bearer token and company on every call. A 401 may mean that the token expired early, so it is renewed once and the
 * call is repeated. That includes a write: one that was refused with 401 has not been carried out.
 */
export function lightyearAuthorize(token: AccessToken, companyId: string): Authorize {
  return async (send, request) => {
    const current = await token.get(request.signal);
    const answer = await sendWith(send, current, companyId, request);
    if (answer.status !== 401) return answer;
    token.refused(current);
    return sendWith(send, await token.get(request.signal), companyId, request);
  };
}

function sendWith(send: Send, { value }: Token, companyId: string, request: RestRequest): Promise<RestAnswer> {
  return send({
    ...request,
    headers: {
      authorization: `Bearer ${value}`,
      'lightyear-company-id': companyId,
      accept: 'application/json',
      ...(request.body !== undefined && JSON_BODY),
    },
  });
}
