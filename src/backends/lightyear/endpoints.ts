import { type Endpoint, queryString } from '../rest-client.ts';
import type { operations } from './__generated__/rest.ts';

/** Every Lightyear path. Most are inferred, and may differ for a real account. */
export const endpoints = {
  exportable: (continuationKey: string | null) =>
    to('listExportableInvoiceIds', `/invoices/exportable${queryString({ continuationKey })}`),
  invoice: (invoiceId: string) => to('getInvoice', `/invoices/${encodeURIComponent(invoiceId)}`),
  complete: (invoiceId: string) => to('completeInvoiceExport', `/invoices/${encodeURIComponent(invoiceId)}/complete`),
  reject: (invoiceId: string) => to('rejectInvoiceExport', `/invoices/${encodeURIComponent(invoiceId)}/reject`),
  downloadUrl: (invoiceId: string) =>
    to('getInvoiceDownloadUrl', `/invoices/${encodeURIComponent(invoiceId)}/download-url`),
  invoiceLineMatches: (invoiceId: string, lineId: string) => (continuationKey: string | null) =>
    to(
      'listInvoiceLineMatches',
      `/invoices/${encodeURIComponent(invoiceId)}/lines/${encodeURIComponent(lineId)}/matches${queryString({ continuationKey })}`,
    ),
  purchaseOrderLineMatches: (orderId: string, lineId: string) => (continuationKey: string | null) =>
    to(
      'listPurchaseOrderLineMatches',
      `/purchase-orders/${encodeURIComponent(orderId)}/lines/${encodeURIComponent(lineId)}/matches${queryString({ continuationKey })}`,
    ),
  importJobs: to('startImportJob', '/import-jobs'),
  importJob: (jobId: string) => to('getImportJob', `/import-jobs/${encodeURIComponent(jobId)}`),
  /** The token URL itself. */
  token: to('issueToken', ''),
};

function to(operation: keyof operations, path: string): Endpoint {
  return { operation, path };
}
