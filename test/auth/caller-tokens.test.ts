import { describe, expect, test } from 'vitest';
import { createAuthenticator } from '../../src/auth/authenticate.ts';
import { parseConfig } from '../../src/config/load-config.ts';
import { Unauthenticated } from '../../src/errors/catalogue.ts';
import { startWorld } from '../end-to-end/world.ts';

const MANY = 20_000;
const COMPANIES = { acme: { v6: { baseUrl: 'https://v6.example.com', apiKey: 'k' } } };

function callersOf(count: number) {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `caller-${index}`,
      { token: tokenOf(index), companies: ['acme'], scopes: ['invoices:read'] },
    ]),
  );
}

function tokenOf(index: number): string {
  return `token-${index}-not-a-secret`;
}

/** Milliseconds that this many requests with the token of the last caller take to authenticate. */
function timeWith(callers: number, requests: number): number {
  const { authenticate } = createAuthenticator(parseConfig({ companies: COMPANIES, callers: callersOf(callers) }));
  const authorization = `Bearer ${tokenOf(callers - 1)}`;
  const ask = () => {
    for (let request = 0; request < requests; request += 1) authenticate(authorization);
  };
  ask();
  const startedAt = performance.now();
  ask();
  return performance.now() - startedAt;
}

describe('20,000 callers', () => {
  test('are each found by their own token, over HTTP', async () => {
    await using world = await startWorld({ config: { callers: callersOf(MANY) } });
    const nameOf = async (token: string) => {
      const { data } = await world.ask<{ viewer: { name: string } }>('{ viewer { name } }', {}, { token });
      return data?.viewer.name;
    };
    expect(await Promise.all([0, 9_999, MANY - 1].map((index) => nameOf(tokenOf(index))))).toEqual([
      'caller-0',
      'caller-9999',
      `caller-${MANY - 1}`,
    ]);
    expect((await world.ask('{ viewer { name } }', {}, { token: tokenOf(MANY) })).status).toBe(401);
  });

  test('take no longer to authenticate than ten: a comparison with each would take 2,000 times as long', () => {
    expect(timeWith(MANY, 500)).toBeLessThan(50 * timeWith(10, 500) + 20);
  });
});

describe('a caller whose token is being replaced', () => {
  const config = parseConfig({
    companies: COMPANIES,
    callers: { web: { token: ['new-token', 'old-token'], companies: '*', scopes: '*' } },
  });
  const { authenticate } = createAuthenticator(config);

  test('may use both tokens under one name, and so with one share of every quota', () => {
    for (const token of ['new-token', 'old-token'])
      expect(authenticate(`Bearer ${token}`)).toMatchObject({ name: 'web', companies: new Set(['acme']) });
    expect(() => authenticate('Bearer older-token')).toThrow(Unauthenticated);
  });
});
