import type { Resolvers } from '../../__generated__/resolvers.ts';
import { type Counterparty, counterpartyOf } from '../../domain/accounting/counterparty.ts';
import type { Invoice } from '../../domain/invoice.ts';
import { checkFirst } from '../arguments.ts';
import { NEWEST_FIRST } from './search-arguments.ts';
import { DEFAULT_FIRST, MAX_FIRST, readSearchPage } from './search-page.ts';

/** A counterparty, and the company that it is one of. */
export interface CounterpartyParent extends Counterparty {
  readonly company: string;
}

export function counterpartyParent(invoice: Invoice): CounterpartyParent | null {
  const counterparty = counterpartyOf(invoice);
  return counterparty && { ...counterparty, company: invoice.ref.company };
}

/** A counterparty as the index stores it; null without one. */
export function storedCounterparty(company: string, key: string, stored: string | null): CounterpartyParent | null {
  if (key === '' || stored === null) return null;
  return { ...(JSON.parse(stored) as Omit<Counterparty, 'key'>), key, company };
}

export const counterpartyResolvers: Pick<Resolvers, 'Counterparty'> = {
  Counterparty: {
    invoices: ({ company, key }, { first, after }, context) =>
      readSearchPage(
        {
          query: { companies: [company], counterparty: key },
          list: ['counterparty', company, key],
          orderBy: NEWEST_FIRST,
          size: checkFirst(first, DEFAULT_FIRST, MAX_FIRST),
          isBackward: false,
          cursor: after ?? null,
        },
        context,
      ),
  },
};
