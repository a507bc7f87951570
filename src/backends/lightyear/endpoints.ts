import { queryString } from '../rest-client.ts';

/** Every Lightyear path. Most are inferred, and may differ for a real account. */
export const endpoints = {
  exportable: (continuationKey: string | null) => `/invoices/exportable${queryString({ continuationKey })}`,
  invoice: (invoiceId: string) => `/invoices/${encodeURIComponent(invoiceId)}`,
  complete: (invoiceId: string) => `/invoices/${encodeURIComponent(invoiceId)}/complete`,
  reject: (invoiceId: string) => `/invoices/${encodeURIComponent(invoiceId)}/reject`,
  downloadUrl: (invoiceId: string) => `/invoices/${encodeURIComponent(invoiceId)}/download-url`,
  invoiceLineMatches: (invoiceId: string, lineId: string) => (continuationKey: string | null) =>
    `/invoices/${encodeURIComponent(invoiceId)}/lines/${encodeURIComponent(lineId)}/matches${queryString({ continuationKey })}`,
  purchaseOrderLineMatches: (orderId: string, lineId: string) => (continuationKey: string | null) =>
    `/purchase-orders/${encodeURIComponent(orderId)}/lines/${encodeURIComponent(lineId)}/matches${queryString({ continuationKey })}`,
  importJobs: '/import-jobs',
  importJob: (jobId: string) => `/import-jobs/${encodeURIComponent(jobId)}`,
};
