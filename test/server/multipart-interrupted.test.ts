import { afterEach, describe, expect, test, vi } from 'vitest';
import { expectOneError } from './ask-raw.ts';
import {
  bodyOf,
  FILE,
  file,
  HELLO,
  headOf,
  MAP,
  MULTIPART,
  multipartRequest,
  OPERATIONS,
  PREFLIGHT,
  startOfRequest,
} from './multipart-parts.ts';
import { openRaw, rawRequest } from './raw-http.ts';
import { startUploadServer } from './upload-server.ts';
import { expectNoTrace } from './use-upload-server.ts';

function stopClock() {
  return vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
}

afterEach(() => {
  vi.useRealTimers();
});

describe('a multipart body', () => {
  test.each([
    ['in the middle of the file', (body: Buffer) => body.subarray(0, -60)],
    ['in the middle of the operations', (body: Buffer) => body.subarray(0, 120)],
    ['after its last boundary, before its length', (body: Buffer) => body],
    ['before its first byte', () => Buffer.alloc(0)],
  ])('is not executed if its caller disconnects %s', async (_what, cut) => {
    await using server = await startUploadServer();
    const body = bodyOf([OPERATIONS, MAP, file('0', 'a', 'x'.repeat(100_000))]);
    using connection = await openRaw(server.url);
    await connection.send(headOf(body.length + 1));
    await connection.send(cut(body));
    await rawRequest(server.url, HELLO);
    connection.socket.resetAndDestroy();
    await connection.closed;

    await rawRequest(server.url, HELLO);
    await expectNoTrace(server);
    expect(server.ran).toEqual([]);
  });

  test('is not awaited if its caller disconnected before authentication', async () => {
    const asked = Promise.withResolvers<void>();
    const known = Promise.withResolvers<void>();
    await using server = await startUploadServer({
      authenticator: ({ authenticate }) => ({
        authenticate: async (authorization) => {
          if (authorization === 'Bearer slow') {
            asked.resolve();
            await known.promise;
          }
          return await authenticate('Bearer sender-token');
        },
      }),
    });
    stopClock();
    using connection = await openRaw(server.url);
    await connection.send(headOf(1_000, ['authorization: Bearer slow', PREFLIGHT, MULTIPART]));
    await asked.promise;
    connection.socket.resetAndDestroy();
    await connection.closed;
    await rawRequest(server.url, HELLO);
    known.resolve();
    await rawRequest(server.url, HELLO);

    expect(vi.getTimerCount()).toBe(0);
    expect(server.ran).toEqual([]);
  });

  test('is BAD_USER_INPUT if it has its full length, but not its last boundary', async () => {
    await using server = await startUploadServer();
    const answer = await rawRequest(server.url, multipartRequest(bodyOf([OPERATIONS, MAP, FILE], '')));

    expect(answer.status).toBe(400);
    expectOneError(answer, 'BAD_USER_INPUT', /ends before its last boundary/);
    await expectNoTrace(server);
    expect(server.ran).toEqual([]);
  });

  test('is refused by a shutdown, which does not wait for the rest of it', async () => {
    await using server = await startUploadServer();
    using connection = await openRaw(server.url);
    await connection.send(startOfRequest(100));
    await expect.poll(() => server.files.open).toBe(1);

    const stopped = server.stop();

    const answer = await connection.answer();
    expect(answer.status).toBe(503);
    expect(JSON.parse(answer.body).errors).toEqual([
      expect.objectContaining({ message: expect.stringMatching(/shutting down: try again/) }),
    ]);
    connection.socket.destroy();
    await stopped;
    await expectNoTrace(server);
  });
});

describe('a multipart body that ends early, as its length says', () => {
  const whole = bodyOf([OPERATIONS, MAP, FILE]);
  const at = (text: string) => whole.indexOf(text);

  test.each<[string, number]>([
    ['inside `operations`', at('keep(file') + 4],
    ['after `operations`', at('name="map"') - 60],
    ['inside `map`', at('variables.file') + 4],
    ['inside the file', at('content\r\n') + 3],
    ['before its last boundary', whole.length - 30],
    ['inside its last boundary', whole.length - 4],
  ])('is BAD_USER_INPUT and not carried out if it is cut %s', async (_what, end) => {
    await using server = await startUploadServer();
    const answer = await rawRequest(server.url, multipartRequest(whole.subarray(0, end)));

    expect(answer.status).toBe(400);
    expectOneError(answer, 'BAD_USER_INPUT', /ends before its last boundary|The body ended/);
    await expectNoTrace(server);
    expect(server.ran).toEqual([]);
  });
});
