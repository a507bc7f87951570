import { type Route, sendJson } from '../http/route.ts';
import type { BuildInfo } from './build-info.ts';

/** A store that the gateway needs. */
export interface Store {
  readonly name: string;
  /** Rejects if the store does not answer. */
  ping(): Promise<void>;
}

const PING_TIMEOUT_MS = 2_000;

/** The process is running and takes requests. */
export function createLiveRoute(build: BuildInfo): Route {
  return (_request, response) => sendJson(response, 200, { status: 'live', ...build });
}

/**
 * Ready if every store answers. Sources do not count: without one, only its own documents are missing. A gateway that
 * is shutting down does not answer, which load balancers treat the same way.
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
  const { promise: timedOut, resolve } = Promise.withResolvers<'unreachable'>();
  const timer = setTimeout(resolve, PING_TIMEOUT_MS, 'unreachable');
  try {
    return await Promise.race([store.ping().then(() => 'ok' as const), timedOut]);
  } catch {
    // The store logs the reason.
    return 'unreachable';
  } finally {
    clearTimeout(timer);
  }
}
