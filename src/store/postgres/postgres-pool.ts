import { Socket } from 'node:net';
import { Client, type ClientConfig, Pool, types } from 'pg';
import { BackendUnavailable } from '../../errors/catalogue.ts';
import { NoAnswer, withTimeout } from '../store-unavailable.ts';

/** bigint. Ours fit into a number. */
const INT8 = 20;
/** How long a caller waits for PostgreSQL. SNS waits fifteen seconds for the answer to a delivery. */
export const ANSWER_TIMEOUT_MS = 2_000;
/** The server ends a statement by itself; a connection that does not answer at all is abandoned a moment later. */
const STATEMENT_TIMEOUT_MS = 1_800;
const IDLE_TIMEOUT_MS = 60_000;
/** How long a server that hangs may delay the end of the gateway. */
const CLOSE_TIMEOUT_MS = 500;

const getTypeParser: typeof types.getTypeParser = (oid, format) =>
  oid === INT8 ? Number : types.getTypeParser(oid, format);

/** All connections to the database. Disposing of it leaves none, even if the server does not answer. */
export class Connections implements AsyncDisposable {
  readonly #databaseUrl: string;
  readonly #onError: (error: unknown) => void;
  readonly #sockets = new Map<Socket, Promise<void>>();
  readonly #pools: Pool[] = [];
  #isClosed = false;

  constructor(databaseUrl: string, onError: (error: unknown) => void) {
    this.#databaseUrl = databaseUrl;
    this.#onError = onError;
  }

  /** Connections of one purpose, at most `max`. */
  createPool(max: number): Pool {
    const pool = new Pool({
      ...this.#config('invoice-gateway'),
      max,
      idleTimeoutMillis: IDLE_TIMEOUT_MS,
      statement_timeout: STATEMENT_TIMEOUT_MS,
      query_timeout: ANSWER_TIMEOUT_MS,
      // Another gateway may have stopped within a transaction: its locks would hold up this one.
      idle_in_transaction_session_timeout: STATEMENT_TIMEOUT_MS,
      types: { getTypeParser },
    });
    // A connection that ends is replaced, in use or not; without a listener, the process would end.
    pool.on('error', this.#onError).on('connect', (client) => client.on('error', this.#onError));
    this.#pools.push(pool);
    return pool;
  }

  /** A connection for something else. Its `query_timeout` is in milliseconds. */
  createClient(purpose: string, query_timeout: number): Client {
    if (this.#isClosed) throw new BackendUnavailable('The gateway is stopping');
    const client = new Client({ ...this.#config(`invoice-gateway ${purpose}`), query_timeout });
    return client.on('error', this.#onError);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true;
    const ended = Promise.all(this.#pools.map((pool) => pool.end())).then(() => Promise.all(this.#sockets.values()));
    try {
      await withTimeout(ended, CLOSE_TIMEOUT_MS);
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      for (const socket of this.#sockets.keys()) socket.destroy();
      await ended;
    }
  }

  #config(application_name: string): ClientConfig {
    return {
      connectionString: this.#databaseUrl,
      application_name,
      connectionTimeoutMillis: ANSWER_TIMEOUT_MS,
      keepAlive: true,
      stream: () => this.#createSocket(),
    };
  }

  #createSocket(): Socket {
    const socket = new Socket();
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    socket.once('close', () => {
      this.#sockets.delete(socket);
      resolve();
    });
    this.#sockets.set(socket, closed);
    return socket;
  }
}
