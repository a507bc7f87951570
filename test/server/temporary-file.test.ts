import { hash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { openScratch, type Scratch } from '../../src/server/multipart/temporary-file.ts';
import { bodyOf, file, HELLO, headOf, MAP, multipartRequest, OPERATIONS } from './multipart-parts.ts';
import { openRaw, rawRequest } from './raw-http.ts';
import { startUploadServer } from './upload-server.ts';

test('a temporary file is its owner’s alone, and has no name', async () => {
  await using handle = (await openScratch()) as FileHandle;
  const { mode, nlink } = await handle.stat();

  expect(mode & 0o777).toBe(0o600);
  expect(nlink).toBe(0);
});

describe('a disk without room', () => {
  const full = () => Promise.reject(Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' }));

  test.each<[string, () => Promise<Scratch>]>([
    ['be opened', full],
    ['be written', async () => ({ ...toFunctions(await openScratch()), write: full })],
  ])('is 503 where the file cannot %s, and the rest of it is heard out', async (_what, open) => {
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
          message: 'The gateway has no room to take the file at the moment; nothing was sent on',
          extensions: { code: 'BACKEND_UNAVAILABLE', retryable: true },
        },
      ],
    });
    // All of it may have been heard out by the time of the answer: then there is nothing to close for.
    if (headers['connection'] === 'close') await connection.closed;
    expect(server.ran).toEqual([]);
    expect(server.files.open).toBe(0);
    expect(server.log.entries().map(({ level, msg }) => [level, msg])).toEqual([
      ['warn', 'a file could not be kept: Error: ENOSPC: no space left'],
    ]);
  });

  test('is 503 where it is the end of the file that has no room', async () => {
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

  test('leaves the connection to the next request where all has come', async () => {
    const disk = Promise.withResolvers<never>();
    await using server = await startUploadServer({ openScratch: () => disk.promise });
    using connection = await openRaw(server.url);
    await connection.send(multipartRequest(bodyOf([OPERATIONS, MAP, file('0', 'a', new Uint8Array(180_000))])));
    await rawRequest(server.url, HELLO);
    disk.reject(new Error('ENOSPC'));

    expect((await connection.answer()).status).toBe(503);
    await connection.send(HELLO);
    expect((await connection.answer()).body).toContain('hello');
  });

  test('goes on writing where the disk takes less than it was given', async () => {
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

test('a disk that is slow gets all bytes in their order', async () => {
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
