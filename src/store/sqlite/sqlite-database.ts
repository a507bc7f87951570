import type { Logger } from 'pino';
import { Changes } from '../changes.ts';
import type { Database } from '../database.ts';
import { GroupWriter, type WriteOptions } from '../group-writer.ts';
import type { SearchInput, SearchName, SearchOutput } from '../search-operations.ts';
import type { Operation } from '../statements.ts';
import { createFailureReport, storeUnavailable, withTimeout } from '../store-unavailable.ts';
import { charactersOf, type Input, type Output, type WriteName, type WriteRequest } from '../write-operations.ts';
import { openForReading } from './sqlite-connection.ts';
import { SqliteSearchers } from './sqlite-searchers.ts';
import { createRun } from './sqlite-steps.ts';
import { SqliteThread } from './sqlite-thread.ts';

export interface SqliteDatabaseOptions {
  readonly path: string;
  readonly logger: Logger;
}

/** How long a caller waits for a search. */
const SEARCH_TIMEOUT_MS = 10_000;

/**
 * A store in SQLite: one thread writes, others search; other reads take a millisecond and run on the main thread. A thread that
 * has died is restarted when it is needed.
 */
export class SqliteDatabase implements Database {
  readonly isShared = false;
  readonly changes = new Changes();
  readonly #path: string;
  readonly #writer: GroupWriter;
  readonly #reader: ReturnType<typeof openForReading>;
  readonly #run: ReturnType<typeof createRun>;
  readonly #searchers: SqliteSearchers;
  readonly #reportFailure: (error: unknown) => void;
  #thread: SqliteThread;

  /** Rejects if the database cannot be used. */
  static async open({ path, logger }: SqliteDatabaseOptions): Promise<SqliteDatabase> {
    await using opened = new AsyncDisposableStack();
    // The thread creates the tables that the reader needs.
    const thread = opened.use(await SqliteThread.start({ path }));
    const database = new SqliteDatabase(path, thread, logger);
    opened.move();
    return database;
  }

  private constructor(path: string, thread: SqliteThread, logger: Logger) {
    this.#path = path;
    this.#thread = thread;
    this.#writer = new GroupWriter((group) => this.#execute(group), logger);
    this.#reader = openForReading(path);
    this.#run = createRun(this.#reader);
    this.#searchers = new SqliteSearchers({ path });
    this.#reportFailure = createFailureReport(logger, 'the store cannot be read');
  }

  async write<Name extends WriteName>(name: Name, input: Input<Name>, options?: WriteOptions): Promise<Output<Name>> {
    return (await this.#writer.write({ name, input }, charactersOf(input), options)) as Output<Name>;
  }

  async read<I, O>(operation: Operation<I, O>, input: I): Promise<O> {
    try {
      return this.#run(operation, input);
    } catch (error) {
      this.#reportFailure(error);
      throw storeUnavailable(error);
    }
  }

  async search<Name extends SearchName>(name: Name, input: SearchInput<Name>): Promise<SearchOutput<Name>> {
    const timeout = AbortSignal.timeout(SEARCH_TIMEOUT_MS);
    try {
      const found = this.#searchers.search({ name, input }, timeout);
      return (await withTimeout(found, SEARCH_TIMEOUT_MS)) as SearchOutput<Name>;
    } catch (error) {
      this.#reportFailure(error);
      throw storeUnavailable(error);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#searchers[Symbol.asyncDispose]();
    // The reader is closed first: the last connection to close checkpoints the write-ahead log, and a reader cannot.
    this.#reader.close();
    try {
      await this.#writer[Symbol.asyncDispose]();
      await this.#thread[Symbol.asyncDispose]();
    } catch (error) {
      this.#reportFailure(error);
      this.#thread.kill();
    }
  }

  async #execute(group: readonly WriteRequest[]): Promise<readonly unknown[]> {
    if (!this.#thread.isAlive) this.#thread = await SqliteThread.start({ path: this.#path });
    const outputs = await this.#thread.write(group);
    this.changes.add();
    return outputs;
  }
}
