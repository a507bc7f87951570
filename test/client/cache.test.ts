import { ApolloClient, gql, InMemoryCache, type OperationVariables, type TypedDocumentNode } from '@apollo/client';
import {
  InvoiceDocument,
  InvoiceMatchesDocument,
  InvoicesDocument,
  type InvoicesQueryVariables,
  Source,
} from 'invoice-gateway-client';
import { createInvoiceLink, invoiceCacheConfig } from 'invoice-gateway-client/apollo';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nodesOf, readPages } from '../end-to-end/list-pages.ts';
import { startWorld, type TestWorld, tokenOf } from '../end-to-end/world.ts';
import { eventually } from './eventually.ts';

let world: TestWorld;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

function createClient(): ApolloClient {
  const link = createInvoiceLink({ url: new URL('graphql', world.url), token: () => tokenOf('sandbox') });
  return new ApolloClient({ link, cache: new InMemoryCache(invoiceCacheConfig) });
}

/** A list as a component watches it. */
function watch(client: ApolloClient, variables: InvoicesQueryVariables) {
  const query = client.watchQuery({ query: InvoicesDocument, variables });
  const subscription = query.subscribe(() => undefined);
  const list = () => query.getCurrentResult().data?.invoices;
  const ids = () => (list()?.edges ?? []).map((edge) => edge?.node?.id);
  const pageInfo = () => {
    const { endCursor, hasNextPage } = list()?.pageInfo ?? {};
    return { endCursor: endCursor ?? null, hasNextPage: hasNextPage ?? true };
  };
  return {
    query,
    list,
    ids,
    pageInfo,
    loaded: () => eventually(ids).not.toEqual([]),
    /** Loads the next page, and resolves when the component has it. */
    more: async () => {
      const after = pageInfo().endCursor;
      await query.fetchMore({ variables: { after } });
      await eventually(() => pageInfo().endCursor).not.toBe(after);
    },
    /** Any page, whether it belongs to the list or not. */
    fetch: (after: string | null) => query.fetchMore({ variables: { after } }),
    refetch: () => query.refetch(),
    [Symbol.dispose]: () => subscription.unsubscribe(),
  };
}

/** Reads through the API alone, without the cache of the package. */
async function expectedIds(filter: object, first: number): Promise<readonly string[]> {
  return nodesOf(await readPages(world, { filter, first })).map(({ id }) => id);
}

