import {
  type Decimal,
  InvoiceDirection,
  InvoiceGroup,
  InvoiceKind,
  type InvoiceOrder,
  InvoiceOrderField,
  type InvoiceSearchFilter,
  InvoiceState,
  type IsoDate,
  OrderDirection,
  type SearchQueryVariables,
  Source,
  toDecimal,
} from 'invoice-gateway-client';
import { oneOf, toDay } from '../inbox/filter.ts';
import { daysAfter } from '../parts/days.ts';

export type SearchVariables = Required<Pick<SearchQueryVariables, 'text' | 'filter' | 'orderBy' | 'groupBy'>>;

/** Documents whose due date is at most so far away are due soon. */
export const SOON_DAYS = 14;

/** The direction that a column is first sorted by. */
const FIRST_DIRECTION: Readonly<Record<InvoiceOrderField, OrderDirection>> = {
  ISSUE_DATE: 'DESC',
  DUE_DATE: 'ASC',
  GROSS_AMOUNT: 'DESC',
  NUMBER: 'ASC',
  COUNTERPARTY: 'ASC',
  FIRST_SEEN: 'DESC',
};

/** The search in the URL. Unknown values are left out, and "overdue" is relative to today. */
export function toSearch(query: URLSearchParams, today: string): SearchVariables {
  return {
    text: toText(query),
    filter: toSearchFilter(query, today),
    orderBy: [toOrder(query)],
    groupBy: toGroup(query),
  };
}

export function toText(query: URLSearchParams): string | null {
  return query.get('q')?.trim() || null;
}

function toSearchFilter(query: URLSearchParams, today: string): InvoiceSearchFilter {
  const company = query.get('company');
  const source = oneOf(Object.values(Source), query.get('source'));
  const kind = oneOf(Object.values(InvoiceKind), query.get('kind'));
  const direction = oneOf(Object.values(InvoiceDirection), query.get('direction'));
  const state = oneOf(Object.values(InvoiceState), query.get('state'));
  const currency = query.get('currency')?.trim().toUpperCase();
  const [from, to] = [toDay(query.get('from')), toDay(query.get('to'))];
  const [dueFrom, dueTo] = toDue(query, today);
  const [grossFrom, grossTo] = [toAmount(query.get('min')), toAmount(query.get('max'))];
  const number = query.get('number')?.trim();
  const purchaseOrderNumber = query.get('order')?.trim();
  const counterparty = query.get('counterparty');
  return {
    ...(company && { companies: [company] }),
    ...(source && { sources: [source] }),
    ...(kind && { kinds: [kind] }),
    ...(direction && { directions: [direction] }),
    ...(state && { states: [state] }),
    ...(from && { issuedFrom: from }),
    ...(to && { issuedTo: to }),
    ...(dueFrom && { dueFrom }),
    ...(dueTo && { dueTo }),
    ...(grossFrom && { grossFrom }),
    ...(grossTo && { grossTo }),
    // While it is being typed, it is not a currency yet.
    ...(currency && /^[A-Z]{3}$/.test(currency) && { currencies: [currency] }),
    ...(number && { number }),
    ...(purchaseOrderNumber && { purchaseOrderNumber }),
    ...(counterparty && { counterparty }),
    ...(query.get('duplicates') === 'yes' && { isPossibleDuplicate: true }),
    ...(query.get('duplicates') === 'no' && { isPossibleDuplicate: false }),
  };
}

/** The first and the last due date. "overdue" and "soon" are relative, so that a bookmark stays right. */
function toDue(query: URLSearchParams, today: string): readonly (IsoDate | undefined)[] {
  switch (query.get('due')) {
    case 'overdue':
      return [undefined, toDay(daysAfter(today, -1))];
    case 'soon':
      return [toDay(today), toDay(daysAfter(today, SOON_DAYS))];
    default:
      return [toDay(query.get('dueFrom')), toDay(query.get('dueTo'))];
  }
}

/** An amount as people type it: "1 240,50", "1240.50". Undefined for any other text. */
export function toAmount(text: string | null): Decimal | undefined {
  const plain = (text ?? '').replace(/\s/g, '').replace(',', '.');
  try {
    return plain === '' ? undefined : toDecimal(plain);
  } catch {
    return undefined;
  }
}

export function toOrder(query: URLSearchParams): InvoiceOrder {
  const field = oneOf(Object.values(InvoiceOrderField), query.get('sort')) ?? 'ISSUE_DATE';
  return { field, direction: oneOf(Object.values(OrderDirection), query.get('dir')) ?? FIRST_DIRECTION[field] };
}

/** The order after the user has chosen a column: the other direction if the list is sorted by it already. */
export function nextOrder({ field, direction }: InvoiceOrder, chosen: InvoiceOrderField): InvoiceOrder {
  if (field !== chosen) return { field: chosen, direction: FIRST_DIRECTION[chosen] };
  return { field, direction: direction === 'ASC' ? 'DESC' : 'ASC' };
}

/** By counterparty, unless the URL says otherwise; "NONE" is only company, direction and currency. */
export function toGroup(query: URLSearchParams): readonly InvoiceGroup[] {
  const by = query.get('by');
  if (by === 'NONE') return [];
  return [oneOf(Object.values(InvoiceGroup), by) ?? 'COUNTERPARTY'];
}

/** The names in the query of the URL that narrow the search. */
const CONDITIONS = [
  ...['q', 'company', 'source', 'direction', 'kind', 'state', 'from', 'to', 'due', 'dueFrom', 'dueTo'],
  ...['min', 'max', 'currency', 'number', 'order', 'counterparty', 'duplicates'],
];

export function isNarrowed(query: URLSearchParams): boolean {
  return CONDITIONS.some((name) => query.has(name));
}

/** The query of the URL with some values changed; an empty value removes its name. */
export function withValues(query: URLSearchParams, values: Readonly<Record<string, string>>): string {
  const changed = new URLSearchParams(query);
  for (const [name, value] of Object.entries(values)) {
    if (value === '') changed.delete(name);
    else changed.set(name, value);
  }
  return `?${changed}`;
}
