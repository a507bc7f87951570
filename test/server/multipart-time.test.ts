import { afterEach, describe, expect, test, vi } from 'vitest';
import { openScratch } from '../../src/server/multipart/temporary-file.ts';
import { expectOneError } from './ask-raw.ts';
import { bodyOf, file, HELLO, headOf, MAP, OPERATIONS, SENDER, startOfRequest } from './multipart-parts.ts';
import { openRaw, rawRequest, requestText } from './raw-http.ts';
import { startUploadServer } from './upload-server.ts';
import { expectNoTrace } from './use-upload-server.ts';

function stopClock() {
  return vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
}

afterEach(() => {
  vi.useRealTimers();
});

/** Resolves when the condition holds. The server reads a body over several turns, and may answer a later connection first. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise(setImmediate);
}

const TOO_SLOW =
  /^Less than 120,000 bytes of the body arrived in 30 s, which is `limits.stallTimeoutMs`: send it over /;

describe('a multipart body', () => {
  test('is refused with 408 if no bytes arrive for `limits.stallTimeoutMs`', async () => {
    await using server = await startUploadServer();
    stopClock();
    using connection = await openRaw(server.url);
    await connection.send(startOfRequest(300_000));
    await connection.send('x'.repeat(120_000));
    await until(() => server.inFlight.disk.taken >= 120_000);
    vi.advanceTimersByTime(30_000);
    await rawRequest(server.url, HELLO);
    expect(connection.socket.bytesRead).toBe(0);
    vi.advanceTimersByTime(30_000);

    const answer = await connection.answer();
    expect(answer.status).toBe(408);
    expectOneError(answer, 'BAD_USER_INPUT', TOO_SLOW, 'stallTimeoutMs');
    await expectNoTrace(server);
    expect(server.ran).toEqual([]);
  });

  test('may take as long as it needs over a line of 256 kbit/s', async () => {
    await using server = await startUploadServer();
    stopClock();
    using connection = await openRaw(server.url);
    const end = bodyOf([]);
    await connection.send(startOfRequest(20 * 320_000 + 2 + end.length));
    for (let sent = 1; sent <= 20; sent += 1) {
      await connection.send('x'.repeat(320_000));
      await until(() => server.inFlight.disk.taken >= sent * 320_000);
      vi.advanceTimersByTime(10_000);
    }
    await connection.send('\r\n');
    await connection.send(end);

    expect((await connection.answer()).body).toContain('"size":6400007');
  });

  test('is refused with 408 if it arrives at less than 4 kB/s', async () => {
    await using server = await startUploadServer();
    stopClock();
    using connection = await openRaw(server.url);
    await connection.send(startOfRequest(1_000_000));
    for (let seconds = 0; seconds < 30; seconds += 10) {
      await connection.send('x'.repeat(39_000));
      await until(() => server.inFlight.disk.taken >= 39_000 * (1 + seconds / 10));
      await rawRequest(server.url, HELLO);
      expect(connection.socket.bytesRead).toBe(0);
      vi.advanceTimersByTime(10_000);
    }

    const answer = await connection.answer();
    expect(answer.status).toBe(408);
    expectOneError(answer, 'BAD_USER_INPUT', TOO_SLOW, 'stallTimeoutMs');
    await expectNoTrace(server);
  });

  test('is not refused while the disk is the slow part', async () => {
    const disk = Promise.withResolvers<void>();
    await using server = await startUploadServer({
      openScratch: async () => {
        const scratch = await openScratch();
        return {
          write: (...args) => disk.promise.then(() => scratch.write(...args)),
          read: (...args) => scratch.read(...args),
          close: () => scratch.close(),
        };
      },
    });
    stopClock();
    using connection = await openRaw(server.url);
    const body = bodyOf([OPERATIONS, MAP, file('0', 'a', new Uint8Array(10_000_000))]);
    await connection.send(headOf(body.length));
    const answer = connection.answer();
    void connection.send(body);
    // Bytes that the server does not read stay with the sender.
    await expect.poll(() => connection.socket.writableLength).toBeGreaterThan(0);
    await expect.poll(() => server.files.open).toBe(1);
    await rawRequest(server.url, HELLO);

    vi.advanceTimersByTime(120_000);
    disk.resolve();

    expect((await answer).body).toContain('"size":10000000');
  });
});

describe('a JSON body', () => {
  const headOfJson = (bytes: number) =>
    requestText('POST /graphql', [SENDER, 'content-type: application/json', `content-length: ${bytes}`]);

  test('is refused with 408 if it has not arrived completely within 60 s, even if bytes move', async () => {
    await using server = await startUploadServer();
    stopClock();
    using connection = await openRaw(server.url);
    await connection.send(headOfJson(100));
    for (let sent = 1; sent <= 3; sent += 1) {
      await connection.send(' ');
      await until(() => server.inFlight.receiving.taken >= sent);
      expect(connection.socket.bytesRead).toBe(0);
      vi.advanceTimersByTime(20_000);
    }

    const answer = await connection.answer();
    expect(answer.status).toBe(408);
    expectOneError(answer, 'BAD_USER_INPUT', /did not arrive completely within 60 s/);
  });

  test('does not keep its timer once it has arrived', async () => {
    await using server = await startUploadServer();
    stopClock();
    const body = '{"query":"{ hello }"}';

    expect((await rawRequest(server.url, headOfJson(body.length) + body)).status).toBe(200);
    expect(vi.getTimerCount()).toBe(0);
  });
});
