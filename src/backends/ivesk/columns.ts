import type { ColumnValue } from '../../domain/column-value.ts';
import { Frame } from '../answers/frame.ts';
import type { ColumnPage, ColumnReads } from '../backend.ts';
import type { OpenAccount } from '../open-account.ts';
import { dateTime, key, text, wireObject } from '../wire.ts';
import { endpoints } from './endpoints.ts';
import { COLUMN_VALUE } from './shape.ts';
import type { WireColumnsPage, WireColumnValue } from './wire.ts';

/** The longest name of a column's next page, which is part of a cursor. */
const MAX_NEXT = 2_000;

export function createColumnReads(account: OpenAccount, companyCode: string): ColumnReads {
  return {
    page: (column, modifiedSince, next, reads) =>
      reads.through('columns', JSON.stringify([column, modifiedSince, next]), async (signal) => {
        const endpoint = endpoints.columns(companyCode, column, modifiedSince, next);
        const { json, bytes } = await account.client.get(endpoint, signal);
        return { value: parseColumnPage(json, next, account), bytes };
      }),
  };
}

/**
 * A page has a list of values, each with its code; `next` is absent on the last page. Throws BackendBadResponse for anything
 * else, and for a page that leads to itself.
 */
export function parseColumnPage(
  json: unknown,
  asked: string | null,
  account: Pick<OpenAccount, 'deviations'>,
): ColumnPage {
  const frame = new Frame(account, 'a page of column values');
  const wire = frame.object<WireColumnsPage>(json);
  const items = frame.list(wire.items, 'items');
  const values = items.map((item, index) => toValue(item, `items[${index}]`, frame, account));
  const next = frame.continuation(wire.next, 'next');
  if (next !== null && (next === asked || next.length > MAX_NEXT)) throw frame.broken('next');
  return { values, next };
}

function toValue(
  item: unknown,
  path: string,
  frame: Frame,
  { deviations }: Pick<OpenAccount, 'deviations'>,
): ColumnValue {
  const value = wireObject<WireColumnValue>(item);
  const code = key(value?.code);
  if (value === undefined || code === null) throw frame.broken(value === undefined ? path : `${path}.code`);
  COLUMN_VALUE.oddities(value, deviations);
  return { code, description: text(value.description), modifiedAt: dateTime(value.modifiedat) };
}
