import { type Clock, systemClock } from '../async/clock.ts';
import { Semaphore, type Tally } from '../async/semaphore.ts';
import type { CallPolicy } from '../config/call-policy.ts';
import type { AccountId } from '../errors/catalogue.ts';
import { type AccountState, createAccountHealth } from './account-health.ts';
import { type CallLogger, createCallLog } from './call-log.ts';
import { withGatewayErrors } from './failure-to-error.ts';
import { createFaultLog } from './fault-log.ts';
import { observeAttempts } from './observe-attempts.ts';
import { withCallBudget } from './policies/call-budget.ts';
import { createCircuitBreaker } from './policies/circuit-breaker.ts';
import { limitConcurrency } from './policies/concurrency-limit.ts';
import { withDeadline } from './policies/deadline.ts';
import { type Attempt, withRetries } from './policies/retry.ts';
import { createSourcePause } from './policies/source-pause.ts';
import { withoutSecrets } from './policies/without-secrets.ts';
import type { Send } from './send.ts';
import { createPool, createTransport } from './transport.ts';

export interface AccountCallsOptions {
  readonly baseUrl: string;
  readonly policy: CallPolicy;
  readonly accountId: AccountId;
  readonly logger?: CallLogger | undefined;
  readonly clock?: Clock;
  readonly random?: () => number;
  /** What no caller may read in the words of a refusal, beside what a call is authorized with. */
  readonly secrets?: readonly (string | undefined)[];
  /** A larger answer is refused. */
  readonly maxBodyBytes?: number;
  /** Calls of one caller that may wait for the account. */
  readonly maxQueuedCalls?: number;
  /** Counts the calls that wait, together with other accounts. */
  readonly queuedCalls?: Tally;
}

export interface AccountCalls extends AsyncDisposable {
  /** Rejects with a GatewayError; its cause tells whether a write may have gone out (`mayHaveBeenSent`). */
  readonly send: Send;
  readonly state: () => AccountState;
}

/**
 * All that stands between a backend and the sockets of one account. The policies are functions around `Attempt`, not
 * undici interceptors: an interceptor passes an answer on piece by piece, so that a retry after half a body would have
 * to resume it, while an attempt gives all of an answer or nothing.
 */
export function createAccountCalls(options: AccountCallsOptions): AccountCalls {
  const { baseUrl, policy, accountId, logger, clock = systemClock, random = Math.random } = options;
  const { timeoutMs, retries, maxConcurrent } = policy;
  const pool = createPool({ baseUrl, timeoutMs, maxConcurrent, maxBodyBytes: options.maxBodyBytes ?? 32 * 2 ** 20 });
  const log = logger && createCallLog(logger, accountId);
  const health = createAccountHealth(logger && createFaultLog(logger, accountId, clock));
  const breaker = createCircuitBreaker({ clock, onChange: (state, caller) => log?.breaker(state, caller) });

  const sourcePause = createSourcePause({ clock, maxWaitMs: timeoutMs });
  const waiting = {
    ...(options.maxQueuedCalls !== undefined && { maxQueued: options.maxQueuedCalls }),
    ...(options.queuedCalls && { waiting: options.queuedCalls }),
  };
  const places = new Semaphore({ places: maxConcurrent, ...waiting });
  // Calls that callers can make as slow as they like leave half of the places to all others.
  const largePlaces = new Semaphore({ places: Math.ceil(maxConcurrent / 2), ...waiting });

  // From the socket outwards. The guards are inside of the limit, so that what queued up before the breaker opened, or
  // the source asked for a pause, is not sent after it; failFast outside of it, so that what comes later does not even
  // queue. All are inside of the retries: every attempt counts, and a call that pauses holds no place.
  const timed = withDeadline(createTransport(pool, baseUrl), { timeoutMs, clock });
  const observed = observeAttempts(timed, { clock, observers: log ? [health.attempt, log.attempt] : [health.attempt] });
  const limited = limitConcurrency(sourcePause.guard(breaker.guard(observed)), places, accountId);
  const large = limitConcurrency(limited, largePlaces, accountId);
  const inTurn: Attempt = (request, attempt) => (request.reach === 'LARGE' ? large : limited)(request, attempt);
  const failingFast = breaker.failFast(sourcePause.failFast(inTurn));
  const repeated = withRetries(failingFast, { retries, maxWaitMs: timeoutMs, clock, random });

  return {
    send: withCallBudget(withoutSecrets(withGatewayErrors(repeated, accountId), options.secrets ?? [])),
    state: () => health.state(breaker.state()),
    // Ends what is still under way: whoever stops the gateway has waited for the operations already.
    [Symbol.asyncDispose]: () => pool.destroy(),
  };
}
