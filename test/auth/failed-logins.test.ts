import { describe, expect, test } from 'vitest';
import { createAuthenticator } from '../../src/auth/authenticate.ts';
import { RateLimited, Unauthenticated } from '../../src/errors/catalogue.ts';
import { createSigner, NOW, startIssuer } from './issuer.ts';

const companies = [{ id: 'acme', name: 'Acme', accounts: {} }];
const callers = [{ name: 'web', token: ['web-token'], companies: '*', scopes: '*' }] as const;
const limits = { failedLoginsPerMinute: 3 };
const NET = '192.0.2.7';

/** The outcome of a login with a token from an address. */
function createDoor() {
  let now = NOW;
  const { authenticate } = createAuthenticator({ companies, callers, limits }, { now: () => now });
  return {
    wait: (ms: number) => {
      now += ms;
    },
    send: async (token: string, address: string = NET) => authenticate(`Bearer ${token}`, address),
  };
}

describe('invalid tokens from one address', () => {
  test('are refused with RATE_LIMITED once there are too many, and allowed again over a minute', async () => {
    const door = createDoor();
    for (const guess of ['a', 'b', 'c']) await expect(door.send(guess)).rejects.toThrow(Unauthenticated);
    await expect(door.send('d')).rejects.toThrow(RateLimited);
    await expect(door.send('d')).rejects.toMatchObject({ limit: 'failedLoginsPerMinute', retryable: true });
    door.wait(20_000);
    await expect(door.send('e')).rejects.toThrow(Unauthenticated);
    await expect(door.send('f')).rejects.toThrow(RateLimited);
  });

  test('do not block a valid token, or other addresses', async () => {
    const door = createDoor();
    for (const guess of ['a', 'b', 'c']) await expect(door.send(guess)).rejects.toThrow(Unauthenticated);
    expect(await door.send('web-token')).toHaveProperty('name', 'web');
    await expect(door.send('d', '192.0.2.8')).rejects.toThrow(Unauthenticated);
  });

  test.each([
    ['2001:db8:1:2::1', '2001:db8:1:2:ffff::9', RateLimited],
    ['2001:db8:1:2::1', '2001:db8:1:3::1', Unauthenticated],
    ['::1', '::2', RateLimited],
    ['::ffff:192.0.2.7', '::ffff:192.0.2.8', Unauthenticated],
  ])('count for the whole /64 of an IPv6 address: after %s, %s', async (first, then, expected) => {
    const door = createDoor();
    for (const guess of ['a', 'b', 'c']) await expect(door.send(guess, first)).rejects.toThrow(Unauthenticated);
    await expect(door.send('d', then)).rejects.toThrow(expected);
  });

  test('block new JWTs, but not those that were verified before', async () => {
    const signer = await createSigner('ES256', 'key');
    await using issuer = await startIssuer([signer.jwk]);
    const { authenticate } = createAuthenticator({ companies, callers, limits, jwt: issuer.jwt }, { now: () => NOW });
    const send = async (token: string) => authenticate(`Bearer ${token}`, NET);
    const known = await signer.sign({ sub: 'known' });
    await send(known);
    for (const guess of ['a', 'b', 'c']) await expect(send(guess)).rejects.toThrow(Unauthenticated);
    expect(await send(known)).toHaveProperty('name', 'jwt:known');
    await expect(send(await signer.sign({ sub: 'new' }))).rejects.toThrow(RateLimited);
  });

  test('are not counted without limits.failedLoginsPerMinute', async () => {
    const { authenticate } = createAuthenticator({ companies, callers });
    for (let n = 0; n < 1_000; n += 1) expect(() => authenticate('Bearer x', NET)).toThrow(Unauthenticated);
  });
});
