import { ApolloClient, ApolloLink, InMemoryCache } from '@apollo/client';
import { ErrorLink } from '@apollo/client/link/error';
import { InboxDocument, invoiceCacheConfig } from 'invoice-gateway-client';
import { createInvoiceLink, type LiveState } from 'invoice-gateway-client/links';
import { createContext, useContext, useSyncExternalStore } from 'react';
import { isUnauthenticated } from './failure.ts';

/** The gateway as one token sees it. */
export interface Gateway {
  readonly client: ApolloClient;
  readonly live: { get(): LiveState; subscribe(listener: () => void): () => void };
  /** Asks nothing more, and whatever is answered now counts no more. */
  close(): void;
}

interface Options {
  readonly onRefused: () => void;
}

export function openGateway(token: string, { onRefused }: Options): Gateway {
  let isClosed = false;
  const live = createValue<LiveState>('connecting');
  const link = createInvoiceLink({
    url: new URL('/graphql', location.href),
    token: () => token,
    onState: live.set,
    onGap: () => readListsAnew(client),
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
    close() {
      isClosed = true;
      client.stop();
    },
  };
}

/** At once where it is shown; else as soon as somebody comes back to it. */
function readListsAnew(client: ApolloClient): void {
  const isShown = [...client.getObservableQueries()].some(({ queryName }) => queryName === 'Inbox');
  // A list that cannot be read says so itself.
  if (isShown) client.refetchQueries({ include: [InboxDocument] }).catch(() => undefined);
  else client.cache.evict({ id: 'ROOT_QUERY', fieldName: 'invoices' });
}

export const GatewayContext = createContext<Gateway | undefined>(undefined);

/** How the connection for events does. */
export function useLiveState(): LiveState {
  const gateway = useContext(GatewayContext);
  if (gateway === undefined) throw new Error('There is no gateway here');
  return useSyncExternalStore(gateway.live.subscribe, gateway.live.get);
}

function createValue<Value>(first: Value) {
  let value = first;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next: Value) {
      value = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
