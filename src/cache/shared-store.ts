import KeyvRedis from '@keyv/redis';
import { createClient } from '@redis/client';
import Keyv from 'keyv';
import type { Logger } from 'pino';
import { withholdSecretField } from '../domain/secrets.ts';
import { currentBehalf } from '../limits/on-behalf.ts';
import { traced } from '../telemetry/tracing/tracer.ts';

/** A store that several gateways share. If it is slow or down, it does not reject but has no values. */
export interface SharedStore extends AsyncDisposable {
  get(key: string): Promise<unknown>;
  /** Distinguishes a missing value from a failure: undefined if the store could not be asked. */
  lookUp(key: string): Promise<{ readonly value: unknown } | undefined>;
  set(key: string, value: unknown, ttlMs: number): Promise<void>;
  /** Sets a value, and waits longer for the store than a read does. Returns false if it fails. */
  insist(key: string, value: unknown, ttlMs: number): Promise<boolean>;
  /** Rejects if the store does not answer. */
  ping(): Promise<void>;
}

/** A slower cache would cost more time than it saves. */
const ANSWER_TIMEOUT_MS = 250;
/** For the start, so that the store is connected at the first read. */
const FIRST_CONNECTION_MS = 2_000;
/** After a time-out the store is not used for this long: otherwise each read of a page would wait in turn. */
const REST_MS = 2_000;
/** A longer wait is acceptable here, as other gateways would otherwise read outdated lists. */
const INSISTENCE_MS = 2_000;
const TEN_SECONDS = 10_000;

/** Waits for the connection. If that fails or takes too long, the store has no values until it is connected. */
export async function openSharedStore(redisUrl: string, logger: Logger): Promise<SharedStore> {
  const closing = new AbortController();
  const client = createClient({
    url: redisUrl,
    // Reading from the source is better than waiting in a queue for the store to come back.
    disableOfflineQueue: true,
    socket: {
      connectTimeout: 2_000,
      reconnectStrategy: (tries: number) => Math.min(tries * 100, 2_000),
      // A client that is destroyed while it connects does not close its socket.
      signal: closing.signal,
    },
  });
  const keyv = new Keyv<unknown>({
    store: new KeyvRedis(client, { throwOnErrors: true }),
    namespace: 'invoice-gateway',
    useKeyPrefix: false,
    throwOnErrors: true,
    // Secrets, which are bank details here, stay in the process that read them.
    serialize: (data) => JSON.stringify(data, withholdSecretField),
    deserialize: (text) => JSON.parse(text),
  });
  const report = createFailureReport(logger);
  const reportFailure = (error: unknown): void => {
    if (!closing.signal.aborted) report(error);
  };
  keyv.on('error', reportFailure);
  client.on('error', reportFailure);
  let restUntil = 0;

  // Connects now, and again whenever the connection is lost.
  const connecting = client.connect().catch(reportFailure);
  const failing = new Promise<unknown>((resolve) => client.once('error', resolve));
  await withTimeout(Promise.race([connecting, failing]), FIRST_CONNECTION_MS).catch(reportFailure);

  /** Returns undefined if the store is not connected, has just timed out, does not answer in time, or fails. */
  const tryTo = async <T>(command: Command, work: () => Promise<T>): Promise<T | undefined> => {
    if (!client.isReady || Date.now() < restUntil) return undefined;
    try {
      return await withTimeout(inSpan(command, work()));
    } catch (error) {
      if (error instanceof NoAnswer) restUntil = Date.now() + REST_MS;
      reportFailure(error);
      return undefined;
    }
  };

  return {
    get: (key) => tryTo('GET', () => keyv.get(key)),
    lookUp: (key) => tryTo('GET', async () => ({ value: await keyv.get(key) })),
    async set(key, value, ttlMs) {
      await tryTo('SET', () => keyv.set(key, value, ttlMs));
    },
    async insist(key, value, ttlMs) {
      if (!client.isReady) return false;
      try {
        return await withTimeout(inSpan('SET', keyv.set(key, value, ttlMs)), INSISTENCE_MS);
      } catch (error) {
        reportFailure(error);
        return false;
      }
    },
    async ping() {
      await withTimeout(client.ping());
    },
    [Symbol.asyncDispose]: async () => {
      // The results of commands in flight are not needed any more.
      closing.abort();
      if (client.isOpen) client.destroy();
    },
  };
}

type Command = 'GET' | 'SET';

/** The keys have ids of documents, so that the span does not have them. */
function inSpan<T>(command: Command, work: Promise<T>): Promise<T> {
  const attributes = { 'db.system.name': 'redis', 'db.operation.name': command };
  return traced(currentBehalf().span, work, `redis ${command}`, { kind: 'CLIENT', attributes });
}

class NoAnswer extends Error {}

/** Throws NoAnswer after `timeoutMs`. */
async function withTimeout<T>(work: Promise<T>, timeoutMs = ANSWER_TIMEOUT_MS): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timingOut = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new NoAnswer(`no answer within ${timeoutMs} ms`)), timeoutMs);
  });
  try {
    return await Promise.race([work, timingOut]);
  } finally {
    clearTimeout(timer);
  }
}

/** Logs a failure at most every ten seconds, as every read fails while the store is down. */
function createFailureReport(logger: Logger): (error: unknown) => void {
  let silentUntil = 0;
  return (error) => {
    if (Date.now() < silentUntil) return;
    silentUntil = Date.now() + TEN_SECONDS;
    const reason = error instanceof Error ? error.message : 'unknown error';
    logger.warn({ reason }, 'the shared cache failed: reading from the sources instead');
  };
}
