import type { Resolvers } from '../../__generated__/resolvers.ts';
import { BadUserInput } from '../../errors/catalogue.ts';
import { currentId } from '../../loaders/identity-of.ts';
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
      // A request is the same one if it names its documents by older ids.
      const current = { ...input, ids: ids.map(currentId) };
      const key = requestKey(current, context, info);
      return { results: await markExported(ids, key, context) };
    },
    reportSyncError: async (_parent, { input }, context, info) => {
      const current = { ...input, invoiceId: currentId(input.invoiceId) };
      const key = requestKey(current, context, info);
      const { errors } = await outcomeOf(() => reportSyncError(input, key, context));
      return { ok: errors.length === 0, errors };
    },
  },
};
