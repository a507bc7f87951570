import { describe, expect, test } from 'vitest';
import { createAuthenticator } from '../../src/auth/authenticate.ts';
import { SCOPES } from '../../src/auth/caller.ts';
import { parseConfig } from '../../src/config/load-config.ts';
import { Unauthenticated } from '../../src/errors/catalogue.ts';

const v6 = { baseUrl: 'https://v6.example.com', apiKey: 'k' };
const config = parseConfig({
  companies: { acme: { v6 }, globex: { v6 } },
  callers: {
    web: { token: 'web-token', companies: ['globex'], scopes: ['invoices:read', 'bank:read'] },
    erp: { token: 'erp.token.x', companies: '*', scopes: '*' },
  },
});
const { authenticate } = createAuthenticator(config);

describe('a configured token', () => {
  test('is authenticated at once, with the companies and scopes of the configuration', () => {
    expect(authenticate('Bearer web-token')).toEqual({
      name: 'web',
      companies: new Set(['globex']),
      scopes: new Set(['invoices:read', 'bank:read']),
    });
    expect(authenticate('Bearer erp.token.x')).toEqual({
      name: 'erp',
      companies: new Set(['acme', 'globex']),
      scopes: new Set(SCOPES),
    });
  });

  test.each(['bearer web-token', 'BEARER  web-token', ' Bearer web-token '])('may be sent as %j', (authorization) => {
    expect(authenticate(authorization)).toHaveProperty('name', 'web');
  });

  test('always returns the same caller object', () => {
    expect(authenticate('Bearer web-token')).toBe(authenticate('Bearer web-token'));
  });
});

describe('a request without a valid token', () => {
  const form = 'The authorization is malformed: send "Bearer <token>".';

  test.each([
    ['nothing', undefined, 'A token is required: send "Authorization: Bearer <token>".'],
    ['an empty header', ' ', 'A token is required: send "Authorization: Bearer <token>".'],
    ['another scheme', 'Basic d2ViOnRva2Vu', form],
    ['the token alone', 'web-token', form],
    ['the scheme alone', 'Bearer', form],
    ['more than a token', 'Bearer web-token web-token', form],
    ['an unknown token', 'Bearer other', 'The token is unknown: check that it is for this gateway.'],
    ['the beginning of a token', 'Bearer web-toke', 'The token is unknown: check that it is for this gateway.'],
    ['a token in upper case', 'Bearer WEB-TOKEN', 'The token is unknown: check that it is for this gateway.'],
    [
      'a JWT without a configured issuer',
      'Bearer eyJhbGciOiJub25lIn0.e30.',
      'The token is unknown: check that it is for this gateway.',
    ],
    [
      'a very long token',
      `Bearer ${'x'.repeat(20_000)}`,
      'The token is too long: at most 16,384 characters are accepted.',
    ],
  ])('is refused with a message that says what to do: %s', (_, authorization, message) => {
    expect(() => authenticate(authorization)).toThrow(new Unauthenticated(message));
  });

  test('is refused if no callers are configured', () => {
    const none = createAuthenticator({ ...config, callers: [] });
    expect(() => none.authenticate('Bearer web-token')).toThrow(Unauthenticated);
  });
});
