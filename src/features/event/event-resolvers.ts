import type { Resolvers } from '../../__generated__/resolvers.ts';
import type { Context } from '../../context.ts';
import { LimitExceeded, NotFound } from '../../errors/catalogue.ts';
import { identityOf } from '../../loaders/identity-of.ts';
import { checkFirst } from '../check-first.ts';
import { companyOf } from '../company/company-of.ts';
import { eventQuery } from './event-query.ts';

const DEFAULT_FIRST = 100;
const MAX_FIRST = 1_000;
/** Documents are held whole until their page is answered. */
const MAX_CHARACTERS = 8_000_000;
const MAX_PAGES = 2;

const pagesRead = new WeakMap<Context, number>();

/** Throws LimitExceeded for more pages of events than one operation may hold. */
function countPage(context: Context): void {
  const pages = (pagesRead.get(context) ?? 0) + 1;
  pagesRead.set(context, pages);
  if (pages > MAX_PAGES)
    throw new LimitExceeded(
      'maxRootFields',
      `An operation may select documentEvents ${MAX_PAGES} times: page through the events with \`after\`, one operation each`,
    );
}

export const eventResolvers: Pick<Resolvers, 'DocumentEvent' | 'DocumentDigitized' | 'DocumentsExported'> & {
  Query: Pick<Resolvers['Query'] & {}, 'documentEvents'>;
  Subscription: Pick<Resolvers['Subscription'] & {}, 'documentEvents' | 'importJob'>;
} = {
  Query: {
    documentEvents: (_parent, { filter, first, after }, context) => {
      countPage(context);
      const size = checkFirst(first, DEFAULT_FIRST, MAX_FIRST);
      return context.eventLog.read(eventQuery(filter, context), after ?? null, size, MAX_CHARACTERS);
    },
  },
  Subscription: {
    documentEvents: {
      subscribe: (_parent, { filter, after }, context) => {
        const events = context.relay.events(eventQuery(filter, context), after ?? null, context.signal, context.reader);
        return asField('documentEvents', events);
      },
    },
    importJob: {
      subscribe: (_parent, { id }, context) => {
        const { company, source, sourceId } = identityOf('ImportJob', id);
        if (context.accounts.backend(company, source)?.importJobs === undefined)
          throw new NotFound('There is no such import job for this caller');
        const waiting = { caller: context.caller.name, signal: context.signal };
        return asField('importJob', context.importJobs.watch({ company, source }, sourceId, waiting));
      },
    },
  },
  DocumentEvent: {
    __resolveType: ({ type }) => (type === 'DIGITIZED' ? 'DocumentDigitized' : 'DocumentsExported'),
  },
  DocumentDigitized: {
    company: ({ company }, _args, { accounts }) => companyOf(company, accounts),
    invoice: ({ company, source, document }, _args, { accounts }) => {
      const account = source === null ? accounts.able('webhooks', company) : accounts.backend(company, source);
      if (account?.webhooks === undefined || document === null)
        throw new TypeError('an event without a document, or of an account that is gone, came through');
      return account.webhooks.invoiceOf(document);
    },
  },
  DocumentsExported: {
    company: ({ company }, _args, { accounts }) => companyOf(company, accounts),
  },
};

/** A subscription's field reads its events under its own name. */
async function* asField<Name extends string, T>(name: Name, values: AsyncIterable<T>) {
  for await (const value of values) yield { [name]: value } as { [K in Name]: T };
}
