import { BLANK_EVENT } from '../../domain/document-event.ts';
import { indexDocuments } from '../index/index-documents.ts';
import { journalStates, nameOf } from '../index/journal-states.ts';
import type { PreparedDocument } from '../index/prepare/to-document.ts';
import { leaveDocuments } from '../index/remove-documents.ts';
import { ask, type Builder, type Steps } from '../statements.ts';
import { toSubject } from '../subject.ts';
import type { Effects } from '../write-operations.ts';
import type { Lease } from './lease-watches.ts';

/** A part of a reading. */
export interface WatchRecord {
  readonly lease: Lease;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Documents that are listed and new, or have changed. */
  readonly documents: readonly PreparedDocument[];
  /** Documents that are no longer listed, by their keys as JSON. */
  readonly left: readonly string[];
  readonly state: Partial<WatchState>;
}

/** The state of an account's watch. */
export interface WatchState {
  /** The place from which the watcher continues, as JSON. */
  readonly progress: string;
  /** When to read the account again, in milliseconds since the epoch. */
  readonly dueAt: number;
  /** When this reading was due. If the account has become due again meanwhile, it stays due. */
  readonly wasDueAt: number;
  /** The start of the last reading that was complete, in milliseconds since the epoch. */
  readonly asOf: number;
  /** True if that reading has all documents. It stays true. */
  readonly isComplete: boolean;
  readonly error: { readonly code: string; readonly message: string } | null;
}

/**
 * Stores what the watcher has read, and announces documents that are listed for the first time or have left their list. Returns
 * false, and stores nothing, if the lease has gone to another gateway.
 */
export function* recordWatch(
  database: Builder,
  records: readonly WatchRecord[],
  { announce }: Effects,
): Steps<readonly boolean[]> {
  const recorded: boolean[] = [];
  for (const record of records) recorded.push(yield* recordOne(database, record, announce));
  return recorded;
}

function* recordOne(database: Builder, record: WatchRecord, announce: Effects['announce']): Steps<boolean> {
  if (!(yield* updateState(database, record))) return false;
  yield* listDocuments(database, record, announce);
  yield* leaveList(database, record, announce);
  return true;
}

function* updateState(database: Builder, { lease, state }: WatchRecord): Steps<boolean> {
  const { company, source, holder, epoch } = lease;
  const { progress, dueAt, wasDueAt, asOf, isComplete = false, error } = state;
  const updated = yield* ask(
    database
      .updateTable('watches')
      .set((eb) => ({
        epoch,
        ...(progress !== undefined && { progress }),
        ...(dueAt !== undefined && {
          due_at:
            wasDueAt === undefined
              ? dueAt
              : eb.case().when('due_at', '=', wasDueAt).then(dueAt).else(eb.ref('due_at')).end(),
        }),
        ...(asOf !== undefined && { as_of: asOf }),
        ...(isComplete && { is_complete: 1 }),
        ...(error !== undefined && { error_code: error?.code ?? null, error_message: error?.message ?? null }),
      }))
      .where('company', '=', company)
      .where('source', '=', source)
      .where('holder', '=', holder)
      .where('epoch', '=', epoch)
      .returning('epoch'),
  );
  return updated.length > 0;
}

function* listDocuments(
  database: Builder,
  { now, documents }: WatchRecord,
  announce: Effects['announce'],
): Steps<void> {
  if (documents.length === 0) return;
  const names = documents.map(({ columns }) => columns);
  // A document that was exported or rejected before it was seen does not wait to be taken over.
  const written = yield* journalStates(database, names);
  const inputs = documents.map((document) => ({ ...document, seenAt: now, isListed: true }));
  const indexed = yield* indexDocuments(database, inputs);
  for (const [place, name] of names.entries())
    if (indexed[place] === 'NEW' && !written.has(nameOf(name))) announce(eventOf('LISTED', name, now));
}

function* leaveList(database: Builder, { lease, now, left }: WatchRecord, announce: Effects['announce']): Steps<void> {
  if (left.length === 0) return;
  const { company, source } = lease;
  const [gone = []] = yield* leaveDocuments(database, [{ company, source, subjects: left, leftAt: now }]);
  for (const { subject, state } of gone)
    if (state === 'UNKNOWN') announce(eventOf('LEFT', { company, source, subject }, now));
}

interface Named {
  readonly company: string;
  readonly source: string;
  readonly subject: string;
}

function eventOf(
  type: 'LISTED' | 'LEFT',
  { company, source, subject }: Named,
  now: number,
): Parameters<Effects['announce']>[0] {
  // A document is listed for the first time once. It can leave its list several times.
  const messageId = type === 'LISTED' ? `LISTED ${source} ${subject}` : `LEFT ${source} ${subject} ${now}`;
  const key = toSubject(subject);
  return {
    event: { ...BLANK_EVENT, company, source: source as Lease['source'], type, subject: key, receivedAt: isoOf(now) },
    messageId,
    arrivedAt: now * 1_000,
  };
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}
