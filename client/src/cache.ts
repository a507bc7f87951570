import type { FieldFunctionOptions, FieldPolicy, InMemoryCacheConfig, Reference, StoreObject } from '@apollo/client';
import { canonicalStringify } from '@apollo/client/utilities';
import type { FieldNode } from 'graphql';
import possible from './__generated__/possible-types.ts';

/** What is kept of the pages of one list, as one of them: as much of it as some operation has selected. */
interface Pages {
  readonly edges?: readonly Edge[];
  readonly nodes?: readonly Document[];
  readonly pageInfo?: { readonly endCursor?: string | null };
  readonly failures?: readonly Document[];
}

interface Edge {
  readonly node?: Document;
}

/** A reference to what the cache knows by its id; the thing itself where no id was selected. */
type Document = Reference | StoreObject;
type Read = FieldFunctionOptions['readField'];

/**
 * Joins the pages of a list that were fetched with `after`; a page without it starts the list again. A document that comes
 * twice is kept where it came first, and one that could not be read stays in `failures` until it is read. `accounts`
 * and `pageInfo` are those of the last page. A page that could not be read changes nothing.
 *
 * A list is one filter and one selection: operations that select `edges`, and operations that select `nodes`, page on their
 * own. Sharing one `endCursor` would let the pages of one be missing from the other.
 */
const invoices: FieldPolicy<Pages | null> = {
  keyArgs: (args, { field }) => `invoices:${canonicalStringify([args?.['filter'] ?? null, selectionOf(field)])}`,
  merge(existing, incoming, { args, readField }) {
    if (incoming === null) return existing ?? null;
    if (!existing) return once({}, incoming, readField);
    const after: unknown = args?.['after'] ?? null;
    const { endCursor } = existing.pageInfo ?? {};
    // The list has begun anew, or has gone on, since this page was asked for: it does not follow what is there.
    if (after !== null && endCursor !== undefined && endCursor !== after) return existing;
    const merged = { ...existing, ...once(after === null ? {} : existing, incoming, readField) };
    // A list that begins anew and does not say where it ends: nobody may go on from where it ended before.
    if (incoming.pageInfo === undefined) return after === null ? withoutEnd(merged) : merged;
    // Another operation may have selected something else of the same list, of which this page says nothing.
    return { ...merged, pageInfo: { ...existing.pageInfo, ...incoming.pageInfo } };
  },
  /** What was evicted from the cache, as after an export, is not listed any more. */
  read(existing, { canRead }) {
    if (!existing) return existing;
    const { edges, nodes } = existing;
    const isThere = (one: Document | undefined): boolean => one === undefined || canRead(one);
    return {
      ...existing,
      ...(edges && { edges: edges.filter(({ node }) => isThere(node)) }),
      ...(nodes && { nodes: nodes.filter(isThere) }),
    };
  },
};

const LISTS: ReadonlySet<string> = new Set(['edges', 'nodes']);

/** The lists that a field selects directly, and the fragments that may select more: `edges`, `nodes`, `...Page`. */
function selectionOf(field: Pick<FieldNode, 'selectionSet'> | null): readonly string[] {
  const names = (field?.selectionSet?.selections ?? []).flatMap((selection): readonly string[] => {
    if (selection.kind === 'FragmentSpread') return [`...${selection.name.value}`];
    if (selection.kind === 'InlineFragment') return selectionOf(selection);
    return LISTS.has(selection.name.value) ? [selection.name.value] : [];
  });
  return [...new Set(names)].sort();
}

function withoutEnd({ pageInfo: _, ...pages }: Pages): Pages {
  return pages;
}

/** Both pages, with each document once, and without failures of what was read after all. */
function once(first: Pages, second: Pages, readField: Read): Pages {
  const idOf = (one: Document | undefined) => readField<string>('id', one);
  const edges = join(first.edges, second.edges, ({ node }) => idOf(node));
  const nodes = join(first.nodes, second.nodes, idOf);
  const failures = join(first.failures, second.failures, idOf);
  const read = new Set([...(edges ?? []).map(({ node }) => idOf(node)), ...(nodes ?? []).map(idOf)]);
  return {
    ...second,
    ...(edges && { edges }),
    ...(nodes && { nodes }),
    ...(failures && { failures: failures.filter((one) => !read.has(idOf(one))) }),
  };
}

/** Undefined where neither page has any: what was not selected is to be missing, not empty. */
function join<T>(
  first: readonly T[] | undefined,
  second: readonly T[] | undefined,
  idOf: (item: T) => string | undefined,
): readonly T[] | undefined {
  if (first === undefined && second === undefined) return undefined;
  const known = new Set<string>();
  return [...(first ?? []), ...(second ?? [])].filter((item) => {
    const id = idOf(item);
    if (id === undefined) return true;
    if (known.has(id)) return false;
    known.add(id);
    return true;
  });
}

/** A part of something else: what two operations know of it is known together. */
const PART = { merge: true } as const;
/** Has an `id`, by which it is known at its source or within one answer, and not everywhere. */
const NOT_BY_ID = { keyFields: false } as const;

/**
 * For `new InMemoryCache(invoiceCacheConfig)`, or to be made part of a larger one: which types stand for which, how the
 * pages of `invoices` become one list, and what is known by its id.
 */
export const invoiceCacheConfig: InMemoryCacheConfig = {
  possibleTypes: possible.possibleTypes,
  typePolicies: {
    Query: { fields: { invoices } },
    Address: PART,
    BankAccount: PART,
    Category: NOT_BY_ID,
    CreditReason: PART,
    Customer: PART,
    GlCode: { ...PART, ...NOT_BY_ID },
    InvoiceExportResult: NOT_BY_ID,
    InvoiceFailure: NOT_BY_ID,
    InvoiceFile: PART,
    MatchedLineItem: NOT_BY_ID,
    SalesOrder: PART,
    SupplierTerms: PART,
    TaxCode: { ...PART, ...NOT_BY_ID },
  },
};
