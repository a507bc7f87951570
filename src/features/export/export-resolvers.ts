import type { Resolvers } from '../../__generated__/resolvers.ts';
import { BadUserInput } from '../../errors/catalogue.ts';
import { outcomeOf } from '../user-errors.ts';
import { markExported } from './mark-exported.ts';
import { reportSyncError } from './report-sync-error.ts';

const MAX_IDS = 200;

export const exportResolvers: {
  Mutation: Pick<Resolvers['Mutation'] & {}, 'markInvoicesExported' | 'reportSyncError'>;
} = {
  Mutation: {
    markInvoicesExported: async (_parent, { input: { ids } }, context) => {
      if (ids.length < 1 || ids.length > MAX_IDS)
        throw new BadUserInput(`ids has ${ids.length} entries: send 1 to ${MAX_IDS} at once`, {
          field: ['input', 'ids'],
        });
      return { results: await markExported(ids, context) };
    },
    reportSyncError: async (_parent, { input }, context) => {
      const { errors } = await outcomeOf(() => reportSyncError(input, context));
      return { ok: errors.length === 0, errors };
    },
  },
};
