import { createHash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import type { InvoiceToTakeOverFragment } from 'invoice-gateway-client';

/**
 * - `BOOKED`: in the ERP; the gateway has to be told that it is exported
 * - `REFUSED`: the ERP cannot book it; the accountant has to be told
 * - `UNREAD`: listed, but its content could not be read yet
 * - `EXPORTED`, `REPORTED`: the gateway was told
 * - `FAILED`: it needs a person; `reason` says why
 */
export type State = 'BOOKED' | 'REFUSED' | 'UNREAD' | 'EXPORTED' | 'REPORTED' | 'FAILED';

/** A document with something to do. */
export interface Task {
  readonly id: string;
  readonly state: State;
  readonly reason: string | null;
}

type Position = 'cursor' | 'event' | 'start';

export interface Page {
  readonly documents: readonly InvoiceToTakeOverFragment[];
  /** The ids of documents that are listed and could not be read. */
  readonly unread: readonly string[];
  readonly cursor: string | null;
  /** The last event before the page was requested. */
  readonly event: string | undefined;
}

const TABLES = `
  CREATE TABLE IF NOT EXISTS documents (
    id TEXT PRIMARY KEY, state TEXT NOT NULL, reason TEXT, retry_at INTEGER NOT NULL DEFAULT 0,
    source TEXT, company TEXT, source_id TEXT, number TEXT, gross_amount TEXT, currency TEXT, content TEXT
  ) STRICT;
  CREATE INDEX IF NOT EXISTS open_documents ON documents (retry_at) WHERE state IN ('BOOKED', 'REFUSED', 'UNREAD');
  CREATE TABLE IF NOT EXISTS positions (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
`;

/**
 * The ERP: a SQLite file with the documents, and with the connector's positions in the list and in the events. A
 * position is written in the transaction of the documents before it, so a crash between them is not possible.
 */
export class Erp {
  readonly #db: DatabaseSync;
  readonly #currencies: readonly string[] | undefined;

  /** Books documents in these currencies only; undefined for all. */
  constructor(path: string, currencies: readonly string[] | undefined) {
    this.#db = new DatabaseSync(path);
    this.#db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
    this.#db.exec(TABLES);
    this.#currencies = currencies;
  }

  /** The place after the last page, the last event, and the time at which the list was last read from its start. */
  position(name: Position): string | null {
    const row = this.#db.prepare('SELECT value FROM positions WHERE name = ?').get(name);
    return row === undefined ? null : String(row['value']);
  }

  setPosition(name: Position, value: string): void {
    this.#db.prepare('INSERT OR REPLACE INTO positions VALUES (?, ?)').run(name, value);
  }

  restartList(now: number): void {
    this.#transaction(() => {
      this.#db.exec("DELETE FROM positions WHERE name = 'cursor'");
      this.setPosition('start', String(now));
    });
  }

  /** Takes a page over, with the position after it. A document that is there already stays as it is. */
  takePage({ documents, unread, cursor, event }: Page): void {
    this.#transaction(() => {
      for (const document of documents) this.#take(document);
      for (const id of unread)
        this.#db.prepare("INSERT OR IGNORE INTO documents (id, state) VALUES (?, 'UNREAD')").run(id);
      if (cursor !== null) this.setPosition('cursor', cursor);
      if (event !== undefined) this.setPosition('event', event);
    });
  }

  /** Takes over a document that could not be read before. */
  takeUnread(document: InvoiceToTakeOverFragment): void {
    this.#transaction(() => this.#take(document));
  }

  /** The documents with something to do now, the longest waiting ones first. */
  tasks(now: number, count: number): readonly Task[] {
    const open = `SELECT id, state, reason FROM documents
      WHERE state IN ('BOOKED', 'REFUSED', 'UNREAD') AND retry_at <= ? ORDER BY retry_at LIMIT ?`;
    return this.#db.prepare(open).all(now, count) as unknown as readonly Task[];
  }

  end(id: string, state: State, reason: string | null = null): void {
    this.#db
      .prepare('UPDATE documents SET state = ?, reason = coalesce(?, reason) WHERE id = ?')
      .run(state, reason, id);
  }

  retryAt(id: string, time: number): void {
    this.#db.prepare('UPDATE documents SET retry_at = ? WHERE id = ?').run(Math.ceil(time), id);
  }

  /** The outcome of a write has become known: asks at once for those that wait for one. */
  retryUnknown(): void {
    this.#db.exec("UPDATE documents SET retry_at = 0 WHERE state IN ('BOOKED', 'REFUSED')");
  }

  close(): void {
    this.#db.close();
  }

  #take(document: InvoiceToTakeOverFragment): void {
    const { id, source, company, sourceId, number, grossAmount, currency } = document;
    const { state, reason } = this.#book(document);
    const insert = `INSERT INTO documents
      (id, state, reason, source, company, source_id, number, gross_amount, currency, content)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET state = excluded.state, reason = excluded.reason, source = excluded.source,
        company = excluded.company, source_id = excluded.source_id, number = excluded.number,
        gross_amount = excluded.gross_amount, currency = excluded.currency, content = excluded.content, retry_at = 0
      WHERE documents.state = 'UNREAD'`;
    const values = [source, company.id, sourceId, number, grossAmount, currency, JSON.stringify(document)];
    this.#db.prepare(insert).run(id, state, reason, ...values);
  }

  /** The ERP's own rules. */
  #book({ hasStableId, number, grossAmount, currency }: InvoiceToTakeOverFragment): Pick<Task, 'state' | 'reason'> {
    // With another id tomorrow, it would be booked twice.
    if (!hasStableId) return { state: 'FAILED', reason: 'The document cannot be recognized by its id' };
    if (number === null || grossAmount === null || currency === null)
      return { state: 'REFUSED', reason: 'The number, the amount or the currency is missing' };
    if (this.#currencies?.includes(currency) === false)
      return { state: 'REFUSED', reason: `There is no account in ${currency}` };
    return { state: 'BOOKED', reason: null };
  }

  #transaction(work: () => void): void {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      work();
      this.#db.exec('COMMIT');
    } catch (error) {
      this.#db.exec('ROLLBACK');
      throw error;
    }
  }
}

/** The same for each repetition, also after a restart: the gateway carries out a write with this key once. */
export function keyOf(action: 'export' | 'report', id: string): string {
  return `erp-${action}-${createHash('sha256').update(id).digest('base64url')}`;
}
