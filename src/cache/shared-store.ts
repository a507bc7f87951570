import KeyvRedis, { createClient } from '@keyv/redis';
import Keyv from 'keyv';
import type { Logger } from 'pino';

/** A store that several gateways share. It never fails a read: when it is slow or down, it has nothing. */
export interface SharedStore extends AsyncDisposable {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown, ttlMs: number): Promise<void>;
  /** Throws when the store does not answer. */
  ping(): Promise<void>;
}

/** A cache that takes longer than this is slower than what it saves. */
const PATIENCE_MS = 250;
const TEN_SECONDS = 10_000;

export function openSharedStore(redisUrl: string, logger: Logger): SharedStore {
  const client = createClient({
    url: redisUrl,
    // A read that waits in a queue for a store to come back is worse than one that goes to the source.
    disableOfflineQueue: true,
    socket: { connectTimeout: 2_000, reconnectStrategy: (tries: number) => Math.min(tries * 100, 2_000) },
  });
  const adapter = new KeyvRedis<string>(client, { throwOnConnectError: false, connectionTimeout: PATIENCE_MS });
  const keyv = new Keyv<string>({ store: adapter, namespace: 'invoice-gateway', useKeyPrefix: false });
  const complain = complainer(logger);
  keyv.on('error', complain);
  client.on('error', complain);
  // Connects now, so that the first read need not wait for it, and readiness can tell.
  adapter.getClient().catch(complain);

  return {
    async get(key) {
      const text = await withPatience(keyv.get(key), complain);
      return text === undefined ? undefined : JSON.parse(text);
    },
    async set(key, value, ttlMs) {
      await withPatience(keyv.set(key, JSON.stringify(value, withoutBankDetails), ttlMs), complain);
    },
    async ping() {
      await client.ping();
    },
    [Symbol.asyncDispose]: async () => {
      // A client that never got through has nothing to wait for.
      if (client.isOpen) client.destroy();
    },
  };
}

/** Bank details stay in the process that read them; a copy says that they were there. */
function withoutBankDetails(name: string, value: unknown): unknown {
  return name === 'bankAccount' && value !== null ? 'WITHHELD' : value;
}

/** The result, or undefined after PATIENCE_MS or an error. */
async function withPatience<T>(work: Promise<T>, complain: (error: unknown) => void): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), PATIENCE_MS);
  });
  try {
    return await Promise.race([work, patience]);
  } catch (error) {
    complain(error);
    return undefined;
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
    logger.warn({ reason }, 'the shared cache does not answer; reading from the sources instead');
  };
}
