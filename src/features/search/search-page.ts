import type { Resolvers } from '../../__generated__/resolvers.ts';
import type { Context } from '../../context.ts';
import type { Invoice } from '../../domain/invoice.ts';
import { notACursor } from '../../loaders/cursor-text.ts';
import type { DocumentOrder, DocumentPosition, DocumentQuery } from '../../store/index/document-query.ts';
import type { InvoiceEdgeParent, PageInfoParent } from '../invoice/invoice-list.ts';
import { accountsIn } from './freshness.ts';
import { type ListName, listCursor, positionIn } from './list-cursor.ts';

export const DEFAULT_FIRST = 50;
export const MAX_FIRST = 200;

export interface SearchRequest {
  readonly query: DocumentQuery;
  /** Names the list, for its cursors. */
  readonly list: ListName;
  readonly orderBy: readonly DocumentOrder[];
  readonly size: number;
  /** True for a page that is read from its end. */
  readonly isBackward: boolean;
  readonly cursor: string | null;
}

/** A page of documents of the index. */
export interface SearchPage {
  readonly query: DocumentQuery;
  readonly invoices: readonly Invoice[];
  readonly pageInfo: PageInfoParent;
  readonly cursorAfter: (index: number) => string;
}

export async function readSearchPage(request: SearchRequest, { index }: Context): Promise<SearchPage> {
  const { query, list, orderBy, size, isBackward, cursor } = request;
  const from = cursor === null ? undefined : documentPosition(positionIn(cursor, list), orderBy);
  // One more tells whether the list continues.
  const found = await index.search('searchDocuments', { query, orderBy, from, isBackward, count: size + 1 });
  const page = found.slice(0, size);
  const positions = isBackward ? page.toReversed() : page;
  const loaded = await index.load(
    query.companies,
    positions.map(({ id }) => id),
  );
  // A document that was removed meanwhile is left out.
  const entries = positions.flatMap((position, place) => {
    const invoice = loaded[place];
    return invoice === undefined ? [] : [{ position, invoice }];
  });
  const cursorOf = (entry: (typeof entries)[number] | undefined) =>
    entry && listCursor(list, [...entry.position.values, entry.position.id]);
  const isMore = found.length > size;
  return {
    query,
    invoices: entries.map(({ invoice }) => invoice),
    pageInfo: {
      hasNextPage: isBackward ? cursor !== null : isMore,
      hasPreviousPage: isBackward ? isMore : cursor !== null,
      startCursor: () => cursorOf(entries[0]) ?? null,
      endCursor: () => cursorOf(entries.at(-1)) ?? cursor,
    },
    cursorAfter: (place) => cursorOf(entries[place]) ?? '',
  };
}

export const searchPageResolvers: Pick<Resolvers, 'InvoiceSearchConnection'> = {
  InvoiceSearchConnection: {
    nodes: ({ invoices }) => invoices,
    edges: (page) => page.invoices.map((node, index): InvoiceEdgeParent => ({ page, index, node })),
    accounts: ({ query }, _args, context) => accountsIn(query, context),
    totalCount: ({ query }, _args, { index }) => index.search('countDocuments', query),
  },
};

/** Throws BadUserInput unless the cursor has a value for each field of the order, and an id. */
function documentPosition(position: readonly unknown[], orderBy: readonly DocumentOrder[]): DocumentPosition {
  const [id] = position.slice(-1);
  const values = position.slice(0, -1);
  if (!isWholeNumber(id) || values.length !== orderBy.length || !values.every(isValueOf(orderBy))) throw notACursor();
  return { id, values };
}

function isValueOf(orderBy: readonly DocumentOrder[]) {
  return (value: unknown, place: number): value is string | number | null =>
    orderBy[place]?.field === 'FIRST_SEEN'
      ? isWholeNumber(value)
      : value === null || (typeof value === 'string' && value.isWellFormed());
}

function isWholeNumber(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}
