import { migrate } from './migrate.ts';
import type { Connections } from './postgres-pool.ts';

/** A migration of large tables takes its time. Callers do not wait that long. */
const STATEMENT_TIMEOUT_MS = 60_000;

/** Migrates the tables before their first use, which may be long after the start: PostgreSQL was away until then. */
export class Preparation {
  readonly #connections: Connections;
  #running: Promise<void> | undefined;
  #isDone = false;

  constructor(connections: Connections) {
    this.#connections = connections;
  }

  /** Resolves when the tables can be used. Rejects if they cannot, and tries again with the next call. */
  async done(): Promise<void> {
    if (this.#isDone) return;
    this.#running ??= this.#migrate().finally(() => {
      this.#running = undefined;
    });
    await this.#running;
  }

  async #migrate(): Promise<void> {
    const client = this.#connections.createClient('migration', STATEMENT_TIMEOUT_MS);
    try {
      await client.connect();
      await migrate(client);
      this.#isDone = true;
    } finally {
      // Not waited for: the server may hang, and the connections are closed with the store.
      void client.end();
    }
  }
}
