// Correct uses of the package in a program without Apollo Client, React or the types of a browser. This file is
// compiled, and run with the URL of a gateway.
import {
  type Decimal,
  DocumentEventsDocument,
  type Endpoint,
  follow,
  GatewayError,
  InvoicesDocument,
  ReportSyncErrorDocument,
  request,
  UploadFileDocument,
  ViewerDocument,
} from 'invoice-gateway-client';

const gateway: Endpoint = { url: process.argv[2] ?? '', token: () => 'a-token', retries: 0 };

export async function amounts(signal: AbortSignal): Promise<readonly (Decimal | null)[]> {
  const { viewer } = await request(gateway, ViewerDocument);
  const filter = { companies: viewer.companies.map(({ id }) => id) };
  const { invoices } = await request(gateway, InvoicesDocument, { filter }, { signal, timeoutMs: 5_000 });
  return invoices?.edges.map(({ node }) => node.grossAmount) ?? [];
}

export async function upload(file: File): Promise<number | undefined> {
  const { uploadFile } = await request(gateway, UploadFileDocument, { file }, { idempotencyKey: 'file-1' });
  return uploadFile?.upload?.size;
}

export async function watch(): Promise<string> {
  for await (const event of follow(gateway, DocumentEventsDocument, { after: '7' }))
    if (event.__typename === 'DocumentsExported') return event.companyCode ?? event.id;
  return '';
}

const { reportSyncError } = await request(gateway, ReportSyncErrorDocument, { invoiceId: '1', message: 'No account' });
const away: Endpoint = { ...gateway, url: 'http://127.0.0.1:1/graphql' };
const error = await request(away, '{ viewer { name } }').catch((reason: unknown) => reason);
// Not a literal: the compiler would miss Apollo Client, too.
const apollo: string = 'invoice-gateway-client/apollo';
const without = await import(apollo).catch((reason: { code: string }) => reason.code);
console.log(
  JSON.stringify({ reported: reportSyncError?.ok, code: error instanceof GatewayError ? error.code : error, without }),
);