describe('the pages of a list', () => {
  test('contain every document exactly once together', async () => {
    using list = watch(createClient(), { first: 20 });
    await list.loaded();
    while (list.pageInfo().hasNextPage) await list.more();
    const ids = list.ids();
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(await expectedIds({}, 20));
    expect(ids.length).toBeGreaterThan(100);
  });

  test('start again with the first page after a refetch', async () => {
    using list = watch(createClient(), { first: 5 });
    await list.loaded();
    await list.more();
    await eventually(list.ids).toHaveLength(10);
    const first = list.ids().slice(0, 5);
    await list.refetch();
    expect(list.ids()).toEqual(first);
    await list.more();
    expect(list.ids()).toEqual((await expectedIds({}, 5)).slice(0, 10));
  });

  test('are a separate list for each filter', async () => {
    const client = createClient();
    using v6 = watch(client, { first: 4, filter: { sources: [Source.V6] } });
    using ivesk = watch(client, { first: 4, filter: { sources: [Source.Ivesk] } });
    await Promise.all([v6.loaded(), ivesk.loaded()]);
    await v6.more();
    expect(v6.ids()).toEqual((await expectedIds({ sources: ['V6'] }, 4)).slice(0, 8));
    expect(ivesk.ids()).toEqual((await expectedIds({ sources: ['IVESK'] }, 4)).slice(0, 4));
  });

  test('include a page once, even if it was requested twice', async () => {
    using list = watch(createClient(), { first: 5 });
    await list.loaded();
    const after = list.pageInfo().endCursor;
    await Promise.all([list.fetch(after), list.fetch(after)]);
    const expected = (await expectedIds({}, 5)).slice(0, 10);
    await eventually(list.ids).toEqual(expected);
    await list.fetch(after);
    expect(list.ids()).toEqual(expected);
  });

  test('do not include a page from before the list was read again', async () => {
    const client = createClient();
    const filter = { companies: ['acme'], sources: [Source.V6] };
    using list = watch(client, { first: 3, filter });
    await list.loaded();
    await list.more();
    const late = list.pageInfo().endCursor;
    await list.refetch();
    await list.fetch(late);
    expect(list.ids()).toEqual((await expectedIds(filter, 3)).slice(0, 3));
    while (list.pageInfo().hasNextPage) await list.more();
    expect(list.ids()).toEqual(await expectedIds(filter, 3));
  });

  test('lose a document that is evicted from the cache', async () => {
    const client = createClient();
    using list = watch(client, { first: 5 });
    await list.loaded();
    const [gone, ...left] = list.ids();
    client.cache.evict({ id: client.cache.identify({ __typename: 'Invoice', id: gone ?? '' }) ?? '' });
    await eventually(list.ids).toEqual(left);
    await list.more();
    expect(list.ids()).toHaveLength(9);
  });

  test('are read again if another query replaced the first page and did not select its end', async () => {
    const query = gql`
      query Few { invoices(first: 1) { ...InvoicePage } }
      fragment InvoicePage on InvoiceConnection { edges { node { id } } }
    `;
    const client = createClient();
    using list = watch(client, { first: 5 });
    await list.loaded();
    await list.more();
    const before = list.pageInfo().endCursor;
    await client.query({ query, fetchPolicy: 'network-only' });
    // The first list has to be read again, as its end is now unknown.
    await eventually(() => list.pageInfo().endCursor).not.toBe(before);
    while (list.pageInfo().hasNextPage) await list.more();
    expect(new Set(list.ids())).toEqual(new Set(await expectedIds({}, 5)));
  });

  test('are merged under `nodes` as well, in addition to another operation on the same list', async () => {
    interface Data {
      readonly invoices: {
        readonly nodes: readonly { readonly id: string }[];
        readonly pageInfo: { endCursor: string };
      };
    }
    const query: TypedDocumentNode<Data, OperationVariables> = gql`query Nodes($first: Int, $after: String) {
      invoices(first: $first, after: $after) { nodes { id } pageInfo { endCursor } }
    }`;
    const client = createClient();
    using list = watch(client, { first: 5 });
    await list.loaded();
    await list.more();
    world.forgetCalls();
    const nodes = client.watchQuery({ query, variables: { first: 5 } });
    using _ = {
      [Symbol.dispose]: (
        (all) => () =>
          all.unsubscribe()
      )(nodes.subscribe(() => undefined)),
    };
    const ids = () => (nodes.getCurrentResult().data?.invoices?.nodes ?? []).map((one) => one?.id);
    await eventually(ids).toHaveLength(5);
    const endCursor = nodes.getCurrentResult().data?.invoices?.pageInfo?.endCursor;
    await nodes.fetchMore({ variables: { after: endCursor } });
    await eventually(ids).toEqual((await expectedIds({}, 5)).slice(0, 10));
    expect(list.ids()).toEqual(ids());
  });
});

