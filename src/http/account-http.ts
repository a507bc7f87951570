import type { CallPolicy } from '../config/config.ts';
import type { Origin } from '../errors/catalogue.ts';
import { Semaphore, type Tally } from '../limits/semaphore.ts';
import { type AccountState, createAccountHealth } from './account-health.ts';
import { withCallBudget } from './call-budget.ts';
import { type CallLogger, createCallLog } from './call-log.ts';
import { createCircuitBreaker } from './circuit-breaker.ts';
import { type Clock, systemClock } from './clock.ts';
import { limitConcurrency } from './concurrency-limit.ts';
import { withDeadline } from './deadline.ts';
import { withGatewayErrors } from './failure-to-error.ts';
import { createFaultLog } from './fault-log.ts';
import { observeAttempts } from './observe-attempts.ts';
import { type Attempt, withRetries } from './retry.ts';
import type { Send } from './send.ts';
import { createSourcePause } from './source-pause.ts';
import { createPool, createTransport } from './transport.ts';
import { withoutSecrets } from './without-secrets.ts';

export interface AccountHttpOptions {
  readonly baseUrl: string;
  readonly policy: CallPolicy;
  readonly origin: Origin;
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

export interface AccountHttp extends AsyncDisposable {
  /** Rejects with a GatewayError; its cause tells whether a write may have gone out (`mayHaveBeenSent`). */
  readonly send: Send;
  readonly state: () => AccountState;
}

/**
 * All that stands between a backend and the sockets of one account. The policies are functions around `Attempt`, not
 * undici interceptors: an interceptor passes an answer on piece by piece, so that a retry after half a body would have
 * to resume it, while an attempt gives all of an answer or nothing.
 */
export const createAccountHttp = (options: AccountHttpOptions): AccountHttp => {
  const { baseUrl, policy, origin, logger, clock = systemClock, random = Math.random } = options;
  const { timeoutMs, retries, maxConcurrent } = policy;
  const pool = createPool({ baseUrl, timeoutMs, maxConcurrent, maxBodyBytes: options.maxBodyBytes ?? 32 * 2 ** 20 });
  const log = logger && createCallLog(logger, origin);
  const health = createAccountHealth(logger && createFaultLog(logger, origin, clock));
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
  const limited = limitConcurrency(sourcePause.guard(breaker.guard(observed)), places, origin);
  const large = limitConcurrency(limited, largePlaces, origin);
  const inTurn: Attempt = (request, attempt) => (request.reach === 'LARGE' ? large : limited)(request, attempt);
  const failingFast = breaker.failFast(sourcePause.failFast(inTurn));
  const repeated = withRetries(failingFast, { retries, maxWaitMs: timeoutMs, clock, random });

  return {
    send: withCallBudget(withoutSecrets(withGatewayErrors(repeated, origin), options.secrets ?? [])),
    state: () => health.state(breaker.state()),
    // Ends what is still under way: whoever stops the gateway has waited for the operations already.
    [Symbol.asyncDispose]: () => pool.destroy(),
  };
};
