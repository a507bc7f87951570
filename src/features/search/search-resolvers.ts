import type { Resolvers } from '../../__generated__/resolvers.ts';
import { counterpartiesResolvers } from './counterparties.ts';
import { counterpartyResolvers } from './counterparty.ts';
import { freshnessResolvers } from './freshness.ts';
import { totalResolvers } from './invoice-totals.ts';
import { searchRequest } from './search-arguments.ts';
import { readSearchPage, searchPageResolvers } from './search-page.ts';

export const searchResolvers: Resolvers = {
  ...counterpartiesResolvers,
  ...counterpartyResolvers,
  ...freshnessResolvers,
  ...searchPageResolvers,
  ...totalResolvers,
  Query: {
    ...counterpartiesResolvers.Query,
    ...totalResolvers.Query,
    searchInvoices: (_parent, args, context) => readSearchPage(searchRequest(args, context), context),
  },
};
