import { describe, expect, test } from 'vitest';
import { expectOneError } from './ask-raw.ts';
import {
  bodyOf,
  FILE,
  headOf,
  MAP,
  MULTIPART,
  multipartRequest,
  OPERATIONS,
  PREFLIGHT,
  SENDER,
} from './multipart-parts.ts';
import { openRaw, rawRequest } from './raw-http.ts';
import { useUploadServer } from './use-upload-server.ts';

const used = useUploadServer();

describe('a multipart request', () => {
  const ask = (headers: readonly string[]) =>
    rawRequest(used.server.url, multipartRequest(bodyOf([OPERATIONS, MAP, FILE]), headers));

  test.each(['apollo-require-preflight: yes', 'x-apollo-operation-name: Keep', 'graphql-require-preflight: 1'])(
    'is accepted with the header %s',
    async (header) => {
      expect((await ask([SENDER, MULTIPART, header])).status).toBe(200);
    },
  );

  test.each([
    [[SENDER, MULTIPART], /needs one of these headers, with any value: apollo-require-preflight, x-apollo-op/],
    [[SENDER, MULTIPART, 'apollo-require-preflight:'], /needs one of these headers/],
    [[SENDER, PREFLIGHT, 'content-type: multipart/form-data'], /must name the boundary/],
    [[SENDER, PREFLIGHT, `content-type: multipart/form-data; boundary=${'x'.repeat(300)}`], /must name the boundary/],
    [[SENDER, PREFLIGHT, 'content-type: multipart/form-data; boundary=""'], /ends before its last boundary/],
    [[SENDER, PREFLIGHT, 'content-type: multipart/form-data; boundary=another'], /ends before its last boundary/],
  ])('is BAD_USER_INPUT with the headers %j', async (headers, message) => {
    const answer = await ask(headers);
    expect(answer.status).toBe(400);
    expectOneError(answer, 'BAD_USER_INPUT', message);
  });

  test.each([
    [[SENDER, PREFLIGHT, MULTIPART, 'content-encoding: gzip'], /Compressed bodies are not supported/],
    [[SENDER, PREFLIGHT, 'content-type: multipart/mixed; boundary=limit-of-a-part'], /must be JSON/],
  ])('is 415 with the headers %j', async (headers, message) => {
    const answer = await ask(headers);
    expect(answer.status).toBe(415);
    expectOneError(answer, 'BAD_USER_INPUT', message);
  });

  test.each([
    ['without a token', []],
    ['with a wrong token', ['authorization: Bearer nobody']],
  ])('is UNAUTHENTICATED %s before its body has arrived, whatever its other headers are', async (_what, headers) => {
    using connection = await openRaw(used.server.url);
    await connection.send(headOf(1_000_000_000, [...headers, 'content-type: multipart/form-data']));

    expect((await connection.answer()).status).toBe(401);
  });

  test.each([
    ['written as the client likes', `Content-Type: Multipart/Form-Data ; charset=utf-8; Boundary="limit-of-a-part"`],
    ['with a boundary of its own', MULTIPART],
  ])('may have a content-type %s', async (_what, contentType) => {
    expect((await ask([SENDER, PREFLIGHT, contentType])).status).toBe(200);
  });

  test.each([
    ['many', Array.from({ length: 16 }, () => 'x: y')],
    ['long', [`x: ${'y'.repeat(16_384)}`]],
  ])('is BAD_USER_INPUT if the headers of a part are too %s', async (_what, headers) => {
    const part = { ...FILE, headers: [...headers, ...FILE.headers] };
    const answer = await used.server.post([OPERATIONS, MAP, part]);

    expect(answer.status).toBe(400);
    expectOneError(answer, 'BAD_USER_INPUT', /The body ended instead of the part `0`/);
  });
});
