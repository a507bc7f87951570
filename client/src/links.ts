import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { SetContextLink } from '@apollo/client/link/context';
import { isSubscriptionOperation } from '@apollo/client/utilities';
import { invoiceCacheConfig } from './cache.ts';
import { LiveLink, type LiveLinkOptions } from './live-link.ts';
import { hasFile, UploadLink } from './upload-link.ts';

export type { LiveState } from './live-connection.ts';
export { LiveLink, type LiveLinkOptions } from './live-link.ts';
export { hasFile, UploadLink, type UploadProgress } from './upload-link.ts';

/** For `createInvoiceLink`: `token` is also called for each HTTP request, which fails if it rejects. */
export interface InvoiceLinkOptions extends Omit<LiveLinkOptions, 'url'> {
  /** The URL of the gateway's `/graphql`, with http: or https:, or relative to the page's URL. */
  readonly url: string | URL;
}

/**
 * One link for all operations: queries and mutations over HTTP, files as multipart requests (UploadLink),
 * subscriptions over a WebSocket (LiveLink). Connects only when the first operation is executed.
 */
export function createInvoiceLink(options: InvoiceLinkOptions): ApolloLink {
  const { token } = options;
  const uri = String(options.url);
  const authorized = new SetContextLink(async ({ headers }) => {
    const given = await token();
    return given === undefined ? {} : { headers: { ...headers, authorization: `Bearer ${given}` } };
  });
  return ApolloLink.split(
    ({ query }) => isSubscriptionOperation(query),
    new LiveLink(options),
    authorized.split(({ variables }) => hasFile(variables), new UploadLink(uri), new HttpLink({ uri })),
  );
}

/** A client with only the required parts: `createInvoiceLink` and a cache with `invoiceCacheConfig`. */
export function createInvoiceClient(options: InvoiceLinkOptions): ApolloClient {
  return new ApolloClient({ link: createInvoiceLink(options), cache: new InMemoryCache(invoiceCacheConfig) });
}
