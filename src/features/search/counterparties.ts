import type { QueryCounterpartiesArgs, Resolvers } from '../../__generated__/resolvers.ts';
import type { Context } from '../../context.ts';
import type { CounterpartiesRequest, ListedCounterparty } from '../../store/index/list-counterparties.ts';
import { checkFirst } from '../arguments.ts';
import type { PageInfoParent } from '../invoice/invoice-list.ts';
import { type CounterpartyParent, storedCounterparty } from './counterparty.ts';
import { accountsIn } from './freshness.ts';
import { listCursor, textsIn } from './list-cursor.ts';
import { documentQuery, nameOf, wordsOf } from './search-arguments.ts';
import { DEFAULT_FIRST, MAX_FIRST } from './search-page.ts';

/** A page of counterparties. */
export interface CounterpartyPage {
  readonly request: Pick<CounterpartiesRequest, 'query' | 'words'>;
  readonly nodes: readonly CounterpartyParent[];
  readonly pageInfo: PageInfoParent;
}

export const counterpartiesResolvers: Pick<Resolvers, 'CounterpartyConnection'> & {
  Query: Pick<Resolvers['Query'] & {}, 'counterparties'>;
} = {
  Query: {
    counterparties: (_parent, args, context) => readCounterparties(args, context),
  },
  CounterpartyConnection: {
    accounts: ({ request }, _args, context) => accountsIn(request.query, context),
    totalCount: ({ request }, _args, { index }) => index.search('countCounterparties', request),
  },
};

async function readCounterparties(
  { text, filter, first, after }: QueryCounterpartiesArgs,
  context: Context,
): Promise<CounterpartyPage> {
  const size = checkFirst(first, DEFAULT_FIRST, MAX_FIRST);
  const request = { query: documentQuery(filter, context), words: wordsOf(text) };
  const list = ['counterparties', request.words, nameOf(filter)];
  const [name = '', key = '', company = ''] = after ? textsIn(after, list, 3) : [];
  const position = after ? { name, key, company } : undefined;
  const found = await context.index.search('listCounterparties', { ...request, after: position, count: size + 1 });
  const page = found.slice(0, size);
  const cursorOf = (one: ListedCounterparty | undefined) => one && listCursor(list, [one.name, one.key, one.company]);
  return {
    request,
    nodes: page.flatMap((one) => storedCounterparty(one.company, one.key, one.counterparty) ?? []),
    pageInfo: {
      hasNextPage: found.length > size,
      hasPreviousPage: Boolean(after),
      startCursor: () => cursorOf(page[0]) ?? null,
      endCursor: () => cursorOf(page.at(-1)) ?? after ?? null,
    },
  };
}
