import KeyvRedis from '@keyv/redis';
import { createClient } from '@redis/client';
import Keyv from 'keyv';
import type { Logger } from 'pino';
import { isSecretField } from '../domain/secrets.ts';

/** A store that several gateways share. It never fails a read: when it is slow or down, it has nothing. */
export interface SharedStore extends AsyncDisposable {
  get(key: string): Promise<unknown>;
  /** The same, where it matters that the store has nothing under the key: undefined when it could not be asked. */
  lookUp(key: string): Promise<{ readonly value: unknown } | undefined>;
  set(key: string, value: unknown, ttlMs: number): Promise<void>;
  /** Waits longer for the store than a read would; false where it still could not be stored. */
  insist(key: string, value: unknown, ttlMs: number): Promise<boolean>;
  /** Throws when the store does not answer. */
  ping(): Promise<void>;
}

/** A cache that takes longer than this is slower than what it saves. */
const ANSWER_TIMEOUT_MS = 250;
/** For the start: a gateway whose store is there should find it from its first read on. */
const FIRST_CONNECTION_MS = 2_000;
/** After an answer that was waited for in vain it is left alone: a page's reads would wait one after the other. */
const REST_MS = 2_000;
/** What others would go on reading wrongly is worth this wait. */
const INSISTENCE_MS = 2_000;
const TEN_SECONDS = 10_000;

/** Connects first; where that fails or takes long, the store is there all the same, and has nothing until it is reached. */
export async function openSharedStore(redisUrl: string, logger: Logger): Promise<SharedStore> {
  const closing = new AbortController();
  const client = createClient({
    url: redisUrl,
    // A read that waits in a queue for a store to come back is worse than one that goes to the source.
    disableOfflineQueue: true,
    socket: {
      connectTimeout: 2_000,
      reconnectStrategy: (tries: number) => Math.min(tries * 100, 2_000),
      // A client that is destroyed while it still connects forgets its socket, which would live as long as the process.
      signal: closing.signal,
    },
  });
  const keyv = new Keyv<unknown>({
    store: new KeyvRedis(client, { throwOnErrors: true }),
    namespace: 'invoice-gateway',
    useKeyPrefix: false,
    throwOnErrors: true,
    serialize: (data) => JSON.stringify(data, withoutSecrets),
    deserialize: (text) => JSON.parse(text),
  });
  const say = complainer(logger);
  const reportFailure = (error: unknown): void => {
    if (!closing.signal.aborted) say(error);
  };
  keyv.on('error', reportFailure);
  client.on('error', reportFailure);
  let restUntil = 0;

  // Connects now and again whenever the connection is lost, so that no read waits for it.
  const connecting = client.connect().catch(reportFailure);
  const failing = new Promise<unknown>((resolve) => client.once('error', resolve));
  await withTimeout(Promise.race([connecting, failing]), FIRST_CONNECTION_MS).catch(reportFailure);

  /** The result, or undefined where the store has no connection, is resting, does not answer in time, or fails. */
  const tryTo = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    if (!client.isReady || Date.now() < restUntil) return undefined;
    try {
      return await withTimeout(work());
    } catch (error) {
      if (error instanceof NoAnswer) restUntil = Date.now() + REST_MS;
      reportFailure(error);
      return undefined;
    }
  };

  return {
    get: (key) => tryTo(() => keyv.get(key)),
    lookUp: (key) => tryTo(async () => ({ value: await keyv.get(key) })),
    async set(key, value, ttlMs) {
      await tryTo(() => keyv.set(key, value, ttlMs));
    },
    async insist(key, value, ttlMs) {
      if (!client.isReady) return false;
      try {
        return await withTimeout(keyv.set(key, value, ttlMs), INSISTENCE_MS);
      } catch (error) {
        reportFailure(error);
        return false;
      }
    },
    async ping() {
      await withTimeout(client.ping());
    },
    [Symbol.asyncDispose]: async () => {
      // What is under way is of use to nobody any more.
      closing.abort();
      if (client.isOpen) client.destroy();
    },
  };
}

/** Secrets, which are bank details here, stay in the process that read them. A copy says that there was a value. */
function withoutSecrets(name: string, value: unknown): unknown {
  return value !== null && isSecretField(name) ? 'WITHHELD' : value;
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

/** A store that is down fails with every read: it is said every ten seconds. */
function complainer(logger: Logger): (error: unknown) => void {
  let silentUntil = 0;
  return (error) => {
    if (Date.now() < silentUntil) return;
    silentUntil = Date.now() + TEN_SECONDS;
    const reason = error instanceof Error ? error.message : 'unknown error';
    logger.warn({ reason }, 'the shared cache does not answer as it should; reading from the sources instead');
  };
}
