import { createHash } from 'node:crypto';
import { type Answer, empty, json } from '../stand-in/answer.ts';
import type { V6Account } from '../world/v6/account.ts';

/** The invoices of a range, both ends included, in an arbitrary order that is stable for the same range. */
export function listInvoices(account: V6Account, from: string, to: string): Answer {
  const inRange = account.entries().filter(({ date }) => date >= from && date <= to);
  if (inRange.length === 0) return account.emptyAnswer === '204' ? empty(204) : json(200, []);
  return json(
    200,
    inRange
      .map(({ document }, index) => ({ document, rank: rank(`${from} ${to} ${index}`) }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ document }) => document),
  );
}

function rank(text: string): number {
  return createHash('md5').update(text).digest().readUInt32BE();
}
