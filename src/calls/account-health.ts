import { CallFailure } from './call-failure.ts';
import type { ReportFault } from './call-log.ts';
import type { AttemptReport, Observer } from './observe-attempts.ts';
import type { BreakerState } from './policies/breaker-gate.ts';
import type { RestAnswer } from './send.ts';

/** The results of an account's last calls. */
export interface AccountState {
  /** `unknown`: no call made yet; `down`: the breaker is open; `degraded`: the last call failed. */
  readonly health: 'unknown' | 'up' | 'degraded' | 'down';
  readonly breaker: BreakerState;
  /** The latency of the last answered call. */
  readonly latencyMs?: number;
  /** The fault of the last call, for operators. Does not contain an address, URL or credential. */
  readonly lastError?: string;
}

export interface AccountHealth {
  readonly attempt: Observer;
  readonly state: (breaker: BreakerState) => AccountState;
}

/** Derives an account's state from its last attempts. */
export function createAccountHealth(report: ReportFault = () => {}): AccountHealth {
  let latencyMs: number | undefined;
  let lastError: string | undefined;
  let called = false;

  const health = (breaker: BreakerState): AccountState['health'] => {
    if (breaker !== 'closed') return 'down';
    if (!called) return 'unknown';
    return lastError === undefined ? 'up' : 'degraded';
  };

  return {
    attempt({ ms, result }) {
      if (!isInformative(result)) return;
      called = true;
      if ('answer' in result) latencyMs = ms;
      lastError = 'answer' in result ? faultOfAnswer(result.answer) : faultOfError(result.error);
      report(lastError);
    },
    state: (breaker) => ({
      health: health(breaker),
      breaker,
      ...(latencyMs !== undefined && { latencyMs }),
      ...(lastError !== undefined && { lastError }),
    }),
  };
}

/** An aborted call and an invalid request say nothing about the source. */
function isInformative(result: AttemptReport['result']): boolean {
  return (
    'answer' in result ||
    (result.error instanceof CallFailure && result.error.kind !== 'aborted' && result.error.kind !== 'closed')
  );
}

/** Any other 4xx is about one request: the account is well. */
function faultOfAnswer({ status }: RestAnswer): string | undefined {
  if (status === 401 || status === 403) return `credentials refused (HTTP ${status})`;
  if (status === 429) return 'rate limit reached (HTTP 429)';
  if (status < 200 || (status >= 300 && status < 400) || status >= 500) return `answered HTTP ${status}`;
  return undefined;
}

function faultOfError(error: unknown): string | undefined {
  return error instanceof CallFailure ? error.message : undefined;
}
