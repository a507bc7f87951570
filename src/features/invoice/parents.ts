import type { Backend } from '../../backends/backend.ts';
import type { InvoiceRef } from '../../domain/ids.ts';
import type { Invoice } from '../../domain/invoice.ts';
import type { GatewayError } from '../../errors/catalogue.ts';
import type { InvoicePage } from '../../loaders/invoice-page/read-page.ts';
import type { UnreadInvoice } from './needs-document.ts';

/** An invoice, or just its name where the operation selects nothing that would have to be read. */
export type InvoiceParent = Invoice | UnreadInvoice;

export interface InvoiceEdgeParent {
  readonly page: InvoicePage;
  readonly index: number;
  readonly node: InvoiceParent;
}

export interface InvoiceFailureParent {
  readonly ref: InvoiceRef;
  readonly error: GatewayError;
}

export interface AccountOutcomeParent {
  readonly backend: Backend;
  readonly error: GatewayError | undefined;
}

export interface InvoiceFileParent {
  readonly ref: InvoiceRef;
  readonly name: string | null;
  readonly url: string | null;
}

/** Cursors are written when they are selected: they cost more than the rest of a page's frame. */
export interface PageInfoParent {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: () => string | null;
  readonly endCursor: () => string | null;
}
