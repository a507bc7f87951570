import { DatabaseSync } from 'node:sqlite';
import type { StoredEvent } from '../event-log.ts';
import type { Bounds, EventKind, TailPage } from '../event-store.ts';
import { toStoredEvent } from '../stored-event.ts';

type Row = Readonly<Record<string, unknown>>;

/**
 * Readers are locked out only while another process sets up the database, for a moment, but this blocks the whole
 * gateway.
 */
const BUSY_TIMEOUT_MS = 100;

const COLUMNS = 'id, company, source, type, received_at AS receivedAt, company_code AS companyCode, document';

/** The reading side of the database. Its results are durable, since it sees only committed data. */
export class SqliteReader implements Disposable {
  readonly #database: DatabaseSync;
  readonly #bounds;
  readonly #ids;
  readonly #events;
  readonly #next;

  constructor(path: string) {
    const database = new DatabaseSync(path, { readOnly: true, timeout: BUSY_TIMEOUT_MS });
    this.#database = database;
    this.#bounds = database.prepare(
      "SELECT first_id, removed_id, (SELECT seq FROM sqlite_sequence WHERE name = 'events') AS last FROM log_state",
    );
    this.#ids = database.prepare(
      'SELECT id FROM events WHERE company = ? AND type = ? AND id > ? AND id <= ? ORDER BY id LIMIT ?',
    );
    this.#events = database.prepare(
      `SELECT ${COLUMNS} FROM events WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id`,
    );
    this.#next = database.prepare(`SELECT ${COLUMNS} FROM events WHERE id > ? ORDER BY id LIMIT ?`);
  }

  bounds(): Bounds {
    const { first_id: first, removed_id: removed, last } = this.#bounds.get() ?? {};
    return { first: String(first ?? 0), removed: String(removed ?? 0), last: String(last ?? 0) };
  }

  ids({ company, type }: EventKind, after: string, upTo: string, count: number): readonly string[] {
    return this.#ids.all(company, type, Number(after), Number(upTo), count).map(({ id }) => String(id));
  }

  events(ids: readonly string[]): readonly StoredEvent[] {
    return this.#events.all(`[${ids.join()}]`).flatMap((row) => toEvent(row) ?? []);
  }

  next(after: string, limit: number): TailPage {
    const rows = this.#next.all(Number(after), limit);
    return { events: rows.flatMap((row) => toEvent(row) ?? []), last: String(rows.at(-1)?.['id'] ?? after) };
  }

  [Symbol.dispose](): void {
    this.#database.close();
  }
}

function toEvent(row: Row): StoredEvent | undefined {
  return toStoredEvent(String(row['id']), row);
}
