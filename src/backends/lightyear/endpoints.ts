import { queryString } from '../rest-client.ts';

/** Every Lightyear path, in one place: most are inferred, and may turn out different for a real account. */
export const endpoints = {
  exportable: (continuationKey: string | null) => `/invoices/exportable${queryString({ continuationKey })}`,
  invoice: (invoiceId: string) => `/invoices/${encodeURIComponent(invoiceId)}`,
  downloadUrl: (invoiceId: string) => `/invoices/${encodeURIComponent(invoiceId)}/download-url`,
  invoiceLineMatches: (invoiceId: string, lineId: string) => (continuationKey: string | null) =>
    `/invoices/${encodeURIComponent(invoiceId)}/lines/${encodeURIComponent(lineId)}/matches${queryString({ continuationKey })}`,
  purchaseOrderLineMatches: (orderId: string, lineId: string) => (continuationKey: string | null) =>
    `/purchase-orders/${encodeURIComponent(orderId)}/lines/${encodeURIComponent(lineId)}/matches${queryString({ continuationKey })}`,
  importJob: (jobId: string) => `/import-jobs/${encodeURIComponent(jobId)}`,
};
