import { setTimeout as pause } from 'node:timers/promises';
import type { Changes } from '../changes.ts';
import type { Connections } from './postgres-pool.ts';

/** The channel on which gateways tell each other that the store has changed. */
export const CHANNEL = 'invoice_gateway_changes';

const FIRST_PAUSE_MS = 50;
const MAX_PAUSE_MS = 2_000;
/** A connection can be lost without a sign. Followers then read after this time. */
const CHECK_MS = 5_000;

/**
 * Listens for changes by any gateway. PostgreSQL does not keep notifications for a connection that is down, so each new
 * connection counts as a change: followers read on by id.
 */
export class PostgresListener implements AsyncDisposable {
  readonly #connections: Connections;
  readonly #changes: Changes;
  readonly #onError: (error: unknown) => void;
  readonly #closing = new AbortController();
  readonly #running: Promise<void>;

  constructor(connections: Connections, changes: Changes, onError: (error: unknown) => void) {
    this.#connections = connections;
    this.#changes = changes;
    this.#onError = onError;
    this.#running = this.#run(this.#closing.signal);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing.abort();
    await this.#running;
  }

  async #run(signal: AbortSignal): Promise<void> {
    let pauseMs = FIRST_PAUSE_MS;
    while (!signal.aborted) {
      try {
        await this.#listen(signal, () => {
          pauseMs = FIRST_PAUSE_MS;
        });
      } catch (error) {
        if (!signal.aborted) this.#onError(error);
      }
      await pause(pauseMs, undefined, { signal }).catch(() => {});
      pauseMs = Math.min(2 * pauseMs, MAX_PAUSE_MS);
    }
  }

  /** Resolves or rejects when the connection has ended. */
  async #listen(signal: AbortSignal, onConnected: () => void): Promise<void> {
    const client = this.#connections.createClient('listener', CHECK_MS);
    const ended = new Promise<void>((resolve) => client.once('end', resolve));
    client.on('notification', () => this.#changes.add());
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
      onConnected();
      this.#changes.add();
      while (!signal.aborted && (await isOpenFor(CHECK_MS, ended, signal))) await client.query('SELECT 1');
    } finally {
      // Not waited for: the server may hang, and the connections are closed with the store.
      void client.end();
    }
  }
}

/** Waits, and returns false if the connection ended meanwhile. */
async function isOpenFor(ms: number, ended: Promise<void>, signal: AbortSignal): Promise<boolean> {
  const waiting = new AbortController();
  const waited = pause(ms, true, { signal: AbortSignal.any([signal, waiting.signal]) }).catch(() => false);
  const isOpen = await Promise.race([waited, ended.then(() => false)]);
  waiting.abort();
  return isOpen;
}
