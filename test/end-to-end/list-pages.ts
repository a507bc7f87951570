import type { Source } from '../../src/domain/source.ts';
import type { CallerName, TestWorld } from './world.ts';

/** The fields that every list has for a document, even if the document is not read. */
export interface NamedInvoice {
  readonly id: string;
  readonly source: Source;
  readonly sourceId: string;
  readonly company: { readonly id: string };
}

export interface ListError {
  readonly code: string;
  readonly message: string;
  readonly source: string | null;
  readonly retryable: boolean;
}

export interface ListPage<Node = NamedInvoice> {
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string;
  };
  readonly accounts: readonly {
    readonly company: { readonly id: string };
    readonly source: string;
    readonly ok: boolean;
    readonly error: ListError | null;
  }[];
  readonly failures: readonly { readonly id: string; readonly error: ListError }[];
}

export interface PageOptions {
  readonly filter?: object;
  readonly first?: number;
  readonly after?: string | null;
  /** Fields of the documents in addition to those of NamedInvoice. Without them, Lightyear documents are not read. */
  readonly more?: string;
  /** Definitions of the fragments that `more` spreads. */
  readonly fragments?: string;
  readonly as?: CallerName;
}

export function pageQuery({ more = '', fragments = '' }: PageOptions = {}): string {
  return `${fragments} query Page($filter: InvoiceFilter, $first: Int, $after: String) {
    invoices(filter: $filter, first: $first, after: $after) {
      edges { cursor node { id source sourceId company { id } ${more} } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      accounts { company { id } source ok error { code message source retryable } }
      failures { id error { code message source retryable } }
    }
  }`;
}

/** Reads one page of the list. Throws if the answer has errors. */
export async function readPage<Node = NamedInvoice>(
  world: TestWorld,
  options: PageOptions = {},
): Promise<ListPage<Node>> {
  const { filter, first, after, as } = options;
  const variables = { filter, first, after };
  const answer = await world.ask<{ invoices: ListPage<Node> }>(pageQuery(options), variables, as ? { as } : {});
  if (answer.errors.length > 0 || !answer.data) throw new Error(`No page: ${JSON.stringify(answer.errors)}`);
  return answer.data.invoices;
}

/** More pages than any list of the sample world has. */
const MAX_PAGES = 1_000;

/** Reads all pages from `after` on, as a client does that follows endCursor. Calls `between` before each next page. */
export async function readPages<Node = NamedInvoice>(
  world: TestWorld,
  options: PageOptions & { readonly between?: (page: ListPage<Node>, index: number) => unknown } = {},
): Promise<readonly ListPage<Node>[]> {
  const { between, ...request } = options;
  const pages: ListPage<Node>[] = [];
  let after = request.after ?? null;
  for (;;) {
    const page = await readPage<Node>(world, { ...request, after });
    pages.push(page);
    if (!page.pageInfo.hasNextPage) return pages;
    if (pages.length > MAX_PAGES) throw new Error('The list does not end');
    await between?.(page, pages.length - 1);
    after = page.pageInfo.endCursor;
  }
}

/** The documents of pages in their order. */
export function nodesOf<Node>(pages: readonly ListPage<Node>[]): readonly Node[] {
  return pages.flatMap(({ edges }) => edges.map(({ node }) => node));
}

/** The name of a document at its source. Several documents may have the same, as numbers are not unique at V6. */
export function nameOf({ company, source, sourceId }: Omit<NamedInvoice, 'id'>): string {
  return `${company.id} ${source} ${sourceId}`;
}

/** The name of an object's account: "company SOURCE". */
export function accountOf({ company, source }: Pick<NamedInvoice, 'company'> & { readonly source: string }): string {
  return `${company.id} ${source}`;
}
