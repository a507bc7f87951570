import type { GraphQLResolveInfo } from 'graphql';
import type { Resolvers } from '../../__generated__/resolvers.ts';
import type { Context } from '../../context.ts';
import type { DocumentEventType } from '../../domain/document-event.ts';
import { LimitExceeded, NotFound } from '../../errors/catalogue.ts';
import { identityOf } from '../../loaders/identity-of.ts';
import type { StoredEvent } from '../../store/events/event-log.ts';
import { checkFirst } from '../arguments.ts';
import { companyOf } from '../company.ts';
import type { InvoiceParent } from '../invoice/invoice.ts';
import { isDocumentNeeded } from '../invoice/needs-document.ts';
import { eventQuery } from './event-query.ts';

const DEFAULT_FIRST = 100;
const MAX_FIRST = 1_000;
/** A page of events stays in memory, with its documents, until it is sent. */
const MAX_CHARACTERS = 8_000_000;
const MAX_PAGES = 2;

const TYPE_OF_EVENT = {
  DIGITIZED: 'DocumentDigitized',
  EXPORTED: 'DocumentsExported',
  LISTED: 'DocumentListed',
  LEFT: 'DocumentLeft',
  MARKED_EXPORTED: 'DocumentMarkedExported',
  REJECTED: 'DocumentRejected',
  WRITE_RESOLVED: 'WriteResolved',
} as const satisfies Record<DocumentEventType, string>;

type EventTypes = Pick<Resolvers, 'DocumentEvent' | 'InvoiceEvent' | (typeof TYPE_OF_EVENT)[DocumentEventType]>;

/** The event is about a company that the caller may see. */
const ofCompany = {
  company: ({ company }: StoredEvent, _args: unknown, { accounts }: Context) => companyOf(company, accounts),
};

/** The same, and about one document. */
const ofDocument = { ...ofCompany, invoice: readInvoice };

export const eventResolvers: EventTypes & {
  Query: Pick<Resolvers['Query'] & {}, 'documentEvents' | 'eventsEnd'>;
  Subscription: Pick<Resolvers['Subscription'] & {}, 'documentEvents' | 'importJob'>;
} = {
  Query: {
    documentEvents: (_parent, { filter, first, after }, context) => {
      countPage(context);
      const size = checkFirst(first, DEFAULT_FIRST, MAX_FIRST);
      return context.eventLog.read(eventQuery(filter, context), after ?? null, size, MAX_CHARACTERS);
    },
    eventsEnd: (_parent, _args, { eventLog }) => eventLog.end(),
  },
  Subscription: {
    documentEvents: {
      subscribe: (_parent, { filter, after }, context) => {
        const events = context.relay.events(eventQuery(filter, context), after ?? null, context.signal, context.reader);
        // A company that is no longer configured has no fields that could be read.
        return asField('documentEvents', events, ({ company }) => context.isConfigured(company));
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
  DocumentEvent: { __resolveType: ({ type }) => TYPE_OF_EVENT[type] },
  InvoiceEvent: {
    __resolveType: ({ type }) => {
      if (type === 'EXPORTED') throw new TypeError('An event about no document reached a field of InvoiceEvent');
      return TYPE_OF_EVENT[type];
    },
  },
  DocumentDigitized: {
    ...ofCompany,
    invoice: ({ company, source, document }, _args, { accounts }) => {
      const account = source === null ? accounts.able('webhooks', company) : accounts.backend(company, source);
      if (account?.webhooks === undefined || document === null)
        throw new TypeError('An event without a document, or of an account that is gone, reached a resolver');
      return account.webhooks.invoiceOf(document);
    },
  },
  DocumentsExported: ofCompany,
  DocumentListed: ofDocument,
  DocumentLeft: ofDocument,
  DocumentMarkedExported: ofDocument,
  DocumentRejected: ofDocument,
  WriteResolved: ofDocument,
};

/**
 * Reads the document of an event if the selection needs it, from the index if it is there. Null if its account is gone, or no longer
 * has it.
 */
async function readInvoice(
  { company, source, subject }: StoredEvent,
  _args: unknown,
  { accounts, loaders }: Context,
  info: GraphQLResolveInfo,
): Promise<InvoiceParent | null> {
  if (source === null || subject === null) return null;
  const ref = { company, source, key: subject };
  const document = accounts.backend(company, source)?.document(ref);
  if (document === undefined) return null;
  if (!isDocumentNeeded(info)) return { ref, sourceId: document.sourceId };
  return (await loaders.indexed.load(ref)) ?? loaders.invoice.load(ref);
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
async function* asField<Name extends string, T>(
  name: Name,
  values: AsyncIterable<T>,
  isShown: (value: T) => boolean = () => true,
) {
  for await (const value of values) if (isShown(value)) yield { [name]: value } as { [K in Name]: T };
}
