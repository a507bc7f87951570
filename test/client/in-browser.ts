import { DocumentEventsDocument, UploadFileDocument } from 'invoice-gateway-client';
import { createInvoiceClient } from 'invoice-gateway-client/links';

/** What a test finds in the page that this file is bundled for. */
export interface InBrowser {
  readonly invoiceClient: {
    readonly createInvoiceClient: typeof createInvoiceClient;
    readonly DocumentEventsDocument: typeof DocumentEventsDocument;
    readonly UploadFileDocument: typeof UploadFileDocument;
  };
}

Object.assign(globalThis, {
  invoiceClient: { createInvoiceClient, DocumentEventsDocument, UploadFileDocument },
} satisfies InBrowser);
