import { type Route, sendJson } from '../http/route.ts';

/** Something that has to answer for the gateway to be of use. */
export interface Store {
  readonly name: string;
  /** Rejects where the store does not answer. */
  ping(): Promise<void>;
}

const PING_TIMEOUT_MS = 2_000;

/** The process lives and takes requests. */
export const liveRoute: Route = (_request, response) => sendJson(response, 200, { status: 'live' });

/**
 * Ready where every store answers. Sources do not count: one that is down takes away its own documents only. A gateway
 * that is stopping answers nothing any more, which a balancer takes for the same.
 */
export function createReadyRoute(stores: readonly Store[]): Route {
  return async (_request, response) => {
    const states = Object.fromEntries(
      await Promise.all(stores.map(async (store) => [store.name, await stateOf(store)] as const)),
    );
    const ready = Object.values(states).every((state) => state === 'ok');
    sendJson(response, ready ? 200 : 503, { status: ready ? 'ready' : 'unready', stores: states });
  };
}

async function stateOf(store: Store): Promise<'ok' | 'unreachable'> {
  const { promise: tooLate, resolve } = Promise.withResolvers<'unreachable'>();
  const timer = setTimeout(resolve, PING_TIMEOUT_MS, 'unreachable');
  try {
    return await Promise.race([store.ping().then(() => 'ok' as const), tooLate]);
  } catch {
    // Why it does not answer is the store's own to log.
    return 'unreachable';
  } finally {
    clearTimeout(timer);
  }
}
