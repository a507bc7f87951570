import { hash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { openScratch, type Scratch } from '../../src/server/multipart/temporary-file.ts';
import { bodyOf, file, HELLO, headOf, MAP, multipartRequest, OPERATIONS } from './multipart-parts.ts';
import { openRaw } from './raw-http.ts';
import { startUploadServer } from './upload-server.ts';

test('a temporary file is private to its user and has no name', async () => {
  await using handle = (await openScratch()) as FileHandle;
  const { mode, nlink } = await handle.stat();

  expect(mode & 0o777).toBe(0o600);
  expect(nlink).toBe(0);
});

describe('a full disk', () => {
  const full = () => Promise.reject(Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' }));

  test.each<[string, () => Promise<Scratch>]>([
    ['be opened', full],
    ['be written', async () => ({ ...toFunctions(await openScratch()), write: full })],
  ])('is 503 if the file cannot %s, and the rest of it is read', async (_what, open) => {
    await using server = await startUploadServer({ openScratch: open });
    using connection = await openRaw(server.url);
    const body = bodyOf([OPERATIONS, MAP, file('0', 'a', new Uint8Array(5_000_000))]);
    await connection.send(headOf(body.length));
    const answer = connection.answer();
    await connection.send(body);

    const { status, headers, body: text } = await answer;
    expect(status).toBe(503);
    expect(headers['retry-after']).toBe('1');
    expect(JSON.parse(text)).toEqual({
      errors: [
        {
          message: 'The gateway cannot store the file at the moment, and has not forwarded it: try again later',
          extensions: { code: 'BACKEND_UNAVAILABLE', retryable: true },
        },
      ],
    });
    // The whole body may have been read by the time of the answer. Then the connection does not have to close.
    if (headers['connection'] === 'close') await connection.closed;
    expect(server.ran).toEqual([]);
    expect(server.files.open).toBe(0);
    expect(server.log.entries().map(({ level, msg }) => [level, msg])).toEqual([
      ['warn', 'could not store an uploaded file: Error: ENOSPC: no space left'],
    ]);
  });

  test('is 503 if only the end of the file does not fit', async () => {
    let room = 300_000;
    const open = async () => {
      const scratch = await openScratch();
      const write: Scratch['write'] = (bytes, offset, length, position) => {
        room -= length;
        return room < 0 ? full() : scratch.write(bytes, offset, length, position);
      };
      return { ...toFunctions(scratch), write };
    };
    await using server = await startUploadServer({ openScratch: open });

    const { status } = await server.post([OPERATIONS, MAP, file('0', 'a', new Uint8Array(300_001))]);
    expect(status).toBe(503);
    expect(server.ran).toEqual([]);
    expect(server.files.open).toBe(0);
  });

  test('keeps the connection for the next request if the body has arrived completely', async () => {
    const disk = Promise.withResolvers<never>();
    await using server = await startUploadServer({ openScratch: () => disk.promise });
    using connection = await openRaw(server.url);
    await connection.send(multipartRequest(bodyOf([OPERATIONS, MAP, file('0', 'a', new Uint8Array(180_000))])));
    // Each part of the body takes turns of the event loop.
    for (let turn = 0; turn < 100; turn += 1) await new Promise(setImmediate);
    disk.reject(new Error('ENOSPC'));

    expect((await connection.answer()).status).toBe(503);
    await connection.send(HELLO);
    expect((await connection.answer()).body).toContain('hello');
  });

  test('does not stop a file if the disk writes less than requested', async () => {
    const open = async () => {
      const scratch = await openScratch();
      const write: Scratch['write'] = (bytes, offset, length, position) =>
        scratch.write(bytes, offset, Math.min(length, 1_000), position);
      return { ...toFunctions(scratch), write };
    };
    await using server = await startUploadServer({ openScratch: open });
    const content = Buffer.from(Array.from({ length: 100_000 }, (_, index) => index % 251));

    const { body } = await server.post([OPERATIONS, MAP, file('0', 'a', content)]);
    expect(body).toContain(hash('sha256', content));
  });
});

test('a slow disk gets all bytes in order', async () => {
  const open = async () => {
    const scratch = await openScratch();
    const write: Scratch['write'] = async (...args) => {
      await new Promise(setImmediate);
      return await scratch.write(...args);
    };
    return { ...toFunctions(scratch), write };
  };
  await using server = await startUploadServer({ openScratch: open });
  const content = Buffer.from(Uint32Array.from({ length: 1_000_003 }, (_, index) => index).buffer);

  const { body } = await server.post([OPERATIONS, MAP, file('0', 'a', content)]);
  expect(body).toContain(hash('sha256', content));
});

function toFunctions(scratch: Scratch): Scratch {
  return {
    write: (...args) => scratch.write(...args),
    read: (...args) => scratch.read(...args),
    close: () => scratch.close(),
  };
}
