import type { DocumentEventFilter, Resolvers } from '../__generated__/resolvers.ts';
import type { Context } from '../context.ts';
import { LimitExceeded, NotFound } from '../errors/catalogue.ts';
import { identityOf } from '../loaders/identity-of.ts';
import type { DocumentEventType, EventQuery } from '../store/events/event-log.ts';
import { checkCompanies, checkCount, checkFirst } from './arguments.ts';
import { companyOf } from './company.ts';

const DEFAULT_FIRST = 100;
const MAX_FIRST = 1_000;
/** A page of events stays in memory, with its documents, until it is sent. */
const MAX_CHARACTERS = 8_000_000;
const MAX_PAGES = 2;
const TYPES: readonly DocumentEventType[] = ['DIGITIZED', 'EXPORTED'];

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
        throw new TypeError('An event without a document, or of an account that is gone, reached a resolver');
      return account.webhooks.invoiceOf(document);
    },
  },
  DocumentsExported: {
    company: ({ company }, _args, { accounts }) => companyOf(company, accounts),
  },
};

/** Returns the part of a filter's events that the caller may see. Throws NotFound for a company that it may not see. */
function eventQuery(filter: DocumentEventFilter | null | undefined, { accounts }: Context): EventQuery {
  const { companies, types } = filter ?? {};
  checkCount(companies, ['filter', 'companies']);
  checkCount(types, ['filter', 'types']);
  checkCompanies(companies, accounts);
  // An event cannot be shown after its company has lost the account.
  const own = accounts.backends.filter(({ webhooks }) => webhooks !== undefined).map(({ company }) => company);
  const wanted = companies ? new Set(companies) : undefined;
  return {
    companies: new Set(own.filter((company) => wanted?.has(company) ?? true)),
    types: new Set(types ?? TYPES),
  };
}

const pagesRead = new WeakMap<Context, number>();

/** Throws LimitExceeded if an operation selects more pages of events than it may hold in memory. */
function countPage(context: Context): void {
  const pages = (pagesRead.get(context) ?? 0) + 1;
  pagesRead.set(context, pages);
  if (pages > MAX_PAGES)
    throw new LimitExceeded(
      'maxRootFields',
      `An operation may select documentEvents at most ${MAX_PAGES} times: read further pages, with \`after\`, in operations of their own`,
    );
}

/** A subscription's field reads each value under its own name. */
async function* asField<Name extends string, T>(name: Name, values: AsyncIterable<T>) {
  for await (const value of values) yield { [name]: value } as { [K in Name]: T };
}