describe('two operations on one list', () => {
  const PAGE_INFO = 'pageInfo { endCursor hasNextPage }';
  const OPERATIONS = {
    edges: `edges { node { id } } ${PAGE_INFO}`,
    nodes: `nodes { id } ${PAGE_INFO}`,
    both: `edges { node { id } } nodes { id } ${PAGE_INFO}`,
    'nodes in a fragment': `...Page ${PAGE_INFO}`,
    'edges in an inline fragment': `... on InvoiceConnection { edges { node { id } } } ${PAGE_INFO}`,
  } as const;
  type Name = keyof typeof OPERATIONS;

  function read(client: ApolloClient, name: Name, after: string | null = null) {
    const fragment = name.includes('in a fragment') ? 'fragment Page on InvoiceConnection { nodes { id } }' : '';
    const query = gql(
      `query ($after: String) { invoices(first: 3, after: $after) { ${OPERATIONS[name]} } } ${fragment}`,
    );
    const list = client.watchQuery<{ readonly invoices: Selected }>({ query, variables: { after } });
    const subscription = list.subscribe(() => undefined);
    const data = () => list.getCurrentResult().data?.invoices as Selected | undefined;
    const ids = () => data()?.nodes?.map(({ id }) => id) ?? data()?.edges?.map(({ node }) => node.id) ?? [];
    return {
      ids,
      loaded: () => eventually(ids).toHaveLength(3),
      more: () => list.fetchMore({ variables: { after: data()?.pageInfo.endCursor } }),
      [Symbol.dispose]: () => subscription.unsubscribe(),
    };
  }

  /** Operations with the same selection share their pages. */
  const listOf = (name: Name): string => name.replace(' in an inline fragment', '');
  const names = Object.keys(OPERATIONS) as Name[];
  const pairs = names.flatMap((one) =>
    names.filter((other) => listOf(other) !== listOf(one)).map((other) => [one, other] as const),
  );

  test.each(pairs)('by %s and by %s both page to the end without missing a document', async (one, other) => {
    const client = createClient();
    const expected = await expectedIds({}, 3);
    using first = read(client, one);
    await first.loaded();
    using second = read(client, other);
    await second.loaded();
    await first.more();
    await eventually(first.ids).toEqual(expected.slice(0, 6));
    await second.more();
    await eventually(second.ids).toEqual(expected.slice(0, 6));
    await first.more();
    await eventually(first.ids).toEqual(expected.slice(0, 9));
    expect(second.ids()).toEqual(expected.slice(0, 6));
  });
});

interface Selected {
  readonly edges?: readonly { readonly node: { readonly id: string } }[];
  readonly nodes?: readonly { readonly id: string }[];
  readonly pageInfo: { readonly endCursor: string };
}

describe('documents that could not be read', () => {
  const filter = { companies: ['acme'], sources: [Source.Lightyear] };
  const failuresOf = (list: ReturnType<typeof watch>) => (list.list()?.failures ?? []).map((failure) => failure?.id);

  test('are each named until they have been read, over all pages', async () => {
    await using broken = await startWorld();
    const ids = nodesOf(await readPages(broken, { filter, first: 2 })).map(({ id }) => id);
    const link = createInvoiceLink({ url: new URL('graphql', broken.url), token: () => tokenOf('sandbox') });
    const client = new ApolloClient({ link, cache: new InMemoryCache(invoiceCacheConfig) });
    const failing = broken.sandbox.lightyear.fail('getInvoice', { kind: 'status', status: 500 });
    using list = watch(client, { filter, first: 2 });
    await eventually(() => failuresOf(list)).toHaveLength(2);
    await list.more();
    // No more than four in a row: the fifth opens the breaker.
    expect(failuresOf(list)).toEqual(ids.slice(0, 4));
    failing[Symbol.dispose]();
    await list.refetch();
    expect(failuresOf(list)).toEqual([]);
    expect(list.ids()).toEqual(ids.slice(0, 2));
  });
});

describe('a page that repeats documents', () => {
  const query = gql`query($after: String) {
    invoices(after: $after) { edges { node { id } } pageInfo { endCursor } failures { id } }
  }`;
  const page = (ids: readonly string[], failed: readonly string[], endCursor: string) => ({
    invoices: {
      __typename: 'InvoiceConnection',
      edges: ids.map((id) => ({ __typename: 'InvoiceEdge', node: { __typename: 'Invoice', id } })),
      pageInfo: { __typename: 'PageInfo', endCursor },
      failures: failed.map((id) => ({ __typename: 'InvoiceFailure', id })),
    },
  });
  const fill = (...pages: readonly ReturnType<typeof page>[]) => {
    const cache = new InMemoryCache(invoiceCacheConfig);
    let after: string | null = null;
    for (const data of pages) {
      cache.writeQuery({ query, variables: { after }, data });
      after = data.invoices.pageInfo.endCursor;
    }
    const { invoices } = cache.readQuery<ReturnType<typeof page>>({ query }) ?? page([], [], '');
    return [invoices.edges.map(({ node }) => node.id).join(''), invoices.failures.map(({ id }) => id).join('')];
  };

  test('keeps what was there if it could not be read', () => {
    const cache = new InMemoryCache(invoiceCacheConfig);
    const first = page(['a', 'b'], [], 'end');
    cache.writeQuery({ query, variables: { after: null }, data: { invoices: null } });
    expect(cache.readQuery({ query })).toEqual({ invoices: null });
    cache.writeQuery({ query, variables: { after: null }, data: first });
    for (const after of [null, 'end']) cache.writeQuery({ query, variables: { after }, data: { invoices: null } });
    expect(cache.readQuery({ query })).toEqual(first);
  });

  test('leaves a document at its first place', () => {
    expect(fill(page(['a', 'b', 'a'], [], '1'), page(['b', 'c'], [], '2'))).toEqual(['abc', '']);
  });

  test('removes a document from the failures once it was read, and names each failure once', () => {
    const pages = [page(['a'], ['x', 'y'], '1'), page(['x', 'b'], ['y', 'z'], '2')];
    expect(fill(...pages)).toEqual(['axb', 'yz']);
    expect(fill(...pages, page(['c'], [], '3'))).toEqual(['axbc', 'yz']);
  });

  test('does not keep the failures from before the list was read again', () => {
    const pages = [page(['a'], ['x'], '1'), page(['b'], [], '2')];
    const cache = new InMemoryCache(invoiceCacheConfig);
    for (const data of pages) cache.writeQuery({ query, variables: { after: null }, data });
    expect(cache.readQuery({ query })).toEqual(pages[1]);
  });
});

