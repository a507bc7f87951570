import type { InvoiceSearchFilter, QuerySearchInvoicesArgs } from '../../__generated__/resolvers.ts';
import type { Context } from '../../context.ts';
import { type Decimal, subtract, textToDecimal } from '../../domain/values/decimal.ts';
import { foldedWords } from '../../domain/values/folded-text.ts';
import { BadUserInput } from '../../errors/catalogue.ts';
import type { DocumentOrder, DocumentQuery } from '../../store/index/document-query.ts';
import { sortableAmount } from '../../store/index/prepare/stored-amounts.ts';
import { numberKey } from '../../store/index/prepare/to-document.ts';
import { checkCompanies, checkCount, checkFirst } from '../arguments.ts';
import { DEFAULT_FIRST, MAX_FIRST, type SearchRequest } from './search-page.ts';

export const NEWEST_FIRST: readonly DocumentOrder[] = [{ field: 'ISSUE_DATE', direction: 'DESC' }];

const MAX_TEXT = 10_000;

/** Checks the arguments of a search. Throws BadUserInput, or NotFound for a company that the caller may not see. */
export function searchRequest(
  { text, filter, orderBy, first, after, last, before }: QuerySearchInvoicesArgs,
  context: Context,
): SearchRequest {
  checkCount(orderBy, ['orderBy']);
  const order = orderBy?.length ? onceEach(orderBy) : NEWEST_FIRST;
  const words = wordsOf(text);
  const isBackward = checkDirection({ first, after, last, before });
  return {
    query: { ...documentQuery(filter, context), words },
    list: ['search', words, nameOf(filter), order],
    orderBy: order,
    size: isBackward ? checkLast(last) : checkFirst(first, DEFAULT_FIRST, MAX_FIRST),
    isBackward,
    cursor: (isBackward ? before : after) ?? null,
  };
}

/** Returns true for a page that is read from its end. */
function checkDirection({ first, after, last, before }: Omit<QuerySearchInvoicesArgs, 'text' | 'filter' | 'orderBy'>) {
  const isGiven = (value: unknown) => value !== undefined && value !== null;
  const [wrong] = isGiven(last)
    ? (
        [
          ['first', first],
          ['after', after],
        ] as const
      ).filter(([, value]) => isGiven(value))
    : ([['before', before]] as const).filter(([, value]) => isGiven(value));
  if (wrong === undefined) return isGiven(last);
  throw new BadUserInput('Pass `first` with `after`, or `last` with `before`: they are two directions of paging', {
    field: [wrong[0]],
  });
}

function checkLast(last: number | null | undefined): number {
  const size = last ?? DEFAULT_FIRST;
  if (size >= 1 && size <= MAX_FIRST) return size;
  throw new BadUserInput(`last is ${size}: pass a number from 1 to ${MAX_FIRST}`, { field: ['last'] });
}

/** A field that is named again makes no difference. */
function onceEach(orderBy: readonly DocumentOrder[]): readonly DocumentOrder[] {
  const seen = new Set<string>();
  return orderBy.filter(({ field }) => !seen.has(field) && seen.add(field));
}

/** The folded words of a text. Throws BadUserInput if it is too long. */
export function wordsOf(text: string | null | undefined): readonly string[] {
  if ((text?.length ?? 0) > MAX_TEXT)
    throw new BadUserInput(`text has more than ${MAX_TEXT.toLocaleString('en')} characters: pass fewer words`, {
      field: ['text'],
    });
  return foldedWords(text ?? '');
}

/** The part of a filter's documents that the caller may see. Throws BadUserInput, or NotFound. */
export function documentQuery(filter: InvoiceSearchFilter | null | undefined, { accounts }: Context): DocumentQuery {
  const wanted = filter ?? {};
  const { companies, sources, kinds, directions, states, currencies } = wanted;
  for (const [name, values] of Object.entries({ companies, sources, kinds, directions, states, currencies }))
    checkCount(values, ['filter', name]);
  checkCompanies(companies, accounts);
  checkRange(wanted, 'issuedFrom', 'issuedTo', (from, to) => from <= to);
  checkRange(wanted, 'dueFrom', 'dueTo', (from, to) => from <= to);
  const gross = { grossFrom: amountIn(wanted, 'grossFrom'), grossTo: amountIn(wanted, 'grossTo') };
  checkRange(gross, 'grossFrom', 'grossTo', (from, to) => from === to || subtract(from, to).startsWith('-'));
  const { number, purchaseOrderNumber } = wanted;
  return {
    companies: [...new Set(companies ?? accounts.companies.map(({ id }) => id))],
    ...{ sources: sources ?? undefined, kinds: kinds ?? undefined, directions: directions ?? undefined },
    ...{ states: states ?? undefined, currencies: currencies ?? undefined },
    ...{ issuedFrom: wanted.issuedFrom ?? undefined, issuedTo: wanted.issuedTo ?? undefined },
    ...{ dueFrom: wanted.dueFrom ?? undefined, dueTo: wanted.dueTo ?? undefined },
    grossFrom: gross.grossFrom && sortableAmount(gross.grossFrom),
    grossTo: gross.grossTo && sortableAmount(gross.grossTo),
    number: number === null || number === undefined ? undefined : numberKey(number),
    purchaseOrderNumber:
      purchaseOrderNumber === null || purchaseOrderNumber === undefined ? undefined : numberKey(purchaseOrderNumber),
    counterparty: wanted.counterparty ?? undefined,
    isPossibleDuplicate: wanted.isPossibleDuplicate ?? undefined,
  };
}

/** Names the filter of a list, for its cursors. */
export function nameOf(filter: InvoiceSearchFilter | null | undefined): readonly unknown[] {
  return Object.entries(filter ?? {})
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => [name, Array.isArray(value) ? [...new Set<unknown>(value)].sort() : value])
    .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
}

function amountIn(filter: InvoiceSearchFilter, name: 'grossFrom' | 'grossTo'): Decimal | undefined {
  const given = filter[name];
  if (given === null || given === undefined) return undefined;
  const amount = textToDecimal(given);
  if (amount !== null) return amount;
  throw new BadUserInput(`${name} has more digits than any amount has`, { field: ['filter', name] });
}

function checkRange<Name extends string>(
  values: { readonly [N in Name]?: string | null | undefined },
  from: Name,
  to: Name,
  isInOrder: (from: string, to: string) => boolean,
): void {
  const [first, last] = [values[from], values[to]];
  if (!first || !last || isInOrder(first, last)) return;
  throw new BadUserInput(`${from} (${first.slice(0, 40)}) is after ${to} (${last.slice(0, 40)}): swap them`, {
    field: ['filter', from],
  });
}
