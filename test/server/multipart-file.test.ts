import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { ReceivedFile } from '../../src/domain/received-file.ts';
import {
  asking,
  bodyOf,
  field,
  file,
  MAP,
  MULTIPART,
  OPERATIONS,
  PREFLIGHT,
  READER,
  SENDER,
} from './multipart-parts.ts';
import { rawRequest, requestText } from './raw-http.ts';
import { sendForm } from './send-form.ts';
import { startUploadServer } from './upload-server.ts';
import { expectNoTrace, useUploadServer } from './use-upload-server.ts';

const used = useUploadServer();
const USE = asking('mutation ($file: Upload) { use(file: $file) }', { file: null });
const READER_HEADERS = [READER, PREFLIGHT, MULTIPART];

describe('an uploaded file', () => {
  test('with several megabytes arrives byte for byte in a form of undici', async () => {
    const bytes = randomBytes(5_000_001);

    expect(await sendForm(used.server, new File([bytes], 'sąskaita 🎉.pdf'))).toEqual({
      name: 'sąskaita 🎉.pdf',
      size: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
  });

  test('with bytes like a boundary arrives byte for byte', async () => {
    const content = '\r\n--limit-of-a-par\r\n--limit-of-a-\r\n\r\n--\r\r\n'.repeat(3_000);
    const { body } = await used.server.post([OPERATIONS, MAP, file('0', 'a', content)]);

    expect(body).toContain(createHash('sha256').update(content).digest('hex'));
  });

  test.each([
    ['of no bytes', file('0', 'a.pdf', ''), { name: 'a.pdf', size: 0 }],
    ['without a byte and a name, as from a form that was left empty', file('0', '', ''), { name: null, size: 0 }],
    ['with an empty name', file('0', '', 'x'), { name: null, size: 1 }],
    ['without a name and a type', field('0', 'x'), { name: null, size: 1 }],
    ['that is as long as a buffer', file('0', 'a', 'x'.repeat(262_144)), { name: 'a', size: 262_144 }],
    ['that is one byte longer than a buffer', file('0', 'a', 'x'.repeat(262_145)), { name: 'a', size: 262_145 }],
  ])('%s arrives unchanged', async (_what, part, expected) => {
    const { body } = await used.server.post([OPERATIONS, MAP, part]);

    const sha256 = createHash('sha256').update(part.body).digest('hex');
    expect(JSON.parse(body)).toEqual({ data: { keep: [{ ...expected, sha256 }] } });
  });
});

describe('the bytes of an uploaded file', () => {
  test('can be read again, by two readers at once, and in part', async () => {
    const read = async ({ chunks }: ReceivedFile) => Buffer.concat(await Array.fromAsync(chunks())).toString();
    const seen: unknown[] = [];
    const use = async (received: ReceivedFile) => {
      for await (const chunk of received.chunks()) {
        seen.push(chunk.length);
        break;
      }
      seen.push(...(await Promise.all([read(received), read(received)])));
    };
    await using server = await startUploadServer({ use });
    const content = '0123456789'.repeat(40_000);
    await server.post([USE, MAP, file('0', 'a', content)]);

    expect(seen).toEqual([262_144, content, content]);
    await expectNoTrace(server);
  });

  test('are the same if they arrive in chunks of one byte', async () => {
    await using server = await startUploadServer();
    const content = Array.from({ length: 5_000 }, (_, index) => String(index)).join('');
    const body = bodyOf([OPERATIONS, MAP, file('0', 'a', content)]).toString('latin1');
    const head = requestText('POST /graphql', [SENDER, PREFLIGHT, MULTIPART, 'transfer-encoding: chunked']);
    const chunks = Array.from(body, (letter) => `1\r\n${letter}\r\n`).join('');
    const answer = await rawRequest(server.url, `${head}${chunks}0\r\n\r\n`);

    expect(answer.body).toContain(createHash('sha256').update(content).digest('hex'));
    await expectNoTrace(server);
  });

  test('cannot be read after the request has been answered', async () => {
    let kept: ReceivedFile | undefined;
    await using server = await startUploadServer({
      use: async (received) => {
        kept = received;
      },
    });
    await server.post([USE, MAP, file('0', 'a')]);
    await expectNoTrace(server);

    await expect(Array.fromAsync(kept?.chunks() ?? [])).rejects.toThrow('closed');
  });
});

describe('an upload by a caller without the scope files:write', () => {
  test('is FORBIDDEN, and the file never touches the disk', async () => {
    const { opened } = used.server.files;
    const ran = used.server.ran.length;
    const { status, body } = await used.server.post([OPERATIONS, MAP, file('0', 'a')], READER_HEADERS);

    expect(status).toBe(200);
    expect(JSON.parse(body)).toEqual({
      data: { keep: null },
      errors: [expect.objectContaining({ path: ['keep'], extensions: { code: 'FORBIDDEN' } })],
    });
    expect(used.server.files.opened).toBe(opened);
    expect(used.server.ran.length).toBe(ran);
  });

  test('has the name and size of its file, but not its bytes', async () => {
    const seen: unknown[] = [];
    await using server = await startUploadServer({
      use: async ({ name, size, chunks }) => {
        seen.push(name, size, await Promise.try(() => Array.fromAsync(chunks())).catch((error: unknown) => error));
      },
    });
    await server.post([USE, MAP, file('0', 'a.pdf', 'x'.repeat(1_000_000))], READER_HEADERS);

    expect(seen).toEqual([
      'a.pdf',
      1_000_000,
      expect.objectContaining({ message: expect.stringContaining('not kept') }),
    ]);
  });

  test('has the size limit of other uploads', async () => {
    await using server = await startUploadServer({ limits: { maxUploadBytes: 1_000 } });
    const { status } = await server.post([OPERATIONS, MAP, file('0', 'a', 'x'.repeat(1_001))], READER_HEADERS);

    expect(status).toBe(413);
  });
});
