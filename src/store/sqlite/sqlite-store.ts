import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Logger } from 'pino';
import { Notifier } from '../../async/notifier.ts';
import type { Appended, DocumentEvent, StoredEvent } from '../event-log.ts';
import type { Bounds, EventKind, EventStore, Tail } from '../event-store.ts';
import { createFailureReport, logUnavailable } from '../log-unavailable.ts';
import { isSqliteId } from './sqlite-ids.ts';
import { SqliteReader } from './sqlite-reader.ts';
import { SqliteWriter, type WriterOptions } from './sqlite-writer.ts';

/** Maximum number of events in one page of a follower. */
const TAIL_PAGE = 100;

interface Parts {
  readonly writer: SqliteWriter;
  readonly reader: SqliteReader;
  readonly stored: Notifier;
}

/** Events in SQLite: one thread writes; reads take a millisecond and run on the main thread. */
export class SqliteStore implements EventStore {
  readonly origin = '0';
  readonly #writer: SqliteWriter;
  readonly #reader: SqliteReader;
  readonly #stored: Notifier;
  readonly #reportFailure: (error: unknown) => void;

  /** Rejects if the database cannot be used. */
  static async open(options: Omit<WriterOptions, 'onStored'>): Promise<SqliteStore> {
    const stored = new Notifier();
    await using opened = new AsyncDisposableStack();
    // The writer creates the tables that the reader needs.
    const writer = opened.use(await SqliteWriter.open({ ...options, onStored: () => stored.notify() }));
    const reader = new SqliteReader(options.path);
    opened.move();
    return new SqliteStore({ writer, reader, stored }, options.logger);
  }

  private constructor({ writer, reader, stored }: Parts, logger: Logger) {
    this.#writer = writer;
    this.#reader = reader;
    this.#stored = stored;
    this.#reportFailure = createFailureReport(logger, 'events cannot be read');
  }

  append(event: DocumentEvent, messageId: string): Promise<Appended> {
    return this.#writer.append(event, messageId);
  }

  async bounds(): Promise<Bounds> {
    return this.#read(() => this.#reader.bounds());
  }

  async idsOf(kind: EventKind, after: string, upTo: string, count: number): Promise<readonly string[]> {
    return this.#read(() => this.#reader.ids(kind, after, upTo, count));
  }

  async load(ids: readonly string[]): Promise<readonly StoredEvent[]> {
    // Reads are synchronous: without this, a client that reads page after page would block the event loop.
    await nextTurn();
    return this.#read(() => this.#reader.events(ids));
  }

  openTail(signal: AbortSignal): Tail {
    const next = (after: string) => this.#read(() => this.#reader.next(after, TAIL_PAGE));
    return {
      next: async (after) => {
        await nextTurn();
        const page = next(after);
        if (page.last !== after) return page;
        await this.#stored.wait(signal);
        return signal.aborted ? page : next(after);
      },
      [Symbol.asyncDispose]: async () => {},
    };
  }

  trim(): void {
    this.#writer.trim();
  }

  readonly compare = (a: string, b: string): number => Number(a) - Number(b);

  readonly isId = isSqliteId;

  async ping(): Promise<void> {
    this.#read(() => this.#reader.bounds());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // The reader is closed first: the last connection to close checkpoints the write-ahead log, and a reader cannot.
    this.#reader[Symbol.dispose]();
    await this.#writer[Symbol.asyncDispose]();
  }

  #read<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      this.#reportFailure(error);
      throw logUnavailable(error);
    }
  }
}
