import { DatabaseError, type Pool } from 'pg';
import type { Logger } from 'pino';
import { ConfigError } from '../../config/config-error.ts';
import { Changes } from '../changes.ts';
import type { Database } from '../database.ts';
import { GroupWriter, StoreAway, type WriteOptions, WrongInput } from '../group-writer.ts';
import { operationOf, type SearchInput, type SearchName, type SearchOutput } from '../search-operations.ts';
import type { Operation } from '../statements.ts';
import { createFailureReport, reasonOf, storeUnavailable, withTimeout } from '../store-unavailable.ts';
import {
  charactersOf,
  type Input,
  type Output,
  type WriteName,
  type WriteRequest,
  writeGroup,
} from '../write-operations.ts';
import { isFault } from './is-fault.ts';
import { CHANNEL, PostgresListener } from './postgres-listener.ts';
import { ANSWER_TIMEOUT_MS, Connections } from './postgres-pool.ts';
import { runOn } from './postgres-steps.ts';
import { Preparation } from './preparation.ts';

export interface PostgresOptions {
  readonly databaseUrl: string;
  readonly logger: Logger;
}

/** Reads at once. Writes have a connection of their own, so that searches cannot hold up a webhook. */
const READERS = 8;
/** Searches at once. They wait for each other, and nothing else waits for them. */
const SEARCHERS = 4;

/**
 * A store in PostgreSQL, for any number of gateways. A server that is away does not stop the start: everything is refused
 * until it is there. Rejects with ConfigError if the database cannot be used.
 */
export async function openPostgres(options: PostgresOptions): Promise<Database> {
  const database = new PostgresDatabase(options);
  try {
    await database.prepare();
  } catch (error) {
    await database[Symbol.asyncDispose]();
    throw new ConfigError([`storage.databaseUrl: the store cannot be opened: ${reasonOf(error)}`]);
  }
  return database;
}

class PostgresDatabase implements Database {
  readonly isShared = true;
  readonly changes = new Changes();
  readonly #connections: Connections;
  readonly #preparation: Preparation;
  readonly #writers: Pool;
  readonly #readers: Pool;
  readonly #searchers: Pool;
  readonly #writer: GroupWriter;
  readonly #listener: PostgresListener;
  readonly #reportFailure: (error: unknown) => void;

  constructor({ databaseUrl, logger }: PostgresOptions) {
    this.#reportFailure = createFailureReport(logger, 'the connection to the store has failed');
    this.#connections = new Connections(databaseUrl, this.#reportFailure);
    this.#preparation = new Preparation(this.#connections);
    this.#writers = this.#connections.createPool(1);
    this.#readers = this.#connections.createPool(READERS);
    this.#searchers = this.#connections.createPool(SEARCHERS);
    this.#writer = new GroupWriter((group) => this.#execute(group), logger);
    this.#listener = new PostgresListener(this.#connections, this.changes, this.#reportFailure);
  }

  /** Rejects if the database cannot be used; not if the server is away. */
  async prepare(): Promise<void> {
    try {
      await this.#preparation.done();
    } catch (error) {
      if (isFault(error)) throw error;
      this.#reportFailure(error);
    }
  }

  async write<Name extends WriteName>(name: Name, input: Input<Name>, options?: WriteOptions): Promise<Output<Name>> {
    return (await this.#writer.write({ name, input }, charactersOf(input), options)) as Output<Name>;
  }

  async read<I, O>(operation: Operation<I, O>, input: I): Promise<O> {
    return this.#readOn(this.#readers, operation, input);
  }

  async search<Name extends SearchName>(name: Name, input: SearchInput<Name>): Promise<SearchOutput<Name>> {
    return (await this.#readOn(this.#searchers, operationOf(name), input)) as SearchOutput<Name>;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      await this.#writer[Symbol.asyncDispose]();
    } catch (error) {
      this.#reportFailure(error);
    }
    const listening = this.#listener[Symbol.asyncDispose]();
    await this.#connections[Symbol.asyncDispose]();
    await listening;
  }

  /** A migration may take longer than callers wait. */
  #isPrepared(): Promise<void> {
    return withTimeout(this.#preparation.done(), ANSWER_TIMEOUT_MS);
  }

  async #readOn<I, O>(pool: Pool, operation: Operation<I, O>, input: I): Promise<O> {
    try {
      await this.#isPrepared();
      return await runOn(pool, operation, input);
    } catch (error) {
      this.#reportFailure(error);
      throw storeUnavailable(error);
    }
  }

  async #execute(group: readonly WriteRequest[]): Promise<readonly unknown[]> {
    try {
      await this.#isPrepared();
      return await this.#transactTwice(group);
    } catch (error) {
      throw new (isOfInput(error) ? WrongInput : StoreAway)(reasonOf(error), { cause: error });
    }
  }

  /** PostgreSQL ends one of two transactions that wait for each other. It has changed nothing, and succeeds after the other one. */
  async #transactTwice(group: readonly WriteRequest[]): Promise<readonly unknown[]> {
    try {
      return await this.#transact(group);
    } catch (error) {
      if (!isRolledBack(error)) throw error;
      return await this.#transact(group);
    }
  }

  async #transact(group: readonly WriteRequest[]): Promise<readonly unknown[]> {
    const client = await this.#writers.connect();
    let isOver = false;
    try {
      await client.query('BEGIN');
      let isChanged = false;
      const outputs = await runOn(client, writeGroup, group, ({ command, rowCount }) => {
        isChanged ||= command !== 'SELECT' && rowCount !== 0;
      });
      // A notification is written to the disk, even if nothing else is.
      await client.query(isChanged ? `NOTIFY ${CHANNEL}; COMMIT` : 'COMMIT');
      isOver = true;
      return outputs;
    } finally {
      // A connection in an unknown state is not used again.
      client.release(!isOver);
    }
  }
}

/** Deadlocks, and other conflicts of transactions: class 40 of SQLSTATE. */
function isRolledBack(error: unknown): boolean {
  return error instanceof DatabaseError && error.code?.startsWith('40') === true;
}

/** Data that PostgreSQL does not accept, and constraints: the classes 22 and 23 of SQLSTATE. */
function isOfInput(error: unknown): boolean {
  return error instanceof DatabaseError && /^2[23]/.test(error.code ?? '');
}
