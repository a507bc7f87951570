import type { Resolvers } from '../../__generated__/resolvers.ts';
import { encodeId } from '../../domain/ids.ts';
import { identityOf } from '../../loaders/identity-of.ts';
import { companyOf } from '../company.ts';
import { outcomeOf } from '../user-errors.ts';
import { requestKey } from '../write/idempotency-key.ts';
import { startImport } from './start-import.ts';

export const importJobResolvers: Pick<Resolvers, 'ImportJob'> & {
  Query: Pick<Resolvers['Query'] & {}, 'importJob'>;
  Mutation: Pick<Resolvers['Mutation'] & {}, 'startImport'>;
} = {
  Query: {
    importJob: (_parent, { id }, { loaders }) => loaders.importJob.load(identityOf('ImportJob', id)),
  },
  Mutation: {
    startImport: async (_parent, { input }, context, info) => {
      const outcome = await outcomeOf(() => startImport(input, requestKey(input, context, info), context));
      return { job: 'value' in outcome ? outcome.value : null, errors: outcome.errors };
    },
  },
  ImportJob: {
    id: ({ company, source, sourceId }) => encodeId({ type: 'ImportJob', company, source, sourceId }),
    company: ({ company }, _args, { accounts }) => companyOf(company, accounts),
  },
};
