import { DatabaseError, type Pool } from 'pg';
import type { Logger } from 'pino';
import { ConfigError } from '../../config/config-error.ts';
import { Changes } from '../changes.ts';
import type { Database } from '../database.ts';
import { GroupWriter, WrongInput } from '../group-writer.ts';
import type { Operation } from '../statements.ts';
import { createFailureReport, reasonOf, storeUnavailable } from '../store-unavailable.ts';
import {
  charactersOf,
  type Input,
  type Output,
  type WriteName,
  type WriteRequest,
  writeGroup,
} from '../write-operations.ts';
import { migrate } from './migrate.ts';
import { CHANNEL, PostgresListener } from './postgres-listener.ts';
import { createPool } from './postgres-pool.ts';
import { runOn } from './postgres-steps.ts';

export interface PostgresOptions {
  readonly databaseUrl: string;
  readonly logger: Logger;
}

/** Reads at once. Writes have a connection of their own, so that searches cannot hold up a webhook. */
const READERS = 8;

/** A store in PostgreSQL, for any number of gateways. Rejects with ConfigError if it cannot be used. */
export async function openPostgres({ databaseUrl, logger }: PostgresOptions): Promise<Database> {
  const reportFailure = createFailureReport(logger, 'the connection to the store has failed');
  const writers = createPool(databaseUrl, 1, reportFailure);
  try {
    const client = await writers.connect();
    try {
      await migrate(client);
    } finally {
      client.release();
    }
  } catch (error) {
    await writers.end().catch(() => {});
    throw new ConfigError([`storage.databaseUrl: the store cannot be opened: ${reasonOf(error)}`]);
  }
  return new PostgresDatabase({ databaseUrl, writers, logger, reportFailure });
}

interface Parts extends PostgresOptions {
  readonly writers: Pool;
  readonly reportFailure: (error: unknown) => void;
}

class PostgresDatabase implements Database {
  readonly isShared = true;
  readonly changes = new Changes();
  readonly #writers: Pool;
  readonly #readers: Pool;
  readonly #writer: GroupWriter;
  readonly #listener: PostgresListener;
  readonly #reportFailure: (error: unknown) => void;

  constructor({ databaseUrl, writers, logger, reportFailure }: Parts) {
    this.#writers = writers;
    this.#readers = createPool(databaseUrl, READERS, reportFailure);
    this.#writer = new GroupWriter((group) => this.#execute(group), logger);
    this.#listener = new PostgresListener(databaseUrl, this.changes, reportFailure);
    this.#reportFailure = reportFailure;
  }

  async write<Name extends WriteName>(name: Name, input: Input<Name>): Promise<Output<Name>> {
    return (await this.#writer.write({ name, input }, charactersOf(input))) as Output<Name>;
  }

  async read<I, O>(operation: Operation<I, O>, input: I): Promise<O> {
    try {
      return await runOn(this.#readers, operation, input);
    } catch (error) {
      this.#reportFailure(error);
      throw storeUnavailable(error);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      await this.#writer[Symbol.asyncDispose]();
    } catch (error) {
      this.#reportFailure(error);
    }
    await this.#listener[Symbol.asyncDispose]();
    await Promise.all([this.#readers.end(), this.#writers.end()]);
  }

  async #execute(group: readonly WriteRequest[]): Promise<readonly unknown[]> {
    const client = await this.#writers.connect();
    let failure: unknown;
    try {
      await client.query('BEGIN');
      const outputs = await runOn(client, writeGroup, group);
      await client.query(`NOTIFY ${CHANNEL}`);
      await client.query('COMMIT');
      return outputs;
    } catch (error) {
      failure = error;
      throw isOfInput(error) ? new WrongInput(reasonOf(error), { cause: error }) : error;
    } finally {
      // A connection in an unknown state is not used again.
      client.release(failure !== undefined);
    }
  }
}

/** Data that PostgreSQL does not accept, and constraints: the classes 22 and 23 of SQLSTATE. */
function isOfInput(error: unknown): boolean {
  return error instanceof DatabaseError && /^2[23]/.test(error.code ?? '');
}
