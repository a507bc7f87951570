import { WrongAnswer } from '../load/answer-reader.ts';
import type { Shot } from '../load/closed-loop.ts';
import { firstDifference } from '../load/difference.ts';
import { post, type Query, toHttpRequest } from '../load/post.ts';
import type { CallCounter } from '../sources/static-sources.ts';
import type { Work } from '../works.ts';

/** A running server to measure. */
export interface Target extends AsyncDisposable {
  readonly name: 'bare' | 'gateway';
  readonly pid: number;
  readonly origin: string;
  readonly token: string;
  /** The target's id of the invoice with this id at the source. */
  idOf(sourceId: string): string;
}

/** The query to send for a work. */
export function workToQuery(target: Target, { query, operationName, invoice }: Work): Query {
  return { query, operationName, ...(invoice && { variables: { id: target.idOf(invoice.id) } }) };
}

/**
 * Sends a work once and compares the answer, value by value, and the REST calls if `sources` is given. Throws
 * WrongAnswer.
 */
export async function checkedShot(target: Target, work: Work, sources?: CallCounter): Promise<Shot> {
  const query = workToQuery(target, work);
  const before = await sources?.calls();
  const answer = await post(target.origin, target.token, query);
  const difference = firstDifference(JSON.parse(answer.toString('utf8')), work.expected);
  if (difference !== undefined) throw new WrongAnswer(`${work.name}, ${target.name}: ${difference}`);
  if (sources !== undefined && before !== undefined) expectCalls(target, work, 1, (await sources.calls()) - before);
  return { origin: target.origin, request: toHttpRequest(target.origin, target.token, query), answer };
}

/** Throws WrongAnswer if answers without a cache took more or fewer REST calls than expected. */
export function expectCalls(target: Target, work: Work, queries: number, calls: number): void {
  if (calls === work.restCalls * queries) return;
  const wanted = `${work.restCalls * queries} for ${queries} queries`;
  throw new WrongAnswer(`${work.name}, ${target.name}: ${calls} REST calls, not ${wanted}`);
}
