import type { ApolloClient, OperationVariables, TypedDocumentNode } from '@apollo/client';
import {
  type KeyStore,
  ReportSyncErrorDocument,
  RequestUploadDocument,
  request,
  UploadFileDocument,
} from 'invoice-gateway-client';
import { createInvoiceClient } from 'invoice-gateway-client/apollo';

export interface WriterOptions {
  readonly url: string;
  readonly keys?: KeyStore;
  readonly retries?: number;
  /** By default, pauses take no time. */
  readonly pauseMs?: (breaks: number) => number;
}

export interface Sending {
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

/** A client as a program or a page creates it. Each function sends one mutation, and rejects if there is no answer. */
export interface Writer {
  report(message: string, sending?: Sending): Promise<unknown>;
  upload(file: File): Promise<unknown>;
  requestUpload(): Promise<unknown>;
}

type Send = <Data, Variables extends OperationVariables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  sending?: Sending,
) => Promise<unknown>;

function toWriter(send: Send): Writer {
  return {
    report: (message, sending) => send(ReportSyncErrorDocument, { invoiceId: 'document-1', message }, sending),
    upload: (file) => send(UploadFileDocument, { file }),
    requestUpload: () => send(RequestUploadDocument, { fileName: 'a.pdf' }),
  };
}

/** Both ways to send a mutation: they share their keys and the rules for repetitions. */
export const WRITERS: readonly (readonly [string, (options: WriterOptions) => Writer])[] = [
  [
    'request()',
    (options) => {
      const endpoint = { token: () => 'a-token', pauseMs: () => 0, ...options };
      return toWriter((document, variables, sending) =>
        request(endpoint, document as TypedDocumentNode<unknown, object>, variables, sending),
      );
    },
  ],
  [
    'Apollo Client',
    (options) => {
      const client = createInvoiceClient({ token: () => 'a-token', pauseMs: () => 0, ...options });
      return toWriter(async (mutation, variables, { signal, idempotencyKey } = {}) => {
        const context = {
          ...(signal && { fetchOptions: { signal } }),
          ...(idempotencyKey !== undefined && { idempotencyKey }),
        };
        const options = { mutation, variables, context } as ApolloClient.MutateOptions<unknown, typeof variables>;
        const { data } = await client.mutate(options);
        return data;
      });
    },
  ],
];

/** A store of its own for one test. */
export function memoryStore(): KeyStore & { readonly size: number } {
  const items = new Map<string, string>();
  return {
    getItem: (name) => items.get(name) ?? null,
    setItem: (name, value) => items.set(name, value),
    removeItem: (name) => items.delete(name),
    get size() {
      return items.size;
    },
  };
}
