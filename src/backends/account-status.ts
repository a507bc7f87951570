import type { AccountState } from '../calls/account-health.ts';
import type { AccountStatus } from './backend.ts';

const STATES = { up: 'UP', unknown: 'UNKNOWN', degraded: 'DEGRADED', down: 'DOWN' } as const;
const FROM_BEST = ['up', 'unknown', 'degraded', 'down'] as const;

/** An account that speaks to several hosts has the state of the worst of them, and the latency of the first. */
export function accountStatus(main: AccountState, ...others: readonly AccountState[]): AccountStatus {
  const worst = others.reduce(
    (a, b) => (FROM_BEST.indexOf(b.health) > FROM_BEST.indexOf(a.health) && b.health !== 'unknown' ? b : a),
    main,
  );
  return { state: STATES[worst.health], latencyMs: main.latencyMs ?? null, lastError: worst.lastError ?? null };
}
