import type { Resolvers } from '../../__generated__/resolvers.ts';
import type { Context } from '../../context.ts';
import { type AccountId, type ErrorCode, isRetryable } from '../../errors/catalogue.ts';
import type { DocumentQuery } from '../../store/index/document-query.ts';
import { companyOf } from '../company.ts';

/** The accounts that a query of the index includes. */
export function accountsIn(
  { companies, sources }: Pick<DocumentQuery, 'companies' | 'sources'>,
  { accounts }: Context,
): readonly AccountId[] {
  const asked = accounts.backends.filter(
    ({ company, source }) => companies.includes(company) && (sources?.includes(source) ?? true),
  );
  return asked.map(({ company, source }) => ({ company, source }));
}

export const freshnessResolvers: Pick<Resolvers, 'IndexFreshness'> = {
  IndexFreshness: {
    company: ({ company }, _args, { accounts }) => companyOf(company, accounts),
    asOf: async (account, _args, { loaders }) => {
      const { as_of: asOf = null } = (await loaders.watch.load(account)) ?? {};
      return asOf === null ? null : new Date(asOf).toISOString();
    },
    isComplete: async (account, _args, { loaders }) => (await loaders.watch.load(account))?.is_complete === 1,
    documentCount: (account, _args, { loaders }) => loaders.documentCount.load(account),
    error: async (account, _args, { loaders }) => {
      const { error_code: code = null, error_message: message } = (await loaders.watch.load(account)) ?? {};
      if (code === null) return null;
      return {
        ...{ code: code as ErrorCode, message: message ?? '', field: null, source: account.source },
        ...{ retryable: isRetryable(code), retryAfterMs: null, writeId: null, documentState: null },
      };
    },
  },
};
