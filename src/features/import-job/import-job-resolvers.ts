import type { Resolvers } from '../../__generated__/resolvers.ts';
import { encodeId } from '../../domain/ids.ts';
import { identityOf } from '../../loaders/identity-of.ts';
import { companyOf } from '../company/company-of.ts';

export const importJobResolvers: Pick<Resolvers, 'ImportJob'> & { Query: Pick<Resolvers['Query'] & {}, 'importJob'> } =
  {
    Query: {
      importJob: (_parent, { id }, { loaders }) => loaders.importJob.load(identityOf('ImportJob', id)),
    },
    ImportJob: {
      id: ({ company, sourceId }) => encodeId({ type: 'ImportJob', company, sourceId }),
      company: ({ company }, _args, { accounts }) => companyOf(company, accounts),
    },
  };
