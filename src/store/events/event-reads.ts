import type { InvoiceRef } from '../../domain/ids.ts';
import { ask, type Builder, type Steps } from '../statements.ts';
import { subjectText } from '../subject.ts';
import type { StoredEvent } from './event-log.ts';
import type { Bounds, EventKind, TailPage } from './event-store.ts';
import { toStoredEvent } from './stored-event.ts';

export function* readBounds(database: Builder): Steps<Bounds> {
  const [state] = yield* ask(database.selectFrom('log_state').selectAll());
  const { first_id: first = 0, removed_id: removed = 0, last_id: last = 0 } = state ?? {};
  return { first: String(first), removed: String(removed), last: String(last) };
}

export interface IdsOf {
  readonly kind: EventKind;
  readonly after: string;
  readonly upTo: string;
  readonly count: number;
}

export function* readIds(database: Builder, { kind, after, upTo, count }: IdsOf): Steps<readonly string[]> {
  const rows = yield* ask(
    database
      .selectFrom('events')
      .select('id')
      .where('company', '=', kind.company)
      .where('type', '=', kind.type)
      .where('id', '>', Number(after))
      .where('id', '<=', Number(upTo))
      .orderBy('id')
      .limit(count),
  );
  return rows.map(({ id }) => String(id));
}

export function* readEventsById(database: Builder, ids: readonly string[]): Steps<readonly StoredEvent[]> {
  if (ids.length === 0) return [];
  const rows = yield* ask(database.selectFrom('events').selectAll().where('id', 'in', ids.map(Number)).orderBy('id'));
  return rows.flatMap((row) => toStoredEvent(row) ?? []);
}

/** A document, and how many of its events are wanted. */
export interface HistoryOf {
  readonly document: InvoiceRef;
  readonly count: number;
}

/** The first events of each document. */
export function* readHistories(
  database: Builder,
  wanted: readonly HistoryOf[],
): Steps<readonly (readonly StoredEvent[])[]> {
  const histories: (readonly StoredEvent[])[] = [];
  for (const one of wanted) histories.push(yield* readHistory(database, one));
  return histories;
}

function* readHistory(database: Builder, { document, count }: HistoryOf): Steps<readonly StoredEvent[]> {
  const rows = yield* ask(
    database
      .selectFrom('events')
      .selectAll()
      .where('company', '=', document.company)
      .where('source', '=', document.source)
      .where('subject', '=', subjectText(document.key))
      .orderBy('id')
      .limit(count),
  );
  return rows.flatMap((row) => toStoredEvent(row) ?? []);
}

export interface NextOf {
  readonly after: string;
  readonly count: number;
}

export function* readNext(database: Builder, { after, count }: NextOf): Steps<TailPage> {
  const rows = yield* ask(
    database.selectFrom('events').selectAll().where('id', '>', Number(after)).orderBy('id').limit(count),
  );
  return { events: rows.flatMap((row) => toStoredEvent(row) ?? []), last: String(rows.at(-1)?.id ?? after) };
}
