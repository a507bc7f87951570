import type { DocumentEvent } from '../../domain/document-event.ts';
import { askOnceCompiled, insertAll, padded } from '../compiled-once.ts';
import { ask, type Builder, type Steps } from '../statements.ts';
import { subjectText } from '../subject.ts';
import type { LogStateRow } from '../tables.ts';
import { nextEventId } from './event-ids.ts';
import type { Appended } from './event-log.ts';

export interface Append {
  readonly event: DocumentEvent;
  /** An event of the same company with the same id is the same event. */
  readonly messageId: string;
  /** Microseconds since the epoch. */
  readonly arrivedAt: number;
}

/**
 * Stores events, each once for a company and message id. Takes the lock of the log first, which lasts until the end of the
 * transaction: events become visible in the order of their ids, and a reader that continues after an id skips none.
 */
export function* appendEvents(database: Builder, appends: readonly Append[]): Steps<readonly Appended[]> {
  if (appends.length === 0) return [];
  const state = yield* lockLog(database);
  const known = new Map(yield* knownMessages(database, appends));
  const fresh: (Append & { readonly id: number })[] = [];
  let last = state.last_id;
  const appended = appends.map((append): Appended => {
    const name = nameOf(append.event.company, append.messageId);
    const earlier = known.get(name);
    if (earlier !== undefined) return { id: String(earlier), isNew: false };
    last = nextEventId(last, append.arrivedAt);
    known.set(name, last);
    fresh.push({ ...append, id: last });
    return { id: String(last), isNew: true };
  });
  const [first] = fresh;
  if (first === undefined) return appended;
  yield* insertAll(database, 'events', fresh.map(toEventRow));
  yield* insertAll(database, 'messages', fresh.map(toMessageRow));
  const first_id = state.first_id === 0 ? first.id : state.first_id;
  yield* ask(database.updateTable('log_state').set({ last_id: last, first_id, kept: state.kept + fresh.length }));
  return appended;
}

/**
 * Takes the lock of the log until the end of the transaction, and returns its state. An update locks the row in PostgreSQL, and
 * does not change it. SQLite has one writer at a time.
 */
export function* lockLog(database: Builder): Steps<LogStateRow> {
  const locking = database.updateTable('log_state').set((eb) => ({ kept: eb.ref('kept') }));
  const [state] = yield* ask(locking.returningAll());
  if (state === undefined) throw new Error('the row of log_state is missing');
  return state;
}

/** The events of the messages that were stored before, by `nameOf` their message. */
function* knownMessages(
  database: Builder,
  appends: readonly Append[],
): Steps<readonly (readonly [name: string, eventId: number])[]> {
  const rows = yield* askOnceCompiled(database, {
    name: 'known messages',
    values: {
      companies: padded([...new Set(appends.map(({ event }) => event.company))]),
      messageIds: padded([...new Set(appends.map(({ messageId }) => messageId))]),
    },
    build: (values) =>
      database
        .selectFrom('messages')
        .select(['event_id', 'company', 'message_id'])
        .where('company', 'in', values.companies)
        .where('message_id', 'in', values.messageIds),
  });
  return rows.map(({ company, message_id, event_id }) => [nameOf(company, message_id), event_id]);
}

function nameOf(company: string, messageId: string): string {
  return JSON.stringify([company, messageId]);
}

function toEventRow({ id, arrivedAt, event }: Append & { readonly id: number }) {
  const { company, source, type, receivedAt, companyCode, document, subject, writeId, outcome } = event;
  return {
    ...{ id, company, source, type, document, outcome, subject: subjectText(subject) },
    ...{ stored_at: toMs(arrivedAt), received_at: receivedAt, company_code: companyCode, write_id: writeId },
  };
}

function toMessageRow({ id, arrivedAt, event, messageId }: Append & { readonly id: number }) {
  return { event_id: id, stored_at: toMs(arrivedAt), company: event.company, message_id: messageId };
}

function toMs(microseconds: number): number {
  return Math.floor(microseconds / 1_000);
}
