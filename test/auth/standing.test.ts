import { describe, expect, test } from 'vitest';
import { createAuthenticator } from '../../src/auth/authenticate.ts';
import type { Caller, Scope } from '../../src/auth/caller.ts';
import { standingOf } from '../../src/auth/standing.ts';
import { parseConfig } from '../../src/config/load-config.ts';
import { createSigner, NOW, startIssuer } from './issuer.ts';

function caller(companies: readonly string[], scopes: readonly Scope[] = ['events:read'], name = 'web'): Caller {
  return { name, companies: new Set(companies), scopes: new Set(scopes) };
}

const before = caller(['acme', 'borealis'], ['events:read', 'bank:read']);
const ALL = new Set(['acme', 'borealis', 'curio']);

describe('the standing of a caller after a reload', () => {
  test.each([
    ['its token is gone', undefined, ALL],
    ['its token is that of another caller', caller(['acme', 'borealis'], ['events:read', 'bank:read'], 'erp'), ALL],
  ])('is ENDED if %s', (_, now, companies) => {
    expect(standingOf(before, now, companies)).toBe('ENDED');
  });

  test.each([
    ['a scope', caller(['acme', 'borealis'], ['events:read']), ALL],
    ['a company that still exists', caller(['acme'], ['events:read', 'bank:read']), ALL],
  ])('is REDUCED if it has lost %s', (_, now, companies) => {
    expect(standingOf(before, now, companies)).toBe('REDUCED');
  });

  test.each([
    ['nothing has changed', caller(['acme', 'borealis'], ['events:read', 'bank:read']), ALL],
    ['it has gained rights', caller(['acme', 'borealis', 'curio'], ['events:read', 'bank:read', 'status:read']), ALL],
    ['a company was removed for all callers', caller(['acme'], ['events:read', 'bank:read']), new Set(['acme'])],
  ])('is its present rights if %s', (_, now, companies) => {
    expect(standingOf(before, now, companies)).toBe(now);
  });
});

describe('the caller of a JWT', () => {
  const v6 = { baseUrl: 'https://v6.example.com', apiKey: 'k' };

  test('is granted the companies of the new configuration, and ends with its issuer', async () => {
    const signer = await createSigner('ES256', 'key-1');
    await using issuer = await startIssuer([signer.jwk]);
    const configOf = (companies: object, settings: object = { jwt: issuer.jwt }) =>
      parseConfig({ companies, ...settings });
    const authenticator = createAuthenticator(configOf({ acme: { v6 } }), { now: () => NOW });
    const token = `Bearer ${await signer.sign({ companies: '*' })}`;
    const known = await authenticator.authenticate(token);
    expect([...known.companies]).toEqual(['acme']);

    authenticator.load(configOf({ acme: { v6 }, borealis: { v6 } }));
    expect(authenticator.standingOf(known)).toMatchObject({ companies: new Set(['acme', 'borealis']) });
    expect([...(await authenticator.authenticate(token)).companies]).toEqual(['acme', 'borealis']);
    expect(issuer.asked()).toBe(1);

    authenticator.load(configOf({ acme: { v6 } }, {}));
    expect(authenticator.standingOf(known)).toBe('ENDED');
  });
});
