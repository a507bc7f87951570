import { type ApolloCache, isReference, type Reference } from '@apollo/client';

/** A list as the cache holds it. */
interface List {
  readonly edges: readonly { readonly __typename: 'InvoiceEdge'; readonly node: Reference }[];
  readonly failures: readonly { readonly id: string }[];
}

/** Takes documents out of all lists that are known: their source lists them no more. */
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

/** Puts a document that could be read after all into the lists that missed it. */
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
