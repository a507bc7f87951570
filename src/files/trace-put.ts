import { CallFailure } from '../calls/call-failure.ts';
import type { AccountId } from '../errors/catalogue.ts';
import { currentBehalf } from '../limits/on-behalf.ts';
import type { PutEnd } from './put-end.ts';
import type { PutRequest } from './upload-target.ts';

/** A PUT with all its attempts, of which one at most was sent. */
export interface EndedPut {
  readonly end: PutEnd;
  readonly ms: number;
}

/** Makes a span of a PUT that has ended. The URL is a credential, so that the span has its host only. */
export function tracePut({ source, company }: AccountId, { origin }: PutRequest, { end, ms }: EndedPut): void {
  const { span } = currentBehalf();
  if (span === undefined) return;
  const { result } = end;
  const attributes = {
    ...{ 'gateway.source': source, 'gateway.company': company, 'gateway.operation': 'putFile' },
    ...{ 'http.request.method': 'PUT', 'server.address': new URL(origin).hostname },
    'http.response.status_code': 'status' in result ? result.status : undefined,
  };
  span.start(`${source} putFile`, { kind: 'CLIENT', attributes, msAgo: ms })?.end({ error: failureOf(result) });
}

function failureOf(result: PutEnd['result']): string | undefined {
  if ('error' in result) return result.error instanceof CallFailure ? result.error.kind : 'invalid-request';
  return result.status >= 300 ? String(result.status) : undefined;
}
