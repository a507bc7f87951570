import { type Clock, systemClock } from '../async/clock.ts';
import { Semaphore, type Tally } from '../async/semaphore.ts';
import type { CallPolicy } from '../config/schema/call-policy.ts';
import type { AccountId } from '../errors/catalogue.ts';
import { currentBehalf } from '../limits/on-behalf.ts';
import { type AccountState, createAccountHealth } from './account-health.ts';
import { type CallLogger, createCallLog } from './call-log.ts';
import type { CallMeter } from './call-meter.ts';
import { createCallTraces } from './call-traces.ts';
import { withGatewayErrors } from './gateway-errors.ts';
import { observeAttempts } from './observe-attempts.ts';
import { createCircuitBreaker } from './policies/circuit-breaker.ts';
import { limitConcurrency } from './policies/concurrency-limit.ts';
import { withDeadline } from './policies/deadline.ts';
import { withRetries } from './policies/retry.ts';
import { createSourcePause } from './policies/source-pause.ts';
import { withoutSecrets } from './policies/without-secrets.ts';
import type { Attempt, RestAnswer, Send } from './send.ts';
import { createPool, createTransport } from './transport.ts';

export interface AccountCallsOptions {
  readonly baseUrl: string;
  readonly policy: CallPolicy;
  readonly accountId: AccountId;
  readonly logger?: CallLogger | undefined;
  readonly clock?: Clock;
  readonly random?: () => number;
  /** Values that are cut from the words of a refusal, besides the credentials of the call itself. */
  readonly secrets?: readonly (string | undefined)[];
  /** Larger answers are refused. */
  readonly maxBodyBytes?: number;
  /** The calls of one caller that may be queued for the account. */
  readonly maxQueuedCalls?: number;
  /** Counts the queued calls of several accounts together. */
  readonly queuedCalls?: Tally;
  /** The status that an answer means, if its source gives another one: all policies go by it. */
  readonly meantStatus?: (answer: RestAnswer) => number;
  /** Returns the meter of an account. */
  readonly meterOf?: (account: AccountId) => CallMeter;
}

export interface AccountCalls extends AsyncDisposable {
  /** Rejects with a GatewayError; `mayHaveBeenSent` tells from it whether a write may have been sent. */
  readonly send: Send;
  readonly state: () => AccountState;
}

/**
 * Puts together the policies between a backend and the sockets of one account. They are functions around `Attempt`, not
 * undici interceptors: an interceptor passes an answer on chunk by chunk, so that a retry after half a body would have
 * to resume it. An attempt returns a complete answer or fails.
 */
export function createAccountCalls(options: AccountCallsOptions): AccountCalls {
  const { baseUrl, policy, accountId, logger, clock = systemClock, random = Math.random } = options;
  const { timeoutMs: callTimeoutMs, retries, maxConcurrent } = policy;
  const maxBodyBytes = options.maxBodyBytes ?? 32 * 2 ** 20;
  const pool = createPool({ baseUrl, connectTimeoutMs: callTimeoutMs, maxConcurrent, maxBodyBytes });
  const log = logger && createCallLog(logger, accountId, clock);
  const health = createAccountHealth(log?.fault);
  const breaker = createCircuitBreaker({ clock, onChange: (state, caller) => log?.breaker(state, caller) });

  const meter = options.meterOf?.(accountId);
  meter?.watchBreaker(breaker.counts);
  const traces = createCallTraces(accountId, baseUrl);
  const traceWait = traces.wait;
  const sourcePause = createSourcePause({ clock, maxWaitMs: callTimeoutMs, random, traceWait });
  const waiting = {
    ...(options.maxQueuedCalls !== undefined && { maxQueued: options.maxQueuedCalls }),
    ...(options.queuedCalls && { waiting: options.queuedCalls }),
  };
  const places = new Semaphore({ places: maxConcurrent, ...waiting });
  // Callers can make large calls as slow as they like, so these take at most half of the places.
  const largePlaces = new Semaphore({ places: Math.ceil(maxConcurrent / 2), ...waiting });

  // From the socket outwards. The guards are inside the limit, so that a call that was queued before the breaker opened or
  // the source asked for a pause is not sent after it. failFast is outside, so that later calls are not even queued. All of
  // them are inside the retries: every attempt counts, and a call that waits for a retry does not hold a place.
  const timed = withDeadline(createTransport(pool, baseUrl, maxBodyBytes), { callTimeoutMs, clock });
  const observers = [health.attempt, traces.attempt, ...(log ? [log.attempt] : []), ...(meter ? [meter.attempt] : [])];
  const observed = observeAttempts(withStatus(timed, options.meantStatus), {
    clock,
    observers,
    startSpan: traces.startSpan,
  });
  const queue = { accountId, clock, waited: meter?.waited, traceWait };
  const limited = limitConcurrency(sourcePause.guard(breaker.guard(observed)), places, queue);
  const large = limitConcurrency(limited, largePlaces, queue);
  const limitedByReach: Attempt = (request, attempt) => (request.reach === 'LARGE' ? large : limited)(request, attempt);
  const failingFast = traces.refusals(breaker.failFast(sourcePause.failFast(limitedByReach)));
  const repeated = withRetries(failingFast, { retries, maxWaitMs: callTimeoutMs, clock, random, traceWait });

  return {
    send: counted(withoutSecrets(withGatewayErrors(repeated, accountId), options.secrets ?? [])),
    state: () => health.state(breaker.state()),
    // Ends the calls in flight: the shutdown has waited for the operations already.
    [Symbol.asyncDispose]: async () => {
      meter?.[Symbol.dispose]();
      await pool.destroy();
    },
  };
}

/** Counts each call against the budget of its operation. The retries of a call are not counted. */
function counted(send: Send): Send {
  return async (request) => {
    currentBehalf().countCall();
    return send(request);
  };
}

function withStatus(attempt: Attempt, meantStatus: AccountCallsOptions['meantStatus']): Attempt {
  if (meantStatus === undefined) return attempt;
  return async (request, count) => {
    const answer = await attempt(request, count);
    return { ...answer, status: meantStatus(answer) };
  };
}
