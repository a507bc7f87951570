import { SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { type Authenticator, createAuthenticator } from '../../src/auth/authenticate.ts';
import { SCOPES } from '../../src/auth/caller.ts';
import type { JwtConfig } from '../../src/config/config.ts';
import { BackendUnavailable, Unauthenticated } from '../../src/errors/catalogue.ts';
import { createSigner, NOW, startIssuer } from './issuer.ts';

const companies = [
  { id: 'acme', name: 'Acme', accounts: {} },
  { id: 'globex', name: 'Globex', accounts: {} },
];
const callers = [{ name: 'web', token: ['web-token'], companies: '*', scopes: '*' }] as const;
const NOW_S = NOW / 1000;

function authenticator(jwt: JwtConfig, options: { now?: () => number; jwksTimeoutMs?: number } = {}): Authenticator {
  return createAuthenticator({ companies, callers, jwt }, { now: () => NOW, ...options });
}

/** Authenticates a token. Turns a thrown error into a rejection. */
async function callerOf({ authenticate }: Authenticator, token: string) {
  return authenticate(`Bearer ${token}`);
}

const es256 = await createSigner('ES256', 'key-1');

describe('a JWT of the configured issuer', () => {
  test('authenticates a caller with the companies and scopes of its claims, until it expires', async () => {
    await using issuer = await startIssuer([es256.jwk]);
    const token = await es256.sign({ companies: ['globex'], scope: 'openid invoices:read bank:read' });
    expect(await callerOf(authenticator(issuer.jwt), token)).toEqual({
      name: 'jwt:erp',
      companies: new Set(['globex']),
      scopes: new Set(['invoices:read', 'bank:read']),
      expiresAt: NOW + 300_000,
    });
  });

  test.each(['RS256', 'PS384', 'ES512', 'EdDSA'])('may be signed with %s', async (alg) => {
    const signer = await createSigner(alg, alg);
    await using issuer = await startIssuer([es256.jwk, signer.jwk]);
    expect(await callerOf(authenticator(issuer.jwt), await signer.sign())).toHaveProperty('name', 'jwt:erp');
  });

  test.each([
    ['a list', ['globex', 'acme', 'unknown', 7], ['acme', 'globex']],
    ['a text with spaces', 'acme  unknown', ['acme']],
    ['"*"', '*', ['acme', 'globex']],
    ['a list with "*"', ['*'], ['acme', 'globex']],
    ['neither', { acme: true }, []],
    ['not there', undefined, []],
  ])('grants the companies of a claim that is %s', async (_, claim, seen) => {
    await using issuer = await startIssuer([es256.jwk]);
    const caller = await callerOf(authenticator(issuer.jwt), await es256.sign({ companies: claim }));
    expect([...caller.companies]).toEqual(seen);
  });

  test.each([
    ['a list', ['bank:read', 'admin'], ['bank:read']],
    ['"*"', '*', SCOPES],
    ['not there', undefined, []],
  ])('grants the scopes of a claim that is %s', async (_, claim, held) => {
    await using issuer = await startIssuer([es256.jwk]);
    const caller = await callerOf(authenticator(issuer.jwt), await es256.sign({ scope: claim }));
    expect([...caller.scopes]).toEqual(held);
  });

  test('reads companies and scopes from the claims that the configuration names', async () => {
    await using issuer = await startIssuer([es256.jwk]);
    const jwt = { ...issuer.jwt, companiesClaim: 'https://gateway.test/tenants', scopesClaim: 'scp' };
    const claims = { 'https://gateway.test/tenants': 'acme', scp: ['bank:read'], companies: '*', scope: '*' };
    const caller = await callerOf(authenticator(jwt), await es256.sign(claims));
    expect([...caller.companies, ...caller.scopes]).toEqual(['acme', 'bank:read']);
  });

  test('may have several audiences, no subject, and a clock that is five seconds ahead', async () => {
    await using issuer = await startIssuer([es256.jwk]);
    const token = await es256.sign({ aud: ['other', 'gateway'], sub: undefined, nbf: NOW_S + 5 });
    expect(await callerOf(authenticator(issuer.jwt), token)).toHaveProperty('name', 'jwt:');
  });
});

describe("the name of a JWT's caller", () => {
  test.each([
    ['someone@example.com', 'jwt:someone@example.com'],
    ['web', 'jwt:web'],
    [' gateway', 'jwt: gateway'],
    ['Jonas Jonaitis\u0000\n\u202e', 'jwt:Jonas Jonaitis'],
    ['\n', 'jwt:'],
    [7, 'jwt:'],
  ])('is `jwt:` and the subject without control characters: %j', async (sub, name) => {
    await using issuer = await startIssuer([es256.jwk]);
    expect(await callerOf(authenticator(issuer.jwt), await es256.sign({ sub }))).toHaveProperty('name', name);
  });

  test('has at most 100 characters, and differs for different subjects', async () => {
    await using issuer = await startIssuer([es256.jwk]);
    const auth = authenticator(issuer.jwt);
    const names = await Promise.all(
      ['a', 'b'].map(async (end) => (await callerOf(auth, await es256.sign({ sub: 'x'.repeat(5_000) + end }))).name),
    );
    expect(names.map(({ length }) => length)).toEqual([100, 100]);
    expect(new Set(names).size).toBe(2);
  });
});

describe('the typ of a JWT', () => {
  const typed = (typ: string | undefined) => es256.sign({}, typ === undefined ? {} : { typ });

  test.each([undefined, 'JWT', 'jwt', 'at+jwt', 'application/at+jwt', 'application/JWT'])('may be %s', async (typ) => {
    await using issuer = await startIssuer([es256.jwk]);
    expect(await callerOf(authenticator(issuer.jwt), await typed(typ))).toHaveProperty('name', 'jwt:erp');
  });

  test.each(['logout+jwt', 'dpop+jwt', 'secevent+jwt', 'application/x', ''])('may not be %j', async (typ) => {
    await using issuer = await startIssuer([es256.jwk]);
    await expect(callerOf(authenticator(issuer.jwt), await typed(typ))).rejects.toThrow(
      new Unauthenticated('The token is not an access token: its header `typ` must be JWT or at+jwt, or absent.'),
    );
  });
});

describe('a JWT that is refused', () => {
  test.each([
    ['has expired', { exp: NOW_S - 60 }, 'The token has expired: get a new one from its issuer.'],
    ['expires now', { exp: NOW_S }, 'The token has expired: get a new one from its issuer.'],
    ['never expires', { exp: undefined }, 'The token lacks the claim exp.'],
    ['is not valid yet', { nbf: NOW_S + 6 }, 'The token is not valid yet.'],
    [
      'has another issuer',
      { iss: 'https://evil.test' },
      'The token comes from an issuer that this gateway does not accept.',
    ],
    ['has no issuer', { iss: undefined }, 'The token lacks the claim iss.'],
    ['has another audience', { aud: 'other' }, 'The token is for an audience other than this gateway.'],
    ['has no audience', { aud: undefined }, 'The token lacks the claim aud.'],
  ])('%s', async (_, claims, message) => {
    await using issuer = await startIssuer([es256.jwk]);
    const refused = callerOf(authenticator(issuer.jwt), await es256.sign(claims));
    await expect(refused).rejects.toThrow(new Unauthenticated(message));
  });

  test('is signed with the key of another issuer', async () => {
    await using issuer = await startIssuer([es256.jwk]);
    const sameName = await createSigner('ES256', 'key-1');
    const otherName = await createSigner('ES256', 'key-2');
    const auth = authenticator(issuer.jwt);
    await expect(callerOf(auth, await sameName.sign())).rejects.toThrow(
      new Unauthenticated('The signature of the token is invalid.'),
    );
    await expect(callerOf(auth, await otherName.sign())).rejects.toThrow(
      new Unauthenticated('The token is signed with a key that its issuer does not publish.'),
    );
  });

  test('was changed after it was signed', async () => {
    await using issuer = await startIssuer([es256.jwk]);
    const [header, , signature] = (await es256.sign({ companies: [] })).split('.');
    const [, payload] = (await es256.sign({ companies: '*' })).split('.');
    await expect(callerOf(authenticator(issuer.jwt), `${header}.${payload}.${signature}`)).rejects.toThrow(
      new Unauthenticated('The signature of the token is invalid.'),
    );
  });

  test('is signed with a shared secret or unsigned, and does not make the gateway fetch keys', async () => {
    await using issuer = await startIssuer([es256.jwk]);
    const auth = authenticator(issuer.jwt);
    const claims = { iss: issuer.jwt.issuer, aud: 'gateway', exp: NOW_S + 300, companies: '*', scope: '*' };
    const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const hs256 = new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', kid: 'key-1' })
      .sign(Buffer.from(JSON.stringify(es256.jwk)));
    for (const token of [await hs256, `${base64({ alg: 'none' })}.${base64(claims)}.`]) {
      await expect(callerOf(auth, token)).rejects.toThrow(
        new Unauthenticated('The token is signed with an algorithm that is not accepted: use RS, PS, ES or EdDSA.'),
      );
    }
    expect(issuer.asked()).toBe(0);
  });

  test.each(['a.b.c', 'eyJhbGciOiJFUzI1NiJ9.e30.AA', '..'])('is not a JWT: %s', async (token) => {
    await using issuer = await startIssuer([es256.jwk]);
    await expect(callerOf(authenticator(issuer.jwt), token)).rejects.toThrow(Unauthenticated);
  });

  test.each([{ exp: NOW_S - 60 }, { aud: 'other' }])(
    'is not quoted, nor are its claims, in the error or the log: %j',
    async (claims) => {
      await using issuer = await startIssuer([es256.jwk]);
      const token = await es256.sign({ ...claims, sub: 'someone@example.com' });
      const error: unknown = await callerOf(authenticator(issuer.jwt), token).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(Unauthenticated);
      expect(error).not.toHaveProperty('cause');
    },
  );
});

/** A clock that the test moves. */
function createClock() {
  let at = NOW;
  return {
    now: () => at,
    set: (after: number) => {
      at = NOW + after;
    },
  };
}

describe('the keys of the issuer', () => {
  test('are fetched once more for a key that was published right after they were fetched', async () => {
    const clock = createClock();
    await using issuer = await startIssuer([es256.jwk]);
    const auth = authenticator(issuer.jwt, clock);
    await callerOf(auth, await es256.sign());
    const next = await createSigner('ES256', 'key-2');
    issuer.publish([es256.jwk, next.jwk]);
    clock.set(1);
    expect(await callerOf(auth, await next.sign())).toHaveProperty('name', 'jwt:erp');
    expect(issuer.asked()).toBe(2);
  });

  test('are fetched for unknown keys at most twice in 30 seconds: another one is told when to try again', async () => {
    const clock = createClock();
    await using issuer = await startIssuer([es256.jwk]);
    const auth = authenticator(issuer.jwt, clock);
    await callerOf(auth, await es256.sign());
    const stranger = await createSigner('ES256', 'stranger');
    clock.set(1_000);
    await expect(callerOf(auth, await stranger.sign({ sub: 'a' }))).rejects.toThrow(Unauthenticated);
    const next = await createSigner('ES256', 'key-2');
    issuer.publish([es256.jwk, next.jwk]);
    clock.set(6_000);
    const token = await next.sign();
    for (const _ of Array(3)) {
      await expect(callerOf(auth, token)).rejects.toMatchObject({ code: 'BACKEND_UNAVAILABLE', retryAfterMs: 25_000 });
    }
    expect(issuer.asked()).toBe(2);
    clock.set(31_000);
    expect(await callerOf(auth, token)).toHaveProperty('name', 'jwt:erp');
    expect(issuer.asked()).toBe(3);
  });

  test('are not fetched more often by a flood of unknown keys', async () => {
    const clock = createClock();
    await using issuer = await startIssuer([es256.jwk]);
    const auth = authenticator(issuer.jwt, clock);
    await callerOf(auth, await es256.sign());
    const stranger = await createSigner('ES256', 'stranger');
    const askedAt: number[] = [];
    for (let second = 1; second <= 120; second += 1) {
      clock.set(second * 1_000);
      const before = issuer.asked();
      await expect(callerOf(auth, await stranger.sign({ sub: `s${second}` }))).rejects.toThrow();
      if (issuer.asked() > before) askedAt.push(second);
    }
    expect(askedAt).toEqual([1, 31, 32, 62, 63, 93, 94]);
  });

  test('are refused ten minutes after the issuer withdrew them', async () => {
    const clock = createClock();
    await using issuer = await startIssuer([es256.jwk]);
    const auth = authenticator(issuer.jwt, clock);
    const claims = { exp: NOW_S + 3_600 };
    await callerOf(auth, await es256.sign({ ...claims, sub: 'a' }));
    issuer.publish([(await createSigner('ES256', 'key-2')).jwk]);
    clock.set(600_000);
    await expect(callerOf(auth, await es256.sign({ ...claims, sub: 'b' }))).rejects.toThrow(Unauthenticated);
  });

  test('are fetched with doubling pauses while the issuer fails, whatever keys the tokens name', async () => {
    const clock = createClock();
    await using issuer = await startIssuer();
    issuer.answer({ status: 500, body: '' });
    const auth = authenticator(issuer.jwt, clock);
    const stranger = await createSigner('ES256', 'stranger');
    const askedAt: number[] = [];
    for (let second = 0; second <= 120; second += 0.5) {
      clock.set(second * 1_000);
      const before = issuer.asked();
      const tokens = await Promise.all(['a', 'b'].map((sub) => stranger.sign({ sub: `${sub}${second}` })));
      for (const token of tokens) await expect(callerOf(auth, token)).rejects.toThrow(BackendUnavailable);
      if (issuer.asked() > before) askedAt.push(second);
    }
    expect(askedAt).toEqual([0, 1, 3, 7, 15, 31, 61, 91]);
    expect(issuer.asked()).toBe(askedAt.length);
  });

  test('are used for an hour while the issuer fails, and fetched for an unknown key every 30 seconds', async () => {
    const clock = createClock();
    await using issuer = await startIssuer([es256.jwk]);
    const auth = authenticator(issuer.jwt, clock);
    const claims = { exp: NOW_S + 36_000 };
    await callerOf(auth, await es256.sign(claims));
    issuer.answer({ status: 500, body: '' });
    const stranger = await createSigner('ES256', 'stranger');
    clock.set(30_000);
    for (const sub of ['a', 'b', 'c']) {
      await expect(callerOf(auth, await stranger.sign({ ...claims, sub }))).rejects.toThrow(BackendUnavailable);
    }
    expect(issuer.asked()).toBe(2);
    expect(await callerOf(auth, await es256.sign({ ...claims, sub: 'd' }))).toHaveProperty('name', 'jwt:d');
    clock.set(3_599_999);
    expect(await callerOf(auth, await es256.sign({ ...claims, sub: 'e' }))).toHaveProperty('name', 'jwt:e');
    clock.set(3_600_000);
    await expect(callerOf(auth, await es256.sign({ ...claims, sub: 'f' }))).rejects.toThrow(BackendUnavailable);
  });

  test('are fetched once for all waiting requests, and not for configured tokens', async () => {
    await using issuer = await startIssuer([es256.jwk]);
    const auth = authenticator(issuer.jwt);
    expect(auth.authenticate('Bearer web-token')).toHaveProperty('name', 'web');
    expect(issuer.asked()).toBe(0);
    const tokens = await Promise.all(['a', 'b', 'c'].map((sub) => es256.sign({ sub })));
    const found = await Promise.all(tokens.map((token) => callerOf(auth, token)));
    expect(found.map(({ name }) => name)).toEqual(['jwt:a', 'jwt:b', 'jwt:c']);
    expect(issuer.asked()).toBe(1);
  });

  test.each([
    ['the server fails', { status: 500, body: '{}' }],
    ['the server redirects', { status: 302, body: '' }],
    ['the answer is not JSON', { status: 200, body: '<html>' }],
    ['the answer holds no keys', { status: 200, body: '{"keys":7}' }],
    ['the answer has no end', { status: 200, body: `{"keys":[]${' '.repeat(65_536)}}` }],
    ['the answer holds more than 100 keys', { status: 200, body: `{"keys":[${'{"kty":"RSA"},'.repeat(100)}{}]}` }],
  ] as const)(
    'cannot be had if %s: the error is retryable, and the login succeeds once they can',
    async (_, answer) => {
      const clock = createClock();
      await using issuer = await startIssuer();
      const auth = authenticator(issuer.jwt, clock);
      const token = await es256.sign();
      issuer.answer(answer);
      const error: unknown = await callerOf(auth, token).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(BackendUnavailable);
      expect(error).toMatchObject({
        message: 'The keys of the token issuer are unavailable at the moment: try again.',
        retryable: true,
      });
      issuer.publish([es256.jwk]);
      clock.set(1_000);
      expect(await callerOf(auth, token)).toHaveProperty('name', 'jwt:erp');
      expect(issuer.asked()).toBe(2);
    },
  );

  test('are unavailable if they do not arrive in time', { timeout: 3_000 }, async () => {
    await using issuer = await startIssuer();
    issuer.answer('never');
    const refused = callerOf(authenticator(issuer.jwt, { jwksTimeoutMs: 20 }), await es256.sign());
    await expect(refused).rejects.toThrow(BackendUnavailable);
    expect(issuer.asked()).toBe(1);
  });

  test('are unavailable if the issuer is down', async () => {
    const issuer = await startIssuer();
    await issuer[Symbol.asyncDispose]();
    await expect(callerOf(authenticator(issuer.jwt), await es256.sign())).rejects.toThrow(BackendUnavailable);
  });
});

describe('a JWT that was verified before', () => {
  test('is authenticated at once, even if its issuer is down', async () => {
    await using issuer = await startIssuer([es256.jwk]);
    const auth = authenticator(issuer.jwt);
    const token = await es256.sign();
    const first = await callerOf(auth, token);
    issuer.answer({ status: 500, body: '' });
    expect(auth.authenticate(`Bearer ${token}`)).toBe(first);
    expect(issuer.asked()).toBe(1);
  });

  test('is refused from the moment it expires', async () => {
    await using issuer = await startIssuer([es256.jwk]);
    let now = NOW;
    const auth = authenticator(issuer.jwt, { now: () => now });
    const token = await es256.sign({ exp: NOW_S + 60 });
    await callerOf(auth, token);
    now = NOW + 59_999;
    expect(auth.authenticate(`Bearer ${token}`)).toHaveProperty('name', 'jwt:erp');
    now = NOW + 60_000;
    await expect(callerOf(auth, token)).rejects.toThrow(
      new Unauthenticated('The token has expired: get a new one from its issuer.'),
    );
  });

  test('is verified again after an hour, however long it is valid', async () => {
    await using issuer = await startIssuer([es256.jwk]);
    let now = NOW;
    const auth = authenticator(issuer.jwt, { now: () => now });
    const token = await es256.sign({ exp: NOW_S + 86_400 });
    const first = await callerOf(auth, token);
    now = NOW + 3_600_000;
    const again = auth.authenticate(`Bearer ${token}`);
    expect(again).toBeInstanceOf(Promise);
    expect(await again).toEqual(first);
  });
});
