import type { Resolvers } from '../../__generated__/resolvers.ts';
import { encodeId, type InvoiceRef } from '../../domain/ids.ts';
import type { Invoice } from '../../domain/invoice.ts';
import { GatewayError } from '../../errors/catalogue.ts';
import { toUserError } from '../../errors/user-error.ts';
import type { PageEntry } from '../../loaders/invoice-page/entry-reader.ts';
import { type InvoicePage, readPage } from '../../loaders/invoice-page/read-page.ts';
import { companyOf } from '../company.ts';
import { named, selectedBelow } from '../schema/selection.ts';
import type { InvoiceParent } from './invoice.ts';
import { listRequest } from './list-request.ts';
import { needsDocument } from './needs-document.ts';

export interface InvoiceEdgeParent {
  readonly page: Pick<InvoicePage, 'cursorAfter'>;
  readonly index: number;
  readonly node: InvoiceParent;
}

export interface InvoiceFailureParent {
  readonly ref: InvoiceRef;
  readonly error: GatewayError;
}

/** Cursors are encoded only if they are selected: they cost more than the rest of PageInfo. */
export interface PageInfoParent {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: () => string | null;
  readonly endCursor: () => string | null;
}

type ListTypes = Pick<
  Resolvers,
  'AccountOutcome' | 'InvoiceConnection' | 'InvoiceEdge' | 'InvoiceFailure' | 'PageInfo'
>;

export const invoiceListResolvers: ListTypes & { Query: Pick<Resolvers['Query'] & {}, 'invoices'> } = {
  Query: {
    invoices: async (_parent, args, context, info) => {
      const fields = selectedBelow(info.fieldNodes, info);
      const ofNodes = selectedBelow(
        [...named(fields, 'nodes'), ...named(selectedBelow(named(fields, 'edges'), info), 'node')],
        info,
      );
      const page = await readPage(listRequest(args, context, needsDocument(ofNodes, info.schema)));
      // Other fields of this operation that ask for these documents do not read them again.
      for (const { ref, outcome } of page.entries) if (isRead(outcome)) context.loaders.invoice.prime(ref, outcome);
      if (named(ofNodes, 'state').length > 0) for (const { ref } of page.entries) context.loaders.noteListed(ref);
      return page;
    },
  },
  InvoiceConnection: {
    nodes: ({ entries }) => entries.flatMap((entry) => nodeOf(entry) ?? []),
    edges: (page) =>
      page.entries.flatMap((entry, index): InvoiceEdgeParent[] => {
        const node = nodeOf(entry);
        return node === undefined ? [] : [{ page, index, node }];
      }),
    pageInfo: pageInfoOf,
    accounts: ({ outcomes }) => outcomes,
    failures: ({ entries }) =>
      entries.flatMap(({ ref, outcome }): InvoiceFailureParent[] =>
        outcome instanceof GatewayError ? [{ ref, error: outcome }] : [],
      ),
  },
  InvoiceEdge: {
    cursor: ({ page, index }) => page.cursorAfter(index),
  },
  InvoiceFailure: {
    id: ({ ref }) => encodeId({ type: 'Invoice', ref }),
    error: ({ error }) => toUserError(error),
  },
  AccountOutcome: {
    company: ({ backend }, _args, { accounts }) => companyOf(backend.company, accounts),
    source: ({ backend }) => backend.source,
    ok: ({ error }) => error === undefined,
    error: ({ error }) => (error === undefined ? null : toUserError(error)),
    range: ({ range }) => range ?? null,
  },
  PageInfo: {
    startCursor: ({ startCursor }) => startCursor(),
    endCursor: ({ endCursor }) => endCursor(),
  },
};

function pageInfoOf(page: InvoicePage): PageInfoParent {
  const first = page.entries.findIndex((entry) => nodeOf(entry) !== undefined);
  return {
    hasNextPage: page.hasNextPage,
    hasPreviousPage: page.hasPreviousPage,
    startCursor: () => (first === -1 ? null : page.cursorAfter(first)),
    endCursor: () => page.endCursor(),
  };
}

function nodeOf({ ref, sourceId, outcome }: PageEntry): InvoiceParent | undefined {
  if (outcome instanceof GatewayError) return undefined;
  return outcome === 'UNREAD' ? { ref, sourceId } : outcome;
}

function isRead(outcome: PageEntry['outcome']): outcome is Invoice {
  return outcome !== 'UNREAD' && !(outcome instanceof GatewayError);
}
