import { type ApolloCache, isReference, type Reference } from '@apollo/client';
import type { InvoiceState } from 'invoice-gateway-client';

/** A list in the cache. */
interface List {
  readonly edges: readonly { readonly __typename: 'InvoiceEdge'; readonly node: Reference }[];
  readonly failures: readonly { readonly id: string }[];
}

/** Removes documents from all cached lists: their source no longer lists them. */
export function removeFromLists(cache: ApolloCache, ids: ReadonlySet<string>): void {
  cache.modify({
    fields: {
      invoices: (list: List | Reference, { readField }) =>
        isReference(list)
          ? list
          : { ...list, edges: list.edges.filter(({ node }) => !ids.has(String(readField('id', node)))) },
    },
  });
}

/** Shows a document in the state that a write has brought it into. */
export function changeState(cache: ApolloCache, id: string, state: InvoiceState): void {
  cache.modify({ id: cache.identify({ __typename: 'Invoice', id }) ?? '', fields: { state: () => state } });
}

/** Adds a document that was read on retry to the lists that lacked it. */
export function addToLists(cache: ApolloCache, id: string): void {
  cache.modify({
    fields: {
      invoices: (list: List | Reference, { toReference }) => {
        if (isReference(list)) return list;
        const node = toReference({ __typename: 'Invoice', id });
        if (node === undefined || !list.failures.some((failure) => failure.id === id)) return list;
        return {
          ...list,
          edges: [...list.edges, { __typename: 'InvoiceEdge' as const, node }],
          failures: list.failures.filter((failure) => failure.id !== id),
        };
      },
    },
  });
}
