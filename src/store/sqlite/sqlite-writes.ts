import type { DatabaseSync } from 'node:sqlite';
import type { Appended, DocumentEvent } from '../event-log.ts';
import type { Retention } from '../retention.ts';
import { inTransaction } from './sqlite-database.ts';
import { nextSqliteId } from './sqlite-ids.ts';
import { prepareRemoval } from './sqlite-removal.ts';

/** One append of a group. */
export interface Append {
  readonly event: DocumentEvent;
  readonly messageId: string;
  /** Microseconds since the epoch. */
  readonly arrivedAt: number;
}

/** Without appends, it only removes outdated events. */
export interface WriteRequest {
  readonly appends: readonly Append[];
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export interface Written {
  readonly appended: readonly Appended[];
  /** True if there may be more outdated events than this write removed. */
  readonly isMoreOutdated: boolean;
}

/**
 * More than most groups append, so that the number of outdated events shrinks, but few enough not to delay the next
 * group.
 */
const REMOVED_PER_WRITE = 200;

/** The writing side of the database: one transaction for each request. */
export function createWrites(database: DatabaseSync, retention: Retention): (request: WriteRequest) => Written {
  const append = prepareAppend(database);
  const removeOutdated = prepareRemoval(database, retention);
  return ({ appends, now }) =>
    inTransaction(database, () => {
      const appended = appends.map((one) => append(one, now));
      return { appended, isMoreOutdated: removeOutdated(now, appends.length + REMOVED_PER_WRITE) };
    });
}

function prepareAppend(database: DatabaseSync): (append: Append, now: number) => Appended {
  const known = database.prepare('SELECT event_id FROM messages WHERE company = ? AND message_id = ?');
  const insertEvent = database.prepare(
    'INSERT INTO events (id, stored_at, company, source, type, received_at, company_code, document) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const lastId = database.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'events'");
  const noteAppended = database.prepare(
    'UPDATE log_state SET kept = kept + 1, first_id = iif(first_id = 0, ?, first_id)',
  );
  const insertMessage = database.prepare(
    'INSERT INTO messages (event_id, stored_at, company, message_id) VALUES (?, ?, ?, ?)',
  );
  return ({ event: { company, source, type, receivedAt, companyCode, document }, messageId, arrivedAt }, now) => {
    const earlier = known.get(company, messageId);
    if (earlier !== undefined) return { id: String(earlier['event_id']), isNew: false };
    const id = nextSqliteId(Number(lastId.get()?.['seq'] ?? 0), arrivedAt);
    insertEvent.run(id, now, company, source, type, receivedAt, companyCode, document);
    insertMessage.run(id, now, company, messageId);
    noteAppended.run(id);
    return { id: String(id), isNew: true };
  };
}
