import type { DocumentEventFilter } from '../../__generated__/resolvers.ts';
import type { Context } from '../../context.ts';
import { DOCUMENT_EVENT_TYPES, type DocumentEventType } from '../../domain/document-event.ts';
import type { EventQuery } from '../../store/events/event-log.ts';
import { checkCompanies, checkCount } from '../arguments.ts';

/** Types whose events contain an announcement of a source. */
const ANNOUNCED: ReadonlySet<DocumentEventType> = new Set(['DIGITIZED', 'EXPORTED']);

/** Returns the part of a filter's events that the caller may see. Throws NotFound for a company that it may not see. */
export function eventQuery(filter: DocumentEventFilter | null | undefined, { accounts }: Context): EventQuery {
  const { companies, types } = filter ?? {};
  checkCount(companies, ['filter', 'companies']);
  checkCount(types, ['filter', 'types']);
  checkCompanies(companies, accounts);
  const wanted = companies ? new Set(companies) : undefined;
  const seen = accounts.backends.filter(({ company }) => wanted?.has(company) ?? true);
  const all = new Set(seen.map(({ company }) => company));
  // An announcement of a source cannot be shown after its company has lost the account.
  const announced = new Set(seen.filter(({ webhooks }) => webhooks !== undefined).map(({ company }) => company));
  return new Map((types ?? DOCUMENT_EVENT_TYPES).map((type) => [type, ANNOUNCED.has(type) ? announced : all]));
}
