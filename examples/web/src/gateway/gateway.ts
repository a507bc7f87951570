import { ApolloClient, ApolloLink, InMemoryCache } from '@apollo/client';
import { ErrorLink } from '@apollo/client/link/error';
import { InboxDocument } from 'invoice-gateway-client';
import { createInvoiceLink, invoiceCacheConfig, type LiveState } from 'invoice-gateway-client/apollo';
import { createContext, useContext, useSyncExternalStore } from 'react';
import { isUnauthenticated } from './failure.ts';
import { createUnknownWrites, type UnknownWrites } from './unknown-writes.ts';
import { createValue, type Value } from './value.ts';

/** The connection to the gateway with one token. */
export interface Gateway {
  readonly client: ApolloClient;
  readonly live: Pick<Value<LiveState>, 'get' | 'subscribe'>;
  readonly unknownWrites: UnknownWrites;
  /** Stops the client, and ignores later answers. */
  close(): void;
}

interface Options {
  readonly onRefused: () => void;
}

export function openGateway(token: string, { onRefused }: Options): Gateway {
  let isClosed = false;
  const unknownWrites = createUnknownWrites();
  const live = createValue<LiveState>('connecting');
  const link = createInvoiceLink({
    url: new URL('/graphql', location.href),
    token: () => token,
    onState: live.set,
    onGap: () => {
      unknownWrites.giveUp();
      refreshLists(client);
    },
  });
  const watch = new ErrorLink(({ error }) => {
    if (!isClosed && isUnauthenticated(error)) onRefused();
  });
  const client = new ApolloClient({
    link: ApolloLink.from([watch, link]),
    cache: new InMemoryCache(invoiceCacheConfig),
  });
  return {
    client,
    live,
    unknownWrites,
    close() {
      isClosed = true;
      unknownWrites.close();
      client.stop();
    },
  };
}

/** Refetches the inbox at once if it is shown, otherwise when the user returns to it. */
function refreshLists(client: ApolloClient): void {
  const isShown = [...client.getObservableQueries()].some(({ queryName }) => queryName === 'Inbox');
  // The list itself shows the error.
  if (isShown) client.refetchQueries({ include: [InboxDocument] }).catch(() => undefined);
  else client.cache.evict({ id: 'ROOT_QUERY', fieldName: 'invoices' });
}

export const GatewayContext = createContext<Gateway | undefined>(undefined);

export function useGateway(): Gateway {
  const gateway = useContext(GatewayContext);
  if (gateway === undefined) throw new Error('useGateway needs a GatewayContext above it');
  return gateway;
}

/** The state of the connection for events. */
export function useLiveState(): LiveState {
  const { live } = useGateway();
  return useSyncExternalStore(live.subscribe, live.get);
}
