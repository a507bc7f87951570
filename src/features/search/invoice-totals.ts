import type {
  InvoiceDirection,
  InvoiceKind,
  InvoiceState,
  QueryInvoiceTotalsArgs,
  Resolvers,
} from '../../__generated__/resolvers.ts';
import type { Context } from '../../context.ts';
import type { GlCode } from '../../domain/invoice.ts';
import type { Source } from '../../domain/source.ts';
import type { DocumentTotal, Grouping, TotalsRequest } from '../../store/index/sum-documents.ts';
import { checkCount, checkFirst } from '../arguments.ts';
import { companyOf } from '../company.ts';
import type { PageInfoParent } from '../invoice/invoice-list.ts';
import { storedCounterparty } from './counterparty.ts';
import { accountsIn } from './freshness.ts';
import { listCursor, textsIn } from './list-cursor.ts';
import { documentQuery, nameOf, wordsOf } from './search-arguments.ts';

const DEFAULT_FIRST = 100;
const MAX_FIRST = 500;
/** Company, direction and currency. */
const ALWAYS = 3;

/** A total, and the groupings that distinguish its group. */
export interface TotalParent extends DocumentTotal {
  readonly groupBy: readonly Grouping[];
}

/** A page of totals. */
export interface TotalPage {
  readonly request: Pick<TotalsRequest, 'query' | 'groupBy'>;
  readonly nodes: readonly TotalParent[];
  readonly pageInfo: PageInfoParent;
}

export const totalResolvers: Pick<Resolvers, 'InvoiceTotal' | 'InvoiceTotalConnection'> & {
  Query: Pick<Resolvers['Query'] & {}, 'invoiceTotals'>;
} = {
  Query: {
    invoiceTotals: (_parent, args, context) => readTotals(args, context),
  },
  InvoiceTotalConnection: {
    accounts: ({ request }, _args, context) => accountsIn(request.query, context),
    totalCount: ({ request }, _args, { index }) => index.search('countGroups', request),
  },
  InvoiceTotal: {
    company: ({ key: [company = ''] }, _args, { accounts }) => companyOf(company, accounts),
    direction: ({ key: [, direction] }) => direction as InvoiceDirection,
    currency: ({ key: [, , currency] }) => currency || null,
    counterparty: (total) => {
      const [company = ''] = total.key;
      return storedCounterparty(company, valueOfGroup(total, 'COUNTERPARTY') ?? '', total.counterparty);
    },
    month: (total) => valueOfGroup(total, 'MONTH'),
    kind: (total) => valueOfGroup(total, 'KIND') as InvoiceKind | null,
    source: (total) => valueOfGroup(total, 'SOURCE') as Source | null,
    state: (total) => valueOfGroup(total, 'STATE') as InvoiceState | null,
    glCode: ({ glCode }) => (glCode === null ? null : (JSON.parse(glCode) as GlCode)),
    signedNetAmount: ({ net }) => net,
    signedTaxAmount: ({ tax }) => tax,
    signedGrossAmount: ({ gross }) => gross,
  },
};

async function readTotals(
  { text, filter, groupBy, first, after }: QueryInvoiceTotalsArgs,
  context: Context,
): Promise<TotalPage> {
  const size = checkFirst(first, DEFAULT_FIRST, MAX_FIRST);
  checkCount(groupBy, ['groupBy']);
  const words = wordsOf(text);
  const request = { query: { ...documentQuery(filter, context), words }, groupBy: [...new Set(groupBy)] };
  const list = ['totals', words, nameOf(filter), request.groupBy];
  const position = after ? textsIn(after, list, ALWAYS + request.groupBy.length) : undefined;
  const found = await context.index.search('sumDocuments', { ...request, after: position, count: size + 1 });
  const nodes = found.slice(0, size);
  const cursorOf = (total: DocumentTotal | undefined) => total && listCursor(list, total.key);
  return {
    request,
    nodes: nodes.map((total) => ({ ...total, groupBy: request.groupBy })),
    pageInfo: {
      hasNextPage: found.length > size,
      hasPreviousPage: Boolean(after),
      startCursor: () => cursorOf(nodes[0]) ?? null,
      endCursor: () => cursorOf(nodes.at(-1)) ?? after ?? null,
    },
  };
}

/** Null if the documents of the group do not have a value, or were not grouped by it. */
function valueOfGroup({ key, groupBy }: TotalParent, grouping: Grouping): string | null {
  const place = groupBy.indexOf(grouping);
  return place === -1 ? null : key[ALWAYS + place] || null;
}
