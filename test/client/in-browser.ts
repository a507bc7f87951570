import { DocumentEventsDocument, MarkInvoicesExportedDocument, UploadFileDocument } from 'invoice-gateway-client';
import { createInvoiceClient } from 'invoice-gateway-client/apollo';

/** The globals that this file defines in the page of a test. */
export interface InBrowser {
  readonly invoiceClient: {
    readonly createInvoiceClient: typeof createInvoiceClient;
    readonly DocumentEventsDocument: typeof DocumentEventsDocument;
    readonly MarkInvoicesExportedDocument: typeof MarkInvoicesExportedDocument;
    readonly UploadFileDocument: typeof UploadFileDocument;
  };
}

Object.assign(globalThis, {
  invoiceClient: { createInvoiceClient, DocumentEventsDocument, MarkInvoicesExportedDocument, UploadFileDocument },
} satisfies InBrowser);
