import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { SetContextLink } from '@apollo/client/link/context';
import { isSubscriptionOperation } from '@apollo/client/utilities';
import { hasFile } from '../multipart.ts';
import { invoiceCacheConfig } from './cache.ts';
import { LiveLink, type LiveLinkOptions } from './live-link.ts';
import { UploadLink } from './upload-link.ts';
import { WriteLink, type WriteLinkOptions } from './write-link.ts';

/** For `createInvoiceLink`: `token` is also called for each HTTP request, which fails if it rejects. */
export interface InvoiceLinkOptions extends Omit<LiveLinkOptions, 'url'>, WriteLinkOptions {
  /** The URL of the gateway's `/graphql`, with http: or https:, or relative to the page's URL. */
  readonly url: string | URL;
}

/**
 * One link for all operations: queries and mutations over HTTP, mutations with idempotency keys (WriteLink), files as
 * multipart requests (UploadLink), subscriptions over a WebSocket (LiveLink). Connects only when the first operation is executed.
 */
export function createInvoiceLink(options: InvoiceLinkOptions): ApolloLink {
  const { token } = options;
  const uri = String(options.url);
  const authorized = new SetContextLink(async ({ headers }) => {
    const given = await token();
    return given === undefined ? {} : { headers: { ...headers, authorization: `Bearer ${given}` } };
  });
  const http = authorized.split(({ variables }) => hasFile(variables), new UploadLink(uri), new HttpLink({ uri }));
  // Each repetition of a mutation has a fresh token.
  const repeating = new WriteLink(options).concat(http);
  return ApolloLink.split(({ query }) => isSubscriptionOperation(query), new LiveLink(options), repeating);
}

/** A client with only the required parts: `createInvoiceLink` and a cache with `invoiceCacheConfig`. */
export function createInvoiceClient(options: InvoiceLinkOptions): ApolloClient {
  return new ApolloClient({ link: createInvoiceLink(options), cache: new InMemoryCache(invoiceCacheConfig) });
}
