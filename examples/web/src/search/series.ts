import type { InvoiceGroup, TotalsPageFragment } from 'invoice-gateway-client';
import { nameOfDirection, nameOfKind, nameOfSource, nameOfState } from '../parts/names.ts';

export type Total = TotalsPageFragment['nodes'][number];

/** The totals of one company, direction and currency: amounts of different ones are not compared with each other. */
export interface Series {
  readonly key: string;
  readonly name: string;
  readonly currency: string | null;
  readonly totals: readonly Total[];
  readonly count: number;
}

/** The series, those with most documents first. */
export function toSeries(totals: readonly Total[]): readonly Series[] {
  const groups = Map.groupBy(totals, ({ company, direction, currency }) => `${company.id} ${direction} ${currency}`);
  return [...groups].map(toOne).sort((a, b) => b.count - a.count);
}

function toOne([key, totals]: readonly [string, readonly Total[]]): Series {
  const [first] = totals;
  const name = first
    ? `${first.company.name}, ${nameOfDirection(first.direction).toLowerCase()}, ${first.currency ?? 'no currency'}`
    : key;
  const count = totals.reduce((sum, total) => sum + total.count, 0);
  return { key, name, currency: first?.currency ?? null, totals, count };
}

/** The name of a group within its series. */
export function nameOfTotal(total: Total, group: InvoiceGroup | undefined): string {
  switch (group) {
    case undefined:
      return 'All documents';
    case 'COUNTERPARTY':
      return total.counterparty?.name ?? 'Without a counterparty';
    case 'MONTH':
      return total.month ?? 'Without a date';
    case 'KIND':
      return total.kind ? nameOfKind(total.kind) : 'Unknown';
    case 'SOURCE':
      return total.source ? nameOfSource(total.source) : 'Unknown';
    case 'STATE':
      return total.state ? nameOfState(total.state) : 'Unknown';
    case 'GL_CODE':
      return [total.glCode?.code, total.glCode?.description].filter(Boolean).join(' ') || 'Without an account';
    default:
      // A newer gateway may have more.
      return 'Unknown';
  }
}

/** The conditions that select the documents of a group. Undefined if the search does not have such a condition. */
export function conditionsOf(total: Total, group: InvoiceGroup | undefined): Record<string, string> | undefined {
  switch (group) {
    case 'COUNTERPARTY':
      return total.counterparty ? { counterparty: total.counterparty.key } : undefined;
    case 'MONTH':
      return total.month ? { from: `${total.month}-01`, to: lastDayOf(total.month) } : undefined;
    case 'KIND':
      return total.kind ? { kind: total.kind } : undefined;
    case 'SOURCE':
      return total.source ? { source: total.source } : undefined;
    case 'STATE':
      return total.state ? { state: total.state } : undefined;
    default:
      return undefined;
  }
}

/** The groups with the largest amounts, without regard to the sign; months in their order, the latest ones. */
export function largest(totals: readonly Total[], group: InvoiceGroup | undefined, count: number): readonly Total[] {
  if (group === 'MONTH') return totals.filter(({ month }) => month !== null).slice(-count);
  return totals.toSorted((a, b) => sizeOf(b) - sizeOf(a)).slice(0, count);
}

/** For the length of a bar only: a number would round the amount. */
export function sizeOf({ signedGrossAmount }: Total): number {
  return Math.abs(Number(signedGrossAmount));
}

function lastDayOf(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}
