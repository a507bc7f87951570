import { setTimeout as pause } from 'node:timers/promises';
import { createClient } from '@redis/client';
import type { Logger } from 'pino';
import { createFailureReport, logUnavailable, NoAnswer, withTimeout } from '../log-unavailable.ts';

export type RedisClient = ReturnType<typeof createRedisClient>;

/** If a webhook would have to wait longer than this, it is better sent again. */
const ANSWER_TIMEOUT_MS = 1_000;
const CONNECT_TIMEOUT_MS = 2_000;
const FIRST_PAUSE_MS = 50;
const MAX_PAUSE_MS = 2_000;

/**
 * One connection to Redis, reopened whenever it is lost. A connection without an answer for a while counts as lost,
 * too: a machine that has crashed does not close its sockets. Without a connection, commands fail at once instead of
 * queueing.
 */
export class RedisConnection implements AsyncDisposable {
  readonly #url: string;
  readonly #prepare: (client: RedisClient) => Promise<unknown>;
  readonly #reportFailure: (error: unknown) => void;
  readonly #closing = new AbortController();
  #ready: RedisClient | undefined;
  #connecting: Promise<void> | undefined;
  #lastAnswerAt = 0;
  #firstAttempt = Promise.withResolvers<void>();

  /** `prepare` is called for each new connection, before any other command. */
  constructor(url: string, logger: Logger, prepare: (client: RedisClient) => Promise<unknown> = async () => {}) {
    this.#url = url;
    this.#prepare = prepare;
    this.#reportFailure = createFailureReport(logger, 'the Redis that stores the events does not answer correctly');
    this.#connect();
  }

  /** Resolves when the first attempt to connect has succeeded or failed. */
  get firstAttempt(): Promise<void> {
    return this.#firstAttempt.promise;
  }

  /** Rejects with BackendUnavailable if there is no connection, no answer in time, or an error from Redis. */
  async ask<T>(question: (client: RedisClient) => Promise<T>, answerTimeoutMs = ANSWER_TIMEOUT_MS): Promise<T> {
    const client = this.#ready;
    try {
      if (client === undefined) throw new NoAnswer('there is no connection');
      return await this.#answerTo(question(client), answerTimeoutMs);
    } catch (error) {
      if (client !== undefined && isLost(error)) this.#drop(client);
      if (!this.#closing.signal.aborted) this.#reportFailure(error);
      throw logUnavailable(error);
    }
  }

  /** Redis answers in order: while it answers other commands, it has not reached this one yet. */
  async #answerTo<T>(answer: Promise<T>, answerTimeoutMs: number): Promise<T> {
    for (let waitMs = answerTimeoutMs; ; ) {
      try {
        const result = await withTimeout(answer, waitMs);
        this.#lastAnswerAt = performance.now();
        return result;
      } catch (error) {
        waitMs = this.#lastAnswerAt + answerTimeoutMs - performance.now();
        if (!(error instanceof NoAnswer && waitMs > 0)) throw error;
      }
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing.abort();
    if (this.#ready !== undefined) this.#drop(this.#ready);
    await this.#connecting;
  }

  #connect(): void {
    const { signal } = this.#closing;
    if (signal.aborted) return;
    this.#connecting ??= this.#untilConnected(signal).finally(() => {
      this.#connecting = undefined;
    });
  }

  async #untilConnected(signal: AbortSignal): Promise<void> {
    for (let pauseMs = FIRST_PAUSE_MS; !signal.aborted; pauseMs = Math.min(2 * pauseMs, MAX_PAUSE_MS)) {
      const client = createRedisClient(this.#url);
      client.on('error', (error: unknown) => {
        if (this.#ready !== client) return;
        this.#reportFailure(error);
        this.#drop(client);
      });
      const stop = () => destroy(client);
      signal.addEventListener('abort', stop, { once: true });
      try {
        await withTimeout(client.connect().then(this.#prepare), CONNECT_TIMEOUT_MS);
        this.#ready = client;
        return;
      } catch (error) {
        destroy(client);
        if (!signal.aborted) this.#reportFailure(error);
      } finally {
        signal.removeEventListener('abort', stop);
        this.#firstAttempt.resolve();
      }
      await pause(pauseMs, undefined, { signal }).catch(() => {});
    }
  }

  #drop(client: RedisClient): void {
    destroy(client);
    if (this.#ready !== client) return;
    this.#ready = undefined;
    this.#connect();
  }
}

/** The abort controller of each client's socket. */
const ends = new WeakMap<RedisClient, AbortController>();

function createRedisClient(url: string) {
  const end = new AbortController();
  const client = createClient({
    url,
    name: 'invoice-gateway-events',
    disableOfflineQueue: true,
    // This class reconnects: a client that does so itself cannot be told that a silent connection is lost.
    socket: { connectTimeout: CONNECT_TIMEOUT_MS, reconnectStrategy: false, signal: end.signal },
  });
  ends.set(client, end);
  return client;
}

/** A primary that has become a replica refuses writes: after a reconnect, its address leads to the new primary. */
function isLost(error: unknown): boolean {
  return error instanceof NoAnswer || (error instanceof Error && /^(?:READONLY|UNBLOCKED)\b/.test(error.message));
}

/** A client that is destroyed while it is connecting leaks its socket, which would stay open as long as the process. */
function destroy(client: RedisClient): void {
  if (client.isOpen) client.destroy();
  ends.get(client)?.abort();
}
