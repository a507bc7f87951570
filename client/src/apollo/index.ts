export { hasFile } from '../multipart.ts';
export { invoiceCacheConfig } from './cache.ts';
export { createInvoiceClient, createInvoiceLink, type InvoiceLinkOptions } from './links.ts';
export type { LiveState } from './live-connection.ts';
export { LiveLink, type LiveLinkOptions } from './live-link.ts';
export { UploadLink, type UploadProgress } from './upload-link.ts';
export { WriteLink, type WriteLinkOptions } from './write-link.ts';
