import { WrongAnswer } from '../load/answer-reader.ts';
import type { Shot } from '../load/closed-loop.ts';
import { firstDifference } from '../load/difference.ts';
import { post, type Query, toHttpRequest } from '../load/post.ts';
import type { CallCounter } from '../sources/static-sources.ts';
import type { Work } from '../works.ts';

export type TargetName = 'bare' | 'mercurius' | 'gateway' | 'compared';

/** A running server to measure. */
export interface Target extends AsyncDisposable {
  readonly name: TargetName;
  readonly pid: number;
  readonly origin: string;
  readonly token: string;
  /** The target's id of the invoice with this id at the source, in this company if it has several. */
  idOf(sourceId: string, company?: string): string;
}

/** The accounts that a target opens at the source. */
export interface Accounts {
  readonly source: string;
  /** One account each. */
  readonly companies: readonly string[];
  /** REST calls of one account in flight at once. */
  readonly maxConcurrent: number;
}

/** The number of REST calls in flight that the gateway allows an account by default. */
export const DEFAULT_MAX_CONCURRENT = 16;

/** One company with the gateway's default settings. */
export function oneAccount(source: string): Accounts {
  return { source, companies: nameCompanies(1), maxConcurrent: DEFAULT_MAX_CONCURRENT };
}

/** The names of a number of companies. */
export function nameCompanies(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => (index === 0 ? 'bench' : `bench-${index}`));
}

/** The ids of a target without a scheme of its own: the company, a slash and the source's id. */
export function plainId(companies: readonly string[]): Target['idOf'] {
  return (sourceId, company = companies[0]) => `${company}/${sourceId}`;
}

/** The queries to send for a work: one for each company. */
export function workToQueries(target: Target, work: Work): readonly Query[] {
  const { query, operationName, invoice, companies = [undefined] } = work;
  return companies.map((company) => {
    const variables = {
      ...(invoice && { id: target.idOf(invoice.id, company) }),
      ...(company !== undefined && { companies: [company] }),
    };
    return { query, operationName, ...(Object.keys(variables).length > 0 && { variables }) };
  });
}

/**
 * Sends the queries of a work once and compares the answers, value by value, and the REST calls if `sources` is given.
 * Throws WrongAnswer.
 */
export async function checkedShot(target: Target, work: Work, sources?: CallCounter): Promise<Shot> {
  const queries = workToQueries(target, work);
  const before = await sources?.calls();
  const answers = await Promise.all(queries.map((query) => checkedAnswer(target, work, query)));
  if (sources !== undefined && before !== undefined)
    expectCalls(target, work, queries.length, (await sources.calls()) - before);
  const [answer = Buffer.alloc(0)] = answers;
  // A timed answer is compared with this one, whatever its company.
  if (!answers.every((other) => other.equals(answer)))
    throw new WrongAnswer(`${work.name}, ${target.name}: the bytes of the answers differ by company`);
  const requests = queries.map((query) => toHttpRequest(target.origin, target.token, query));
  return { origin: target.origin, requests, answer };
}

/** Throws WrongAnswer if answers without a cache took more or fewer REST calls than expected. */
export function expectCalls(target: Target, work: Work, queries: number, calls: number): void {
  if (calls === work.restCalls * queries) return;
  const wanted = `${work.restCalls * queries} for ${queries} queries`;
  throw new WrongAnswer(`${work.name}, ${target.name}: ${calls} REST calls, not ${wanted}`);
}

async function checkedAnswer(target: Target, work: Work, query: Query): Promise<Buffer> {
  const answer = await post(target.origin, target.token, query);
  const difference = firstDifference(JSON.parse(answer.toString('utf8')), work.expected);
  if (difference !== undefined) throw new WrongAnswer(`${work.name}, ${target.name}: ${difference}`);
  return answer;
}
