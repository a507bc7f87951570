import { describe, expect, test } from 'vitest';
import { expectOneError } from './ask-raw.ts';
import {
  asking,
  bodyOf,
  FILE,
  field,
  file,
  headOf,
  KEEP,
  MAP,
  MULTIPART,
  OPERATIONS,
  PREFLIGHT,
  SENDER,
} from './multipart-parts.ts';
import { openRaw, type RawAnswer, requestText } from './raw-http.ts';
import { postForm } from './send-form.ts';
import { startUploadServer } from './upload-server.ts';
import { expectNoTrace, useUploadServer } from './use-upload-server.ts';

const used = useUploadServer({ limits: { maxBodyBytes: 2_000, maxUploadBytes: 300_000 } });
function fileOf(bytes: number) {
  return file('0', 'a.pdf', new Uint8Array(bytes));
}
const CHUNKED = requestText('POST /graphql', [SENDER, PREFLIGHT, MULTIPART, 'transfer-encoding: chunked']);

function expectTooLarge(answer: RawAnswer, message: RegExp): void {
  expect(answer.status).toBe(413);
  expectOneError(
    answer,
    'BAD_USER_INPUT',
    message,
    message.source.includes('file') ? 'maxUploadBytes' : 'maxBodyBytes',
  );
}

describe('the size of a multipart body', () => {
  test('is accepted up to exactly the limit of a file', async () => {
    expect((await used.server.post([OPERATIONS, MAP, fileOf(300_000)])).body).toContain('"size":300000');
    expectTooLarge(await used.server.post([OPERATIONS, MAP, fileOf(300_001)]), /The file is larger than 300000 bytes/);
    expect(used.server.ran).toEqual(['keep']);
  });

  test('is refused while the file still arrives, and no part of it is kept', async () => {
    using connection = await openRaw(used.server.url);
    const start = bodyOf([OPERATIONS, MAP, fileOf(301_000)], '');
    await connection.send(`${CHUNKED}${start.length.toString(16)}\r\n`);
    await connection.send(start);

    expectTooLarge(await connection.answer(), /The file is larger than 300000 bytes/);
    await expectNoTrace(used.server);
    expect(connection.socket.destroyed).toBe(false);
  });

  test('is refused by its content-length before a byte has arrived', async () => {
    using connection = await openRaw(used.server.url);
    await connection.send(headOf(302_001));

    const answer = await connection.answer();
    expectTooLarge(answer, /The file is larger than 300000 bytes, or its .* larger than 2000/);
    expect(answer.headers['connection']).toBe('close');
  });

  test('includes the bytes before the first boundary', async () => {
    using connection = await openRaw(used.server.url);
    void connection.send(`${CHUNKED}${(302_001).toString(16)}\r\n`);
    void connection.send(new Uint8Array(302_001));

    expectTooLarge(await connection.answer(), /The file is larger than 300000 bytes/);
  });

  test.each([
    ['operations', [asking(KEEP.padEnd(2_000), { file: null }), MAP, FILE]],
    ['a map', [OPERATIONS, field('map', JSON.stringify({ 0: ['variables.file'] }).padEnd(2_001)), FILE]],
    [
      'both together',
      [asking(KEEP.padEnd(1_000), { file: null }), { ...MAP, body: `${MAP.body}`.padEnd(1_000) }, FILE],
    ],
  ])('is refused with %s larger than the limit of a body', async (_what, parts) => {
    expectTooLarge(await used.server.post(parts), /`operations` and `map` are larger than 2000 bytes/);
  });

  test('is reported to a client that sends everything before it reads', async () => {
    await using server = await startUploadServer({ limits: { maxUploadBytes: 1_000_000 } });
    const response = await postForm(server, new File([new Uint8Array(20_000_000)], 'a'));

    expect(response.status).toBe(413);
    await response.body?.cancel();
  });
});
