import type { Resolvers } from '../../__generated__/resolvers.ts';
import { BadUserInput, NotFound, UnsupportedBySource } from '../../errors/catalogue.ts';
import { readColumnPage } from '../../loaders/column-page.ts';
import { checkFirst } from '../check-first.ts';
import { checkInstant } from '../check-instant.ts';

const DEFAULT_FIRST = 100;
const MAX_FIRST = 1_000;
const MAX_NAME = 200;

export const columnValueResolvers: { Query: Pick<Resolvers['Query'] & {}, 'columnValues'> } = {
  Query: {
    columnValues: async (_parent, { company, column, modifiedSince, first, after }, { accounts, reads, signal }) => {
      if (accounts.company(company) === undefined)
        throw new NotFound(`There is no company ${JSON.stringify(company.slice(0, 64))} for this caller`);
      const backend = accounts.backend(company, 'IVESK');
      if (backend?.columns === undefined)
        throw new UnsupportedBySource('This company has no Įvesk account, and only Įvesk has columns');
      if (column.trim() === '' || column.length > MAX_NAME)
        throw new BadUserInput('column has to be the name of a column at Įvesk', { field: ['column'] });
      const page = await readColumnPage({
        columns: backend.columns,
        company,
        column,
        modifiedSince: checkInstant(modifiedSince, ['modifiedSince']),
        first: checkFirst(first, DEFAULT_FIRST, MAX_FIRST),
        after: after ?? null,
        reads: reads.of(backend, signal),
      });
      const { values, hasNextPage, startCursor, endCursor } = page;
      return { nodes: values, pageInfo: { hasNextPage, hasPreviousPage: Boolean(after), startCursor, endCursor } };
    },
  },
};
