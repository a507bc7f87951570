import { type Route, readOnly, sendJson } from '../http/route.ts';
import type { BuildInfo } from './build-info.ts';

/** A store that the gateway uses. */
export interface Store {
  readonly name: string;
  /** Rejects if the store does not answer. */
  ping(): Promise<void>;
}

export interface Readiness {
  /** True from the signal to stop on, while requests are still served. */
  readonly isDraining: boolean;
}

const PING_TIMEOUT_MS = 2_000;

/** The routes of health checks, by path. */
export function createHealthRoutes(
  build: BuildInfo,
  stores: readonly Store[],
  readiness: Readiness,
): readonly (readonly [string, Route])[] {
  return [
    ['/health/live', readOnly(createLiveRoute(build))],
    ['/health/ready', readOnly(createReadyRoute(stores, readiness))],
  ];
}

/** The process is running and takes requests. */
function createLiveRoute(build: BuildInfo): Route {
  return (_request, response) => sendJson(response, 200, { status: 'live', ...build });
}

/**
 * Unready from the signal to stop on, so that load balancers choose another gateway. Without a store the gateway is degraded, and
 * stays ready: lists and documents are read from the sources. All gateways share the stores, so a store that is away would
 * otherwise take every gateway out of service. Sources do not count: without one, only its own documents are missing.
 */
function createReadyRoute(stores: readonly Store[], readiness: Readiness): Route {
  return async (_request, response) => {
    const states = Object.fromEntries(
      await Promise.all(stores.map(async (store) => [store.name, await stateOf(store)] as const)),
    );
    if (readiness.isDraining) return sendJson(response, 503, { status: 'draining', stores: states });
    const isWhole = Object.values(states).every((state) => state === 'ok');
    sendJson(response, 200, { status: isWhole ? 'ready' : 'degraded', stores: states });
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
