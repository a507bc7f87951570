import { type AccountCalls, type AccountCallsOptions, createAccountCalls } from '../../src/calls/account-calls.ts';
import { createSourceAddresses } from '../../src/calls/addresses/source-addresses.ts';
import type { RestRequest } from '../../src/calls/send.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';

export const TIMEOUT_MS = 9_999;
export const ACCOUNT_ID = { source: 'LIGHTYEAR', company: 'acme' } as const;
/** The addresses of a source on this machine. */
export const ANY_ADDRESS = createSourceAddresses({
  ...{ accountId: ACCOUNT_ID, baseUrl: 'http://127.0.0.1' },
  storage: { privateAddresses: 'like-source' },
});

export interface TestAccount extends AccountCalls {
  readonly clock: FakeClock;
  /** Ends the next pause between two attempts, and returns its length. */
  readonly pause: () => Promise<number>;
  /** Ends the time-out of the oldest running call. */
  readonly timeOut: () => Promise<number>;
}

/** An account whose clock stands still and whose random number is always one half. */
export function createTestAccount(
  baseUrl: string,
  policy: Partial<AccountCallsOptions['policy']> = {},
  options: Partial<AccountCallsOptions> = {},
): TestAccount {
  const clock = createFakeClock();
  const account = createAccountCalls({
    ...{ baseUrl, accountId: ACCOUNT_ID, clock, random: () => 0.5 },
    policy: { timeoutMs: TIMEOUT_MS, retries: 2, maxConcurrent: 16, ...policy },
    ...options,
  });
  return {
    ...account,
    clock,
    pause: () => clock.pass((ms) => ms !== TIMEOUT_MS),
    timeOut: () => clock.pass((ms) => ms === TIMEOUT_MS),
    [Symbol.asyncDispose]: () => account[Symbol.asyncDispose](),
  };
}

export function get(path = '/x', signal = new AbortController().signal): RestRequest {
  return {
    method: 'GET',
    operation: 'getIt',
    path,
    signal,
  };
}

export function post(body = '{}', signal = new AbortController().signal): RestRequest {
  return {
    ...{ method: 'POST', operation: 'postIt', path: '/x', body, signal },
    headers: { 'content-type': 'application/json' },
  };
}

/** The error that a promise rejects with. */
export function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => {
      throw new Error('was expected to fail');
    },
    (error: unknown) => error,
  );
}
