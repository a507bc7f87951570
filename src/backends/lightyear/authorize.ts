import type { RestAnswer, Send } from '../../http/send.ts';
import type { Authorize } from '../rest-client.ts';
import type { AccessToken } from './access-token.ts';

/**
 * Bearer token and company on every call. A 401 may mean that the token ended early: it is renewed once and the call
 * made again, which a call that was refused allows.
 */
export function lightyearAuthorize(token: AccessToken, companyId: string): Authorize {
  return async (send, request) => {
    const value = await token.get(request.signal);
    const answer = await sendWith(send, value, companyId, request);
    if (answer.status !== 401) return answer;
    token.refused(value);
    return sendWith(send, await token.get(request.signal), companyId, request);
  };
}

function sendWith(
  send: Send,
  token: string,
  companyId: string,
  request: { path: string; signal: AbortSignal },
): Promise<RestAnswer> {
  return send({
    method: 'GET',
    path: request.path,
    headers: { authorization: `Bearer ${token}`, 'lightyear-company-id': companyId, accept: 'application/json' },
    signal: request.signal,
  });
}
