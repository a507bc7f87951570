import type { FieldFunctionOptions, FieldPolicy, InMemoryCacheConfig, Reference, StoreObject } from '@apollo/client';
import { canonicalStringify } from '@apollo/client/utilities';
import type { FieldNode } from 'graphql';
import possible from '../__generated__/possible-types.ts';

/** The merged pages of one list: the fields that any operation has selected. */
interface Pages {
  readonly edges?: readonly Edge[];
  readonly nodes?: readonly Document[];
  readonly pageInfo?: { readonly endCursor?: string | null };
  readonly failures?: readonly Document[];
}

interface Edge {
  readonly node?: Document;
}

/** A reference to a normalized object, or the object itself if its id was not selected. */
type Document = Reference | StoreObject;
type Read = FieldFunctionOptions['readField'];

/**
 * Joins the pages of a list that were fetched with `after`; a page without it restarts the list. A repeated document
 * stays at its first position, and one that could not be read stays in `failures` until it is read. All other fields are those of
 * the last page that selected them. A page that could not be read changes nothing.
 *
 * A list is identified by its other arguments and its selection: operations that select `edges` page independently of those
 * that select `nodes`. With a shared `endCursor`, each would lack the pages of the other.
 */
const pages: FieldPolicy<Pages | null> = {
  keyArgs: (args, { field, fieldName }) =>
    `${fieldName}:${canonicalStringify([listOf(args ?? {}), selectionOf(field)])}`,
  merge(existing, incoming, { args, readField }) {
    if (incoming === null) return existing ?? null;
    if (!existing) return once({}, incoming, readField);
    const after: unknown = args?.['after'] ?? null;
    const { endCursor } = existing.pageInfo ?? {};
    // Since this page was requested, the list has been restarted or extended, so the page does not fit at its end.
    if (after !== null && endCursor !== undefined && endCursor !== after) return existing;
    const merged = { ...existing, ...once(after === null ? {} : existing, incoming, readField) };
    // The list was restarted, but this operation did not select its new end: drop the old one.
    if (incoming.pageInfo === undefined) return after === null ? withoutEnd(merged) : merged;
    // Keep the fields of `pageInfo` that only another operation on the same list has selected.
    return { ...merged, pageInfo: { ...existing.pageInfo, ...incoming.pageInfo } };
  },
  /** Leaves out documents that were evicted from the cache, for example after an export. */
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

/** The arguments that tell lists apart. A page that is read backwards, with `last` and `before`, is a list of its own. */
function listOf({ first: _first, after: _after, ...others }: Readonly<Record<string, unknown>>): object {
  return others;
}

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

/** Both pages, with each document once, and without the failures of documents that have since been read. */
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

/** Undefined if neither page has the list: a list that was not selected must be missing, not empty. */
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

/** Part of another object: fields from several operations are merged. */
const PART = { merge: true } as const;
/** Has an `id` that is unique only at its source or within one answer, so it cannot be a cache key. */
const NOT_BY_ID = { keyFields: false } as const;

/**
 * For `new InMemoryCache(invoiceCacheConfig)`, or as part of a larger configuration: the possible types of interfaces,
 * the merging of the pages of lists, and the types that are normalized by id.
 */
export const invoiceCacheConfig: InMemoryCacheConfig = {
  possibleTypes: possible.possibleTypes,
  typePolicies: {
    Query: { fields: { counterparties: pages, invoices: pages, invoiceTotals: pages, searchInvoices: pages } },
    Address: PART,
    BankAccount: PART,
    Category: NOT_BY_ID,
    Counterparty: { ...PART, fields: { invoices: pages } },
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
    Viewer: PART,
  },
};