describe('a document in the cache', () => {
  test('is merged from all operations that asked for it', async () => {
    const client = createClient();
    using list = watch(client, { first: 20, filter: { sources: [Source.Lightyear] } });
    await list.loaded();
    const id = list.ids()[0] ?? '';
    await client.query({ query: InvoiceDocument, variables: { id } });
    await client.query({ query: InvoiceMatchesDocument, variables: { id } });
    await list.refetch();
    const cached = client.readQuery({ query: InvoiceDocument, variables: { id } });
    expect(cached?.invoice).toMatchObject({ id, sourceId: expect.any(String), lineItems: expect.any(Array) });
    expect(client.readQuery({ query: InvoiceMatchesDocument, variables: { id } })).not.toBeNull();
  });
});

describe('the pages of a search', () => {
  const SEARCH = gql`
    query Search($text: String, $order: OrderDirection!, $after: String, $last: Int, $before: String) {
      searchInvoices(
        text: $text
        orderBy: [{ field: NUMBER, direction: $order }]
        after: $after
        last: $last
        before: $before
      ) {
        totalCount
        nodes { id }
        pageInfo { endCursor }
      }
    }
  `;
  const pageOf = (ids: readonly string[], totalCount: number) => ({
    searchInvoices: {
      __typename: 'InvoiceSearchConnection',
      totalCount,
      nodes: ids.map((id) => ({ __typename: 'Invoice', id })),
      pageInfo: { __typename: 'PageInfo', endCursor: ids.at(-1) },
    },
  });
  interface Read {
    readonly searchInvoices: { readonly nodes: readonly { readonly id: string }[] };
  }
  const idsIn = (cache: InMemoryCache, variables: object) =>
    cache.readQuery<Read>({ query: SEARCH, variables })?.searchInvoices.nodes.map(({ id }) => id);

  test('are one list for each text and order, and a page that is read backwards is on its own', () => {
    const cache = new InMemoryCache(invoiceCacheConfig);
    const write = (variables: object, ids: readonly string[]) =>
      cache.writeQuery({ query: SEARCH, variables, data: pageOf(ids, 9) });
    write({ text: 'nets', order: 'ASC' }, ['a', 'b']);
    write({ text: 'nets', order: 'ASC', after: 'b' }, ['c']);
    write({ text: 'nets', order: 'DESC' }, ['z']);
    write({ text: 'hooks', order: 'ASC' }, ['h']);
    write({ text: 'nets', order: 'ASC', last: 1, before: 'b' }, ['a']);
    expect(idsIn(cache, { text: 'nets', order: 'ASC' })).toEqual(['a', 'b', 'c']);
    expect(idsIn(cache, { text: 'nets', order: 'DESC' })).toEqual(['z']);
    expect(idsIn(cache, { text: 'hooks', order: 'ASC' })).toEqual(['h']);
    expect(idsIn(cache, { text: 'nets', order: 'ASC', last: 1, before: 'b' })).toEqual(['a']);
  });
});
