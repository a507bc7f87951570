import { expect, test } from 'vitest';
import { SCOPES } from '../../src/auth/caller.ts';
import { createSigner, startIssuer } from '../auth/issuer.ts';
import { startWorld } from './world.ts';

const QUERY = '{ viewer { name companies { id } scopes expiresAt } }';

test('the viewer is the caller of the token, with its companies and scopes', async () => {
  await using world = await startWorld();
  expect((await world.ask(QUERY, {}, { as: 'acme' })).data).toEqual({
    viewer: { name: 'acme', companies: [{ id: 'acme' }], scopes: SCOPES, expiresAt: null },
  });
  expect((await world.ask(QUERY, {}, { as: 'reader' })).data).toMatchObject({
    viewer: { name: 'reader', scopes: ['invoices:read'] },
  });
  expect(world.calls()).toEqual([]);
});

test('the viewer of a JWT has the time at which it expires', async () => {
  const signer = await createSigner('ES256', 'key-1');
  await using issuer = await startIssuer([signer.jwk]);
  await using world = await startWorld({ config: { jwt: issuer.jwt } });
  const expiresAt = Math.floor(Date.now() / 1000) + 600;
  const token = await signer.sign({
    iat: expiresAt - 600,
    exp: expiresAt,
    companies: ['borealis'],
    scope: 'events:read',
  });
  const { data, errors } = await world.ask(QUERY, {}, { token });
  expect(errors).toEqual([]);
  expect(data).toMatchObject({
    viewer: {
      name: expect.stringMatching(/^jwt:/),
      companies: [{ id: 'borealis' }],
      scopes: ['events:read'],
      expiresAt: new Date(expiresAt * 1000).toISOString(),
    },
  });
});

test('without a token there is no viewer', async () => {
  await using world = await startWorld();
  const { errors } = await world.ask(QUERY, {}, { token: 'wrong' });
  expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
});
