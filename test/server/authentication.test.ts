import { describe, expect, test } from 'vitest';
import { createSigner } from '../auth/issuer.ts';
import { refusedBaseUrl } from '../calls/source-server.ts';
import { useSturdyWorld } from '../end-to-end/sturdy-world.ts';
import { startWorld } from '../end-to-end/world.ts';
import { expectOneError, get, JSON_BODY, post, QUERY, TOKEN } from './ask-raw.ts';

const used = useSturdyWorld();

describe('a request without a valid token', () => {
  test.each<[string, readonly string[], RegExp]>([
    ['nobody', [], /A token is required/],
    ['an empty value', ['authorization: '], /A token is required/],
    ['another scheme', ['authorization: Basic YWJj'], /malformed: send "Bearer <token>"/],
    ['a scheme alone', ['authorization: Bearer'], /is malformed/],
    ['a token alone', ['authorization: sandbox-token-not-a-secret'], /is malformed/],
    ['two tokens in one', ['authorization: Bearer sandbox-token-not-a-secret x'], /is malformed/],
    ['an unknown token', ['authorization: Bearer wrong'], /token is unknown/],
    ['the wrong token first', ['authorization: Bearer wrong', TOKEN], /token is unknown/],
    ['a token with a suffix', ['authorization: Bearer sandbox-token-not-a-secret,x'], /token is unknown/],
    ['a JWT without a configured issuer', ['authorization: Bearer eyJhbGciOiJub25lIn0.e30.'], /token is unknown/],
    ['a token of 15 kB', [`authorization: Bearer ${'x'.repeat(15_000)}`], /token is unknown/],
  ])('is UNAUTHENTICATED before its body is read: %s', async (_what, headers, message) => {
    for (const answer of [
      await post(used.world, [...headers, JSON_BODY], QUERY),
      await post(used.world, [...headers, 'content-type: text/plain'], 'nothing of use'),
      await get(used.world, '/graphql?query={companies{id}}', headers),
    ]) {
      expect(answer.status).toBe(401);
      expect(answer.headers['www-authenticate']).toBe('Bearer');
      expectOneError(answer, 'UNAUTHENTICATED', message);
      expect(answer.body).not.toContain('sandbox-token');
    }
  });
});

test('a token is BACKEND_UNAVAILABLE, not refused, if its keys cannot be fetched; other tokens still work', async () => {
  const signer = await createSigner('ES256', 'key-1');
  const jwt = { issuer: 'https://login.test', audience: 'gateway', jwksUrl: `${await refusedBaseUrl()}/jwks.json` };
  await using world = await startWorld({ config: { jwt } });

  const answer = await post(world, [`authorization: Bearer ${await signer.sign()}`, JSON_BODY], QUERY);

  expect(answer.status).toBe(503);
  expect(answer.headers['retry-after']).toBe('1');
  expect(JSON.parse(answer.body)).toEqual({
    errors: [
      { message: expect.stringContaining('try again'), extensions: { code: 'BACKEND_UNAVAILABLE', retryable: true } },
    ],
  });
  expect((await post(world, [TOKEN, JSON_BODY], QUERY)).status).toBe(200);
});
