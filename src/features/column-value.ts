import type { Resolvers } from '../__generated__/resolvers.ts';
import { BadUserInput } from '../errors/catalogue.ts';
import { readColumnPage } from '../loaders/column-page.ts';
import { checkFirst, checkInstant } from './arguments.ts';

const DEFAULT_FIRST = 100;
const MAX_FIRST = 1_000;
const MAX_NAME = 200;

export const columnValueResolvers: { Query: Pick<Resolvers['Query'] & {}, 'columnValues'> } = {
  Query: {
    columnValues: async (_parent, { company, column, modifiedSince, first, after }, { accounts, reads, signal }) => {
      const backend = accounts.having('columns', company, ['company']);
      if (column.trim() === '' || column.length > MAX_NAME)
        throw new BadUserInput(
          `column is blank or longer than ${MAX_NAME} characters: pass the name of a column at its source`,
          { field: ['column'] },
        );
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
