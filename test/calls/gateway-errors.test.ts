import { describe, expect, test } from 'vitest';
import { answerToError } from '../../src/calls/gateway-errors.ts';
import type { RestAnswer } from '../../src/calls/send.ts';
import { BackendRejected, Conflict } from '../../src/errors/catalogue.ts';
import { ACCOUNT_ID } from './account.ts';

function answer(status: number, body: unknown = { message: 'upstream text' }): RestAnswer {
  return {
    status,
    headers: { 'x-amzn-errortype': 'upstream header' },
    text: typeof body === 'string' ? body : JSON.stringify(body),
  };
}

function messageOf(status: number, body: unknown): string | undefined {
  return answerToError(answer(status, body), ACCOUNT_ID)?.message;
}

test.each([200, 201, 202, 204, 299])('the status %i is not an error', (status) => {
  expect(answerToError(answer(status), ACCOUNT_ID)).toBeUndefined();
});

test.each([
  [101, 'BACKEND_BAD_RESPONSE'],
  [301, 'BACKEND_BAD_RESPONSE'],
  [304, 'BACKEND_BAD_RESPONSE'],
  [400, 'BACKEND_REJECTED'],
  [401, 'BACKEND_UNAUTHORIZED'],
  [403, 'BACKEND_UNAUTHORIZED'],
  [404, 'NOT_FOUND'],
  [405, 'BACKEND_REJECTED'],
  [408, 'BACKEND_UNAVAILABLE'],
  [409, 'CONFLICT'],
  [421, 'BACKEND_UNAVAILABLE'],
  [425, 'BACKEND_UNAVAILABLE'],
  [413, 'BACKEND_REJECTED'],
  [422, 'BACKEND_REJECTED'],
  [429, 'BACKEND_RATE_LIMITED'],
  [500, 'BACKEND_UNAVAILABLE'],
  [503, 'BACKEND_UNAVAILABLE'],
  [599, 'BACKEND_UNAVAILABLE'],
  [600, 'BACKEND_BAD_RESPONSE'],
])('a %i is %s, of the account', (status, code) => {
  expect(answerToError(answer(status), ACCOUNT_ID)).toMatchObject({
    code,
    accountId: ACCOUNT_ID,
    cause: { message: `HTTP ${status}` },
  });
});

test.each([
  'Missing Authentication Token',
  "Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): 'x='.",
  "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter.",
  "'Bearer' not a valid key=value pair (missing equal-sign) in Authorization header.",
])('a 403 that says %j means that the configured address is wrong', (message) => {
  expect(answerToError(answer(403, { message }), ACCOUNT_ID)).toMatchObject({
    code: 'BACKEND_BAD_RESPONSE',
    message: expect.stringMatching(/address .* is wrong \(baseUrl or tokenUrl\)/),
  });
});

test.each([{ message: 'Forbidden' }, { message: null }, '<html>Forbidden</html>', ''])(
  'a 403 that says %j means that the credentials were refused',
  (body) => {
    expect(answerToError(answer(403, body), ACCOUNT_ID)).toMatchObject({ code: 'BACKEND_UNAUTHORIZED' });
  },
);

test.each([429, 503, 502, 408])('the error for a %i has the Retry-After of the answer', (status) => {
  const refusal = { ...answer(status), headers: { 'retry-after': '7' } };
  expect(answerToError(refusal, ACCOUNT_ID)).toMatchObject({ retryAfterMs: 7_000 });
  expect(answerToError(answer(status), ACCOUNT_ID)?.retryAfterMs).toBeUndefined();
});

test.each([401, 403, 404, 405, 413, 429, 500, 502, 503, 504, 302])(
  'the error for a %i does not quote the answer',
  (status) => {
    const error = answerToError(
      answer(status, { message: 'upstream text', violations: ['upstream text'] }),
      ACCOUNT_ID,
    );
    expect(JSON.stringify([error?.message, error])).not.toContain('upstream');
  },
);

describe("the source's own words", () => {
  test.each([400, 422])('are in the error for a %i, with its violations', (status) => {
    const error = answerToError(
      answer(status, { httpStatusCode: status, msg: 'Bad dates', violations: ['a - b', 'c'] }),
      ACCOUNT_ID,
    );
    expect(error).toBeInstanceOf(BackendRejected);
    expect(error).toMatchObject({ message: 'Bad dates', violations: ['a - b', 'c'] });
  });

  test('are in the error for a 409', () => {
    const error = answerToError(answer(409, { message: 'Already exported' }), ACCOUNT_ID);
    expect(error).toBeInstanceOf(Conflict);
    expect(error?.message).toBe('Already exported');
  });

  test.each([
    ['HTML', '<html><body>upstream nginx</body></html>'],
    ['nothing', ''],
    ['a JSON string', '"upstream"'],
    ['null', 'null'],
    ['a list', '["upstream"]'],
    ['a message that is not text', { message: { upstream: 1 }, violations: 'upstream' }],
    ['an empty message', { message: ' \u0000 ', error: 'upstream' }],
  ])('are replaced by ours where the body is %s', (_, body) => {
    for (const status of [400, 409, 422]) expect(messageOf(status, body)).toMatch(/^The (source|document) [^{<]+\.$/);
    expect(answerToError(answer(400, body), ACCOUNT_ID)).toMatchObject({ violations: [] });
  });

  test('do not contain control characters', () => {
    expect(messageOf(400, { message: 'a\u0000b\r\nc\u001b[31md\u007fe\u009ff' })).toBe('abc[31mdef');
  });

  test('are cut at 500 characters, and not within a surrogate pair', () => {
    expect(messageOf(400, { message: 'x'.repeat(501) })).toBe('x'.repeat(500));
    expect(messageOf(400, { message: 'x'.repeat(500) })).toBe('x'.repeat(500));
    expect(messageOf(400, { message: `${'x'.repeat(499)}😀` })).toBe('x'.repeat(499));
    expect(messageOf(400, { message: `${'x'.repeat(498)}😀😀` })).toBe(`${'x'.repeat(498)}😀`);
  });

  test('are well-formed text', () => {
    expect(messageOf(400, '{"message":"a\\ud800b"}')).toBe('a\ufffdb');
  });

  test('have at most 100 violations, of at most 500 characters', () => {
    const violations = Array.from({ length: 5000 }, () => 'v'.repeat(600));
    const error = answerToError(answer(400, { msg: 'x', violations: violations.slice(0, 1000) }), ACCOUNT_ID);
    expect(error).toMatchObject({ violations: Array.from({ length: 100 }, () => 'v'.repeat(500)) });
  });

  test('do not contain violations that are not text', () => {
    const error = answerToError(answer(400, { msg: 'x', violations: [1, null, 'real', {}, ''] }), ACCOUNT_ID);
    expect(error).toMatchObject({ violations: ['real'] });
  });
});
