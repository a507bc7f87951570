import type { ApolloClient } from '@apollo/client';
import { SearchTableDocument, type SearchTableQuery, type SearchTableQueryVariables } from 'invoice-gateway-client';
import { nameOfKind, nameOfSource, nameOfState } from '../parts/names.ts';
import type { SearchVariables } from '../search/search-query.ts';
import { BYTE_ORDER_MARK, toCsv } from './to-csv.ts';

type Page = NonNullable<SearchTableQuery['searchInvoices']>;
type Row = Page['nodes'][number];

/** The header of each column, and its value. */
const COLUMNS: readonly (readonly [string, (row: Row) => string | null | undefined])[] = [
  ['Company', ({ company }) => company.name],
  ['Source', ({ source }) => nameOfSource(source)],
  ['Number', ({ fullNumber }) => fullNumber],
  ['Kind', ({ kind }) => nameOfKind(kind)],
  ['Direction', ({ direction }) => direction],
  ['State', ({ state }) => nameOfState(state)],
  ['Counterparty', ({ counterparty }) => counterparty?.name],
  ['Tax number', ({ counterparty }) => counterparty?.taxNumber],
  ['Issued', ({ issueDate }) => issueDate],
  ['Due', ({ dueDate }) => dueDate],
  ['Purchase order', ({ purchaseOrderNumber }) => purchaseOrderNumber],
  ['Currency', ({ currency }) => currency],
  ['Net', ({ signedNetAmount }) => signedNetAmount],
  ['Tax', ({ signedTaxAmount }) => signedTaxAmount],
  ['Gross', ({ signedGrossAmount }) => signedGrossAmount],
  ['Number at its source', ({ sourceId }) => sourceId],
  ['Id', ({ id }) => id],
];

/** Reads all pages of the search. Rejects if one of them cannot be read: a file never lacks documents without a word. */
export async function searchCsv(
  client: ApolloClient,
  { text, filter, orderBy }: SearchVariables,
  { signal, onRows }: { readonly signal: AbortSignal; readonly onRows: (count: number) => void },
): Promise<Blob> {
  const parts = [BYTE_ORDER_MARK, toCsv([COLUMNS.map(([header]) => header)])];
  let count = 0;
  let page: Page | undefined;
  do {
    page = await readPage(client, { text, filter, orderBy, after: page?.pageInfo.endCursor ?? null }, signal);
    parts.push(toCsv(page.nodes.map((row) => COLUMNS.map(([, toValue]) => toValue(row)))));
    count += page.nodes.length;
    onRows(count);
  } while (page.pageInfo.hasNextPage);
  return new Blob(parts, { type: 'text/csv;charset=utf-8' });
}

async function readPage(
  client: ApolloClient,
  variables: SearchTableQueryVariables,
  signal: AbortSignal,
): Promise<Page> {
  const { data } = await client.query({
    query: SearchTableDocument,
    variables,
    fetchPolicy: 'no-cache',
    context: { fetchOptions: { signal } },
  });
  signal.throwIfAborted();
  if (!data?.searchInvoices) throw new Error('The gateway returned a page without documents');
  return data.searchInvoices;
}
