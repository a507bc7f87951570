import { type AccountHttp, type AccountHttpOptions, createAccountHttp } from '../../src/http/account-http.ts';
import type { RestRequest } from '../../src/http/send.ts';
import { createSourceAddresses } from '../../src/http/source-addresses.ts';
import { createFakeClock, type FakeClock } from './fake-clock.ts';

export const TIMEOUT_MS = 9_999;
export const ORIGIN = { source: 'LIGHTYEAR', company: 'acme' } as const;
/** Of a source on this machine. */
export const ANY_ADDRESS = createSourceAddresses({
  ...{ origin: ORIGIN, baseUrl: 'http://127.0.0.1' },
  storage: { privateAddresses: 'like-source' },
});

export interface TestAccount extends AccountHttp {
  readonly clock: FakeClock;
  /** Lets the next pause between two attempts pass, and gives its length. */
  readonly pause: () => Promise<number>;
  /** Lets the time-out of the oldest running call pass. */
  readonly timeOut: () => Promise<number>;
}

/** An account whose clock stands still and whose chance is always one half. */
export const createTestAccount = (
  baseUrl: string,
  policy: Partial<AccountHttpOptions['policy']> = {},
  options: Partial<AccountHttpOptions> = {},
): TestAccount => {
  const clock = createFakeClock();
  const account = createAccountHttp({
    ...{ baseUrl, origin: ORIGIN, clock, random: () => 0.5 },
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
};

export const get = (path = '/x', signal = new AbortController().signal): RestRequest => ({
  method: 'GET',
  path,
  signal,
});

export const post = (body = '{}', signal = new AbortController().signal): RestRequest => ({
  ...{ method: 'POST', path: '/x', body, signal },
  headers: { 'content-type': 'application/json' },
});

/** What a promise rejects with. */
export const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => {
      throw new Error('was expected to fail');
    },
    (error: unknown) => error,
  );
