import type { Resolvers } from '../__generated__/resolvers.ts';
import { companyOf } from './company.ts';

export const backendStatusResolvers: Pick<Resolvers, 'BackendStatus'> & {
  Query: Pick<Resolvers['Query'] & {}, 'backends'>;
} = {
  Query: {
    backends: (_parent, _args, { accounts }) => accounts.backends,
  },
  BackendStatus: {
    company: ({ company }, _args, { accounts }) => companyOf(company, accounts),
    state: (backend) => backend.status().state,
    latencyMs: (backend) => backend.status().latencyMs,
    index: ({ company, source }) => ({ company, source }),
    lastError: (backend) => backend.status().lastError,
  },
};
