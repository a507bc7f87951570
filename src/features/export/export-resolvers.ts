import type { Resolvers } from '../../__generated__/resolvers.ts';
import { BadUserInput } from '../../errors/catalogue.ts';
import { outcomeOf } from '../user-errors.ts';
import { requestKey } from '../write/idempotency-key.ts';
import { markExported } from './mark-exported.ts';
import { reportSyncError } from './report-sync-error.ts';

const MAX_IDS = 200;

export const exportResolvers: {
  Mutation: Pick<Resolvers['Mutation'] & {}, 'markInvoicesExported' | 'reportSyncError'>;
} = {
  Mutation: {
    markInvoicesExported: async (_parent, { input }, context, info) => {
      const { ids } = input;
      if (ids.length < 1 || ids.length > MAX_IDS)
        throw new BadUserInput(`ids has ${ids.length} entries: send 1 to ${MAX_IDS} at once`, {
          field: ['input', 'ids'],
        });
      return { results: await markExported(ids, requestKey(input, context, info), context) };
    },
    reportSyncError: async (_parent, { input }, context, info) => {
      const { errors } = await outcomeOf(() => reportSyncError(input, requestKey(input, context, info), context));
      return { ok: errors.length === 0, errors };
    },
  },
};
