import { channel } from 'node:diagnostics_channel';
import { getEventListeners, once } from 'node:events';
import type { Socket } from 'node:net';
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { Clock } from '../../src/async/clock.ts';
import { USER_AGENT } from '../../src/calls/wire/user-agent.ts';
import { BackendTimeout, BadUserInput, GatewayError } from '../../src/errors/catalogue.ts';
import type { FileSource } from '../../src/files/file-body.ts';
import { createFileSender, type FileSenderOptions } from '../../src/files/put-file.ts';
import type { UploadTarget } from '../../src/files/upload-target.ts';
import { watchProgress } from '../../src/files/watch-progress.ts';
import { ACCOUNT_ID, ANY_ADDRESS, rejection, TIMEOUT_MS } from '../calls/account.ts';
import { createFakeClock, type FakeClock } from '../calls/fake-clock.ts';
import { type RawServer, refusedBaseUrl, startRaw } from '../calls/source-server.ts';

const MEGABYTE = 1024 * 1024;
const CHUNK = 64 * 1024;
/** The progress watch reads the socket's queue after this time, and again at the time-out. */
const FIRST_LOOK_MS = TIMEOUT_MS / 4;
const QUERY = '?X-Amz-Signature=s3cret';
const neverAborted = new AbortController().signal;

interface TestSender extends AsyncDisposable {
  /** The default file has a single byte. */
  readonly put: (target: UploadTarget, file?: FileSource, signal?: AbortSignal) => Promise<void>;
  readonly clock: FakeClock;
  readonly timeOut: () => Promise<void>;
}

/** A sender whose clock stands still and whose random number is always one half. */
function createTestSender(options: Partial<FileSenderOptions> = {}): TestSender {
  const clock = createFakeClock();
  const sender = createFileSender({
    ...{
      accountId: ACCOUNT_ID,
      addresses: ANY_ADDRESS,
      stallTimeoutMs: TIMEOUT_MS,
      maxConcurrent: 4,
      clock,
      random: () => 0.5,
    },
    ...options,
  });
  return {
    put: async (to, file = fileOf(['x']), signal = neverAborted) => {
      await sender.put(async () => to, file, signal);
    },
    clock,
    timeOut: async () => {
      await clock.pass((ms) => ms === FIRST_LOOK_MS);
      await clock.pass((ms) => ms === TIMEOUT_MS - FIRST_LOOK_MS);
    },
    [Symbol.asyncDispose]: () => sender[Symbol.asyncDispose](),
  };
}

/** A file of the given chunks. `onPull` is called before each chunk and before the end. */
function fileOf(chunks: readonly (string | Uint8Array)[], onPull: (read: number) => unknown = () => {}): FileSource {
  const buffers = chunks.map((chunk) => (typeof chunk === 'string' ? Buffer.from(chunk) : chunk));
  return {
    size: buffers.reduce((sum, { byteLength }) => sum + byteLength, 0),
    chunks: async function* () {
      let read = 0;
      for (const chunk of buffers) {
        await onPull(read);
        yield chunk;
        read += chunk.byteLength;
      }
      await onPull(read);
    },
  };
}

/** Every chunk is the same piece of memory. */
function largeFile(bytes: number, onPull?: (read: number) => unknown): FileSource {
  const chunk = Buffer.alloc(CHUNK, 'x');
  return fileOf(new Array(bytes / CHUNK).fill(chunk), onPull);
}

/** A file that stops in its middle and does not end. */
function haltingFile(): { file: FileSource; halted: Promise<void> } {
  const { promise, resolve } = Promise.withResolvers<void>();
  const file = fileOf(['half', 'rest'], (read) => {
    if (read === 0) return;
    resolve();
    return new Promise(() => {});
  });
  return { file, halted: promise };
}

function answerOf(status: number, body = '', head = ''): string {
  return `HTTP/1.1 ${status} Some Words\r\n${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

interface Received {
  readonly head: string;
  readonly body: Buffer;
  readonly socket: Socket;
}

interface Storage extends RawServer {
  /** The complete PUTs. */
  readonly received: readonly Received[];
  readonly url: string;
}

/** A storage on bare sockets, so that a test sees the exact bytes. It answers once a file is complete. */
async function startStorage(answer: (socket: Socket, put: Received) => void): Promise<Storage> {
  const received: Received[] = [];
  const server = await startRaw((socket) => {
    let bytes = Buffer.alloc(0);
    socket.on('data', (data) => {
      bytes = Buffer.concat([bytes, data as Buffer]);
      const end = bytes.indexOf('\r\n\r\n');
      if (end < 0) return;
      const head = bytes.toString('latin1', 0, end);
      const length = Number(/content-length: (\d+)/.exec(head)?.[1]);
      const body = bytes.subarray(end + 4);
      if (body.length < length) return;
      bytes = Buffer.alloc(0);
      const put = { head, body, socket };
      received.push(put);
      answer(socket, put);
    });
  });
  return {
    ...server,
    received,
    url: `${server.baseUrl}/in${QUERY}`,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

function stored(socket: Socket): void {
  return void socket.write(answerOf(200));
}

function target(url: string, ...headers: [name: string, value: string][]): UploadTarget {
  return {
    url,
    headers: headers.map(([name, value]) => ({ name, value })),
  };
}

describe('a file that is sent', () => {
  test('has the given headers, host and content-length, and is not chunked', async () => {
    await using storage = await startStorage(stored);
    await using sender = createTestSender();
    const headers = target(storage.url, ['Content-Type', 'application/pdf'], ['Content-Disposition', 'attachment']);
    await sender.put(headers, fileOf(['%PDF', '', '-1', '']));
    expect(storage.received[0]?.body.toString()).toBe('%PDF-1');
    // `connection` is about the connection: signatures do not cover it.
    expect(storage.received[0]?.head.split('\r\n')).toEqual([
      `PUT /in${QUERY} HTTP/1.1`,
      `host: 127.0.0.1:${storage.port}`,
      'connection: keep-alive',
      'Content-Type: application/pdf',
      'Content-Disposition: attachment',
      `user-agent: ${USER_AGENT}`,
      'content-length: 6',
    ]);
    expect(sender.clock.running()).toEqual([]);
    expect(getEventListeners(neverAborted, 'abort')).toEqual([]);
  });

  test.each([
    ['/a%20b%2Fc+d~e', '/a%20b%2Fc+d~e'],
    ['/%C4%85%e2%82%ac?n=%2B+~%20&x==', '/%C4%85%e2%82%ac?n=%2B+~%20&x=='],
    ["/a/../b/./c//d?'|^`{}<>[]", "/a/../b/./c//d?'|^`{}<>[]"],
    ['/a?b=/../c#part', '/a?b=/../c'],
    ['?only=query', '/?only=query'],
    ['', '/'],
  ])('goes to exactly the given URL: %s', async (given, sent) => {
    await using storage = await startStorage(stored);
    await using sender = createTestSender();
    await sender.put(target(storage.baseUrl + given));
    expect(storage.received[0]?.head.split('\r\n')[0]).toBe(`PUT ${sent} HTTP/1.1`);
  });

  test('may have headers that are not ASCII, which are sent as UTF-8', async () => {
    await using storage = await startStorage(stored);
    await using sender = createTestSender();
    const name = 'attachment; filename="Sąskaita é €\t😀.pdf"';
    await sender.put(target(storage.url, ['Content-Disposition', name]));
    const head = Buffer.from(storage.received[0]?.head ?? '', 'latin1').toString('utf8');
    expect(head.split('\r\n')).toContain(`Content-Disposition: ${name}`);
  });

  test('has host and content-length once, even if the source gives them too', async () => {
    await using storage = await startStorage(stored);
    await using sender = createTestSender();
    const { port } = storage;
    const headers = target(storage.url, ['Host', `127.0.0.1:${port}`], ['Content-Length', '1'], ['A', '1'], ['a', '2']);
    await sender.put(headers);
    const [, ...lines] = storage.received[0]?.head.split('\r\n') ?? [];
    const host = `host: 127.0.0.1:${port}`;
    const agent = `user-agent: ${USER_AGENT}`;
    expect(lines).toEqual([host, 'connection: keep-alive', 'A: 1', 'a: 2', agent, 'content-length: 1']);
  });

  test('has the user agent that the source gives, if it gives one', async () => {
    await using storage = await startStorage(stored);
    await using sender = createTestSender();
    await sender.put(target(storage.url, ['User-Agent', 'signed']));
    expect(storage.received[0]?.head.match(/^user-agent: .*$/gim)).toEqual(['User-Agent: signed']);
  });

  test('may be empty', async () => {
    await using storage = await startStorage(stored);
    await using sender = createTestSender();
    await sender.put(target(storage.url), fileOf([]));
    expect(storage.received[0]?.head).toContain('\r\ncontent-length: 0');
  });

  test.each<[string, string, [string, string][]]>([
    ['a relative URL', '/in', []],
    ['a URL of another scheme', 'ftp://127.0.0.1/in', []],
    ['a URL without //', 'http:127.0.0.1/in', []],
    ['a URL without a host', 'http:///in', []],
    ['a URL with a wrong port', 'http://127.0.0.1:99999/in', []],
    ['user-info', 'http://user:s3cret@HOST/in', []],
    ['a user alone', 'http://s3cret@HOST/in', []],
    ['a backslash after the host', 'http://HOST\\@s3cret/in', []],
    ['a line break in the URL', 'http://HOST/in HTTP/1.1\r\ns3cret: 1', []],
    ['a letter in the URL that is not ASCII', 'http://HOST/s3crété', []],
    ['a blank around the URL', ' http://HOST/in', []],
    ['a line break in a header', 'http://HOST/in', [['a', 's3cret\r\nb: 1']]],
    ['a lone line feed in a header', 'http://HOST/in', [['a', 's3cret\nb: 1']]],
    ['a NUL in a header', 'http://HOST/in', [['a', 's3cret\0']]],
    ['half a character in a header', 'http://HOST/in', [['a', 's3cret\ud83d']]],
    ['a line break in a name', 'http://HOST/in', [['a\r\ns3cret', '1']]],
    ['a blank in a name', 'http://HOST/in', [['a s3cret', '1']]],
    ['an empty name', 'http://HOST/in', [['', 's3cret']]],
    ['another length', 'http://HOST/in', [['Content-Length', '2']]],
    ['another host', 'http://HOST/in', [['Host', 's3cret']]],
    ['a transfer encoding', 'http://HOST/in', [['Transfer-Encoding', 'chunked']]],
    ['a say on the connection', 'http://HOST/in', [['Connection', 'close']]],
    ['an expectation', 'http://HOST/in', [['Expect', '100-continue']]],
  ])('is refused for a location with %s', async (_, url, headers) => {
    await using storage = await startStorage(stored);
    await using sender = createTestSender();
    const to = target(url.replace('HOST', `127.0.0.1:${storage.port}`), ...headers);
    const error = await rejection(sender.put(to));
    expect(error).toMatchObject({ code: 'BACKEND_BAD_RESPONSE', accountId: ACCOUNT_ID });
    expect(inspect(error)).not.toMatch(/s3c|127\.0/);
    expect(storage.sockets.length).toBe(0);
    expect(sender.clock.running()).toEqual([]);
  });
});

describe('an answer of a storage', () => {
  const xml = '<Error><Code>AccessDenied</Code><Message>s3cret</Message></Error>';
  const EXPIRED = 'The storage refused the file: its upload location has expired or does not match it.';
  const LOST = 'The file was sent, but no usable answer arrived: it may or may not be stored. It was not sent again.';

  test.each([
    [301, 'BACKEND_BAD_RESPONSE', 'The storage sent an answer that its contract does not allow.'],
    [307, 'BACKEND_BAD_RESPONSE', 'The storage sent an answer that its contract does not allow.'],
    [400, 'BACKEND_REJECTED', 'The storage refused the file (status 400).'],
    [401, 'BACKEND_REJECTED', 'The storage refused the file (status 401).'],
    [403, 'BACKEND_REJECTED', EXPIRED],
    [411, 'BACKEND_REJECTED', 'The storage refused the file (status 411).'],
    [429, 'BACKEND_RATE_LIMITED', 'The storage limits how often it is called.'],
    [500, 'OUTCOME_UNKNOWN', LOST],
    [501, 'BACKEND_REJECTED', 'The storage refused the file (status 501).'],
    [502, 'OUTCOME_UNKNOWN', LOST],
    [503, 'BACKEND_UNAVAILABLE', 'The storage cannot take the file at the moment.'],
    [504, 'OUTCOME_UNKNOWN', LOST],
    [505, 'BACKEND_REJECTED', 'The storage refused the file (status 505).'],
    [520, 'OUTCOME_UNKNOWN', LOST],
    [999, 'BACKEND_BAD_RESPONSE', 'The storage sent an answer that its contract does not allow.'],
  ])('with status %i is %s, and the PUT is not redirected or repeated', async (status, code, message) => {
    await using storage = await startStorage(
      (socket) => void socket.write(answerOf(status, xml, 'Location: /elsewhere\r\nRetry-After: 0\r\n')),
    );
    await using sender = createTestSender();
    const error = await rejection(sender.put(target(storage.url)));
    expect(error).toMatchObject({ code, message, accountId: ACCOUNT_ID, cause: { message: `HTTP ${status}` } });
    expect(storage.received.length).toBe(1);
    expect(sender.clock.running()).toEqual([]);
  });

  test.each([200, 201, 204])('with status %i means that the file is stored', async (status) => {
    await using storage = await startStorage(
      (socket) => void socket.write(`HTTP/1.1 103 Early Hints\r\n\r\n${answerOf(status)}`),
    );
    await using sender = createTestSender();
    await sender.put(target(storage.url));
    expect(sender.clock.running()).toEqual([]);
  });

  test.each(['100 Continue', '102 Processing'])(
    'after a %s that was not asked for is the one that counts',
    async (interim) => {
      await using storage = await startStorage((socket) => {
        socket.write(`HTTP/1.1 ${interim}\r\n\r\n`, () => stored(socket));
      });
      await using sender = createTestSender();
      await sender.put(target(storage.url));
      expect(storage.received.length).toBe(1);
    },
  );

  test('that is informational, such as 103, is ignored', async () => {
    await using storage = await startStorage(stored);
    await using sender = createTestSender();
    const seen = Promise.withResolvers<void>();
    const onHead = (): void => seen.resolve();
    channel('undici:request:headers').subscribe(onHead);
    const file = fileOf(['half', 'rest', '.'], async (read) => {
      if (read < 8) return;
      storage.sockets[0]?.write('HTTP/1.1 103 Early Hints\r\n\r\n');
      await seen.promise;
    });
    await sender.put(target(storage.url), file);
    channel('undici:request:headers').unsubscribe(onHead);
    expect(storage.received[0]?.body.toString()).toBe('halfrest.');
  });

  test.each([
    ['is incomplete', (socket: Socket) => void socket.end('HTTP/1.1 403 No\r\nContent-Length: 9\r\n\r\nx')],
    ['is too large', (socket: Socket) => void socket.write(answerOf(403, 'x'.repeat(MEGABYTE)))],
  ])('counts as soon as its head has arrived: its body %s', async (_, answer) => {
    await using storage = await startStorage(answer);
    await using sender = createTestSender();
    expect(await rejection(sender.put(target(storage.url)))).toMatchObject({ message: EXPIRED });
    await allClosed(storage);
  });

  test.each([
    ['an error document', answerOf(200, xml)],
    ['a word', answerOf(200, 'OK')],
    ['half a body', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx'],
  ])('with status 200 and %s does not confirm that the file is stored', async (_, answer) => {
    await using storage = await startStorage((socket) => void socket.end(answer));
    await using sender = createTestSender();
    expect(await rejection(sender.put(target(storage.url)))).toMatchObject({ code: 'OUTCOME_UNKNOWN', message: LOST });
    expect(storage.received.length).toBe(1);
  });

  test.each(['Content-Length: 9\r\n\r\n', 'Transfer-Encoding: chunked\r\n\r\n', 'Content-Length: 9\r\n\r\n<Err'])(
    'with status 200 that breaks off before its end leaves the outcome unknown: %j',
    async (rest) => {
      await using storage = await startStorage((socket) => void socket.end(`HTTP/1.1 200 OK\r\n${rest}`));
      await using sender = createTestSender();
      expect(await rejection(sender.put(target(storage.url)))).toMatchObject({
        code: 'OUTCOME_UNKNOWN',
        message: LOST,
      });
      expect(storage.received.length).toBe(1);
    },
  );

  test('that refuses the file counts as soon as its head has arrived: its body never ends', async () => {
    const { promise, resolve } = Promise.withResolvers<Socket>();
    await using storage = await startStorage(resolve);
    await using sender = createTestSender();
    const error = rejection(sender.put(target(storage.url)));
    const socket = await promise;
    const head = Promise.withResolvers<void>();
    const seen = (): void => head.resolve();
    channel('undici:request:headers').subscribe(seen);
    socket.write('HTTP/1.1 403 No\r\nContent-Length: 9\r\n\r\nx');
    await head.promise;
    channel('undici:request:headers').unsubscribe(seen);
    await sender.timeOut();
    expect(await error).toMatchObject({ message: EXPIRED });
    await allClosed(storage);
  });

  test.each([
    [403, 'BACKEND_REJECTED', EXPIRED],
    [503, 'BACKEND_UNAVAILABLE', 'The storage cannot take the file at the moment.'],
    // Nothing can have been stored.
    [500, 'BACKEND_UNAVAILABLE', 'The storage cannot take the file at the moment.'],
    [200, 'BACKEND_BAD_RESPONSE', 'The storage accepted the file before all of it was sent.'],
  ])(
    'with status %i that arrives before the end of the file counts, and stops the PUT',
    async (status, code, message) => {
      await using storage = await startRaw((socket) => {
        // The body of the answer does not end either.
        socket.once('data', () => socket.write(answerOf(status, xml).slice(0, -1)));
      });
      await using sender = createTestSender();
      const error = rejection(sender.put(target(storage.baseUrl), haltingFile().file));
      expect(await error).toMatchObject({ code, message });
      await allClosed(storage);
      expect(sender.clock.running()).toEqual([]);
    },
  );

  test('that arrives while the file is being sent stops it', async () => {
    await using storage = await startRaw((socket) => {
      socket.once('data', () => socket.write(answerOf(403, xml, 'Connection: close\r\n')));
    });
    await using sender = createTestSender();
    let read = 0;
    const file = largeFile(64 * MEGABYTE, (so) => {
      read = so;
    });
    expect(await rejection(sender.put(target(storage.baseUrl), file))).toMatchObject({
      message: EXPIRED,
    });
    expect(read).toBeLessThan(file.size);
  });

  test.each(['SSH-2.0-OpenSSH_9.9\r\n', 'HTTP/1.1 100 Continue\r\n\r\n', ''])(
    'that is not HTTP (%j) leaves the outcome unknown, and the file is not sent again',
    async (bytes) => {
      await using storage = await startStorage((socket) => void socket.end(bytes));
      await using sender = createTestSender();
      const error = await rejection(sender.put(target(storage.url)));
      expect(error).toMatchObject({
        code: 'OUTCOME_UNKNOWN',
        message: LOST,
        accountId: ACCOUNT_ID,
        cause: { sent: true },
      });
      expect(String(error)).not.toContain('127.0.0.1');
      expect(storage.received.length).toBe(1);
    },
  );

  test('that does not arrive in time leaves the outcome unknown', async () => {
    const { promise, resolve } = Promise.withResolvers<Socket>();
    await using storage = await startStorage(resolve);
    await using sender = createTestSender();
    const error = rejection(sender.put(target(storage.url)));
    await promise;
    await sender.timeOut();
    expect(await error).toMatchObject({ code: 'OUTCOME_UNKNOWN', message: LOST, cause: { kind: 'timeout' } });
    await allClosed(storage);
    expect(sender.clock.running()).toEqual([]);
  });
});

describe('a slow storage', () => {
  test('makes the sender read only a few chunks ahead', async () => {
    await using storage = await startRaw((socket) => socket.pause());
    await using sender = createTestSender();
    const opened = Promise.withResolvers<Socket>();
    const onHead = (message: unknown): void => opened.resolve((message as { socket: Socket }).socket);
    channel('undici:client:sendHeaders').subscribe(onHead);
    let read = 0;
    const ahead: number[] = [];
    const file = largeFile(8 * MEGABYTE, async (so) => {
      read = so;
      if (so === 0) return;
      const socket = await opened.promise;
      ahead.push(so - (socket.bytesWritten - socket.writableLength));
    });
    const put = sender.put(target(storage.baseUrl), file);
    await opened.promise;
    channel('undici:client:sendHeaders').unsubscribe(onHead);
    await standstill(() => read);
    expect(read).toBeLessThan(file.size);
    const [socket] = storage.sockets;
    let came = 0;
    socket?.on('data', (data) => {
      came += data.length;
      if (came > file.size) stored(socket);
      socket.pause();
      setImmediate(() => socket.resume());
    });
    socket?.resume();
    await put;
    expect(read).toBe(file.size);
    expect(Math.max(...ahead)).toBeLessThanOrEqual(4 * CHUNK);
  });

  test('may take any time while bytes move', async () => {
    const clock = createRunningClock();
    await using storage = await startStorage(stored);
    await using sender = createTestSender({ clock });
    // The file is read a few chunks ahead of the socket.
    const file = largeFile(4 * MEGABYTE, async (read) => {
      // undici reads the body before it reports the connection.
      if (read === 0) await new Promise(setImmediate);
      clock.advance(TIMEOUT_MS / 4);
    });
    const onConnected = (): void => clock.advance(TIMEOUT_MS - 1);
    channel('undici:client:connected').subscribe(onConnected);
    await sender.put(target(storage.url), file);
    channel('undici:client:connected').unsubscribe(onConnected);
    expect(storage.received[0]?.body.length).toBe(file.size);
    expect(clock.now()).toBeGreaterThan(10 * TIMEOUT_MS);
  });

  test('has the whole time-out for its answer after the last byte', async () => {
    const clock = createRunningClock();
    const advance = (): void => clock.advance(TIMEOUT_MS - 1);
    await using storage = await startStorage((socket) => {
      advance();
      stored(socket);
    });
    await using sender = createTestSender({ clock });
    channel('undici:request:bodySent').subscribe(advance);
    await sender.put(target(storage.url));
    channel('undici:request:bodySent').unsubscribe(advance);
    expect(clock.now()).toBeGreaterThan(TIMEOUT_MS);
  });

  test('may take any time while the bytes of one large chunk move', async () => {
    const clock = createRunningClock();
    await using storage = await startStorage(stored);
    await using sender = createTestSender({ clock });
    const advance = (): void => clock.advance(TIMEOUT_MS - 1);
    channel('undici:request:bodyChunkSent').subscribe(advance);
    await sender.put(target(storage.url), fileOf([Buffer.alloc(MEGABYTE)]));
    channel('undici:request:bodyChunkSent').unsubscribe(advance);
    expect(clock.now()).toBeGreaterThan(10 * TIMEOUT_MS);
  });

  test.runIf(process.platform === 'linux')(
    'may read slowly, even after the socket has taken the whole file',
    async () => {
      await using storage = await startRaw((socket) => {
        let left = 2 * MEGABYTE;
        socket.pause();
        const timer = setInterval(() => {
          left -= socket.read()?.length ?? 0;
          if (left > 0) return;
          clearInterval(timer);
          socket.end(answerOf(200));
        }, 80);
      });
      await using sender = createFileSender({
        accountId: ACCOUNT_ID,
        addresses: ANY_ADDRESS,
        stallTimeoutMs: 800,
        maxConcurrent: 1,
      });
      const startedAt = performance.now();
      await sender.put(
        async () => target(storage.baseUrl),
        largeFile(2 * MEGABYTE, () => {}),
        neverAborted,
      );
      expect(performance.now() - startedAt).toBeGreaterThan(2 * 800);
    },
  );

  test('that stops reading makes the PUT time out, and the file is not stored', async () => {
    await using storage = await startRaw((socket) => socket.pause());
    await using sender = createFileSender({
      accountId: ACCOUNT_ID,
      addresses: ANY_ADDRESS,
      stallTimeoutMs: 200,
      maxConcurrent: 1,
    });
    let read = 0;
    const file = largeFile(32 * MEGABYTE, (so) => {
      read = so;
    });
    const error = await rejection(sender.put(async () => target(storage.baseUrl), file, neverAborted));
    expect(error).toMatchObject({
      code: 'BACKEND_TIMEOUT',
      message: 'The source did not answer in time.',
      accountId: ACCOUNT_ID,
    });
    expect(read).toBeLessThan(file.size);
    await allClosed(storage);
  });
});

describe('a connection to a storage', () => {
  test('that is refused is tried again without reading the file, and fails with BACKEND_UNAVAILABLE in the end', async () => {
    await using sender = createTestSender();
    let reads = 0;
    const file = fileOf(['x'], () => {
      reads += 1;
    });
    const error = rejection(sender.put(target(await refusedBaseUrl()), file));
    expect([await sender.clock.pass(isPause), await sender.clock.pass(isPause)]).toEqual([100, 200]);
    expect(await error).toMatchObject({
      code: 'BACKEND_UNAVAILABLE',
      message: 'The source cannot be reached.',
      accountId: ACCOUNT_ID,
    });
    expect(String(await error)).not.toContain('127.0.0.1');
    expect(reads).toBe(0);
    expect(sender.clock.running()).toEqual([]);
  });

  test('that breaks before a byte of the request was sent is tried again', async () => {
    await using storage = await startStorage(stored);
    await using sender = createTestSender();
    const hung = Promise.withResolvers<void>();
    const { size, chunks } = fileOf(['x']);
    let asked = 0;
    const file = {
      size,
      chunks: async function* () {
        asked += 1;
        if (asked === 1) {
          hung.resolve();
          await new Promise(() => {});
        }
        yield* chunks();
      },
    };
    const put = sender.put(target(storage.url), file);
    await hung.promise;
    while (storage.sockets.length === 0) await new Promise(setImmediate);
    storage.sockets[0]?.destroy();
    expect(await sender.clock.pass(isPause)).toBe(100);
    await put;
    expect([asked, storage.received.length]).toEqual([2, 1]);
  });

  test('that breaks in the TLS handshake is tried again as often as the options say', async () => {
    await using storage = await startRaw((socket) => socket.end());
    await using sender = createTestSender({ retries: 1 });
    const error = rejection(sender.put(target(`https://127.0.0.1:${storage.port}`)));
    await sender.clock.pass(isPause);
    expect(await error).toMatchObject({ code: 'BACKEND_UNAVAILABLE' });
    expect(storage.sockets.length).toBe(2);
  });

  test('that is not established in time fails, and is not tried again', async () => {
    await using storage = await startRaw(() => {});
    await using sender = createTestSender();
    const error = rejection(sender.put(target(`https://127.0.0.1:${storage.port}`)));
    await sender.timeOut();
    expect(await error).toMatchObject({ code: 'BACKEND_TIMEOUT', accountId: ACCOUNT_ID });
    expect(sender.clock.running()).toEqual([]);
  });

  test('that breaks before the last byte fails the PUT, and the file is not sent again', async () => {
    await using storage = await startRaw((socket) => socket.once('data', () => socket.destroy()));
    await using sender = createTestSender();
    const { file } = haltingFile();
    const error = rejection(sender.put(target(storage.baseUrl), file));
    expect(await error).toMatchObject({ code: 'BACKEND_UNAVAILABLE', message: 'The source cannot be reached.' });
    expect(storage.sockets.length).toBe(1);
    expect(sender.clock.running()).toEqual([]);
  });

  test('is used for one file, and closed after it', async () => {
    await using storage = await startStorage((socket) => void socket.write(answerOf(200)));
    await using sender = createTestSender({ maxConcurrent: 1 });
    for (let i = 0; i < 3; i += 1) await sender.put(target(storage.url));
    expect([storage.received.length, storage.sockets.length]).toEqual([3, 3]);
    await allClosed(storage);
  });
});

describe('a faulty file', () => {
  const cause = new Error('EIO');
  test.each<[string, (string | Error)[], unknown]>([
    ['fails at once', [cause], cause],
    ['fails in its middle', ['abc', cause], cause],
    ['fails at its end', ['abc', 'def', cause], cause],
    ['is empty', [], { message: 'The file ended after 0 of the announced 6 bytes.' }],
    ['ends too soon', ['abc', 'de'], { message: 'The file ended after 5 of the announced 6 bytes.' }],
    ['is longer than announced', ['abc', 'defg'], { message: 'The file is longer than the announced 6 bytes.' }],
    [
      'continues after its announced end',
      ['abc', 'def', 'g'],
      { message: 'The file is longer than the announced 6 bytes.' },
    ],
  ])('that %s is not sent completely, and the error is not a GatewayError', async (_, steps, expected) => {
    await using storage = await startStorage(stored);
    await using sender = createTestSender();
    const file = {
      size: 6,
      chunks: async function* () {
        for (const step of steps) {
          if (step instanceof Error) throw step;
          yield Buffer.from(step);
        }
      },
    };
    const error = await rejection(sender.put(target(storage.url), file));
    expect(error).not.toBeInstanceOf(GatewayError);
    expect((error as Error).cause).toMatchObject(expected as object);
    await allClosed(storage);
    expect(storage.received).toEqual([]);
    expect(storage.sockets.length).toBe(1);
    expect(sender.clock.running()).toEqual([]);
  });

  test('is closed when its PUT is aborted, and its later errors are ignored', async () => {
    await using storage = await startRaw(() => {});
    await using sender = createTestSender();
    const controller = new AbortController();
    const { promise: closed, resolve: close } = Promise.withResolvers<void>();
    const halted = Promise.withResolvers<void>();
    const file = {
      size: 9,
      chunks: async function* () {
        try {
          yield Buffer.from('abc');
          halted.resolve();
          await once(controller.signal, 'abort');
          yield Buffer.from('def');
        } finally {
          close();
          // biome-ignore lint/correctness/noUnsafeFinally: a file that cannot even be closed
          throw cause;
        }
      },
    };
    const error = rejection(sender.put(target(storage.baseUrl), file, controller.signal));
    await halted.promise;
    controller.abort(new BadUserInput('gone'));
    expect(await error).toBeInstanceOf(BadUserInput);
    await closed;
    await new Promise(setImmediate);
  });
});

describe('an aborted signal', () => {
  const reason = new BackendTimeout('The operation took too long.');

  test('prevents a PUT that starts after it', async () => {
    await using storage = await startStorage(stored);
    await using sender = createTestSender();
    expect(await rejection(sender.put(target(storage.url), fileOf(['x']), AbortSignal.abort(reason)))).toBe(reason);
    const foreign = rejection(sender.put(target(storage.url), fileOf(['x']), AbortSignal.abort(new Error('10.0.0.1'))));
    expect(await foreign).toMatchObject({
      code: 'BACKEND_UNAVAILABLE',
      message: 'The call to the source was aborted.',
    });
    expect(storage.sockets.length).toBe(0);
  });

  test('ends a PUT that is connecting', async () => {
    await using storage = await startRaw(() => {});
    await using sender = createTestSender();
    const controller = new AbortController();
    const url = `https://127.0.0.1:${storage.port}`;
    const error = rejection(sender.put(target(url), fileOf(['x']), controller.signal));
    while (storage.sockets.length === 0) await new Promise(setImmediate);
    controller.abort(reason);
    expect(await error).toBe(reason);
    expect(sender.clock.running()).toEqual([]);
  });

  test('ends a PUT whose connection is just being established, and the file is not sent', async () => {
    await using storage = await startStorage(stored);
    await using sender = createTestSender();
    const controller = new AbortController();
    let reads = 0;
    const file = fileOf(['x'], () => {
      reads += 1;
    });
    const error = rejection(sender.put(target(storage.url), file, controller.signal));
    // The watch starts in the same iteration of the event loop in which undici starts to connect.
    await sender.clock.scheduled((ms) => ms === FIRST_LOOK_MS);
    controller.abort(reason);
    expect(await error).toBe(reason);
    while (storage.sockets.length === 0) await new Promise(setImmediate);
    await sender.put(target(storage.url));
    expect([reads, storage.received.length]).toEqual([0, 1]);
  });

  test('ends a PUT between two attempts', async () => {
    await using sender = createTestSender();
    const controller = new AbortController();
    const error = rejection(sender.put(target(await refusedBaseUrl()), fileOf(['x']), controller.signal));
    await sender.clock.scheduled(isPause);
    controller.abort(reason);
    expect(await error).toBe(reason);
    expect(sender.clock.running()).toEqual([]);
  });

  test('ends a PUT in the middle of the file, which is not stored', async () => {
    const { promise: came, resolve } = Promise.withResolvers<unknown>();
    await using storage = await startRaw((socket) => socket.once('data', resolve));
    await using sender = createTestSender();
    const controller = new AbortController();
    const { file } = haltingFile();
    const error = rejection(sender.put(target(storage.baseUrl), file, controller.signal));
    await came;
    controller.abort(reason);
    expect(await error).toBe(reason);
    await allClosed(storage);
  });

  test('does not end a PUT that waits for its answer, which is the outcome', async () => {
    const { promise, resolve } = Promise.withResolvers<Socket>();
    await using storage = await startStorage(resolve);
    await using sender = createTestSender();
    const controller = new AbortController();
    const put = sender.put(target(storage.url), fileOf(['x']), controller.signal);
    const socket = await promise;
    controller.abort(reason);
    stored(socket);
    await put;
    expect(sender.clock.running()).toEqual([]);
  });
});

describe('concurrent files', () => {
  test('are limited over all hosts; the others are queued without a time-out, and can be aborted', async () => {
    const held: Socket[] = [];
    await using first = await startStorage((socket) => void held.push(socket));
    await using second = await startStorage(stored);
    await using sender = createTestSender({ maxConcurrent: 1 });
    const running = sender.put(target(first.url), fileOf(['1']));
    const controller = new AbortController();
    const reason = new BackendTimeout('The operation took too long.');
    const leaving = rejection(sender.put(target(second.url), fileOf(['2']), controller.signal));
    const waiting = sender.put(target(second.url), fileOf(['3']));
    const last = sender.put(target(second.url), fileOf(['4']));
    while (held.length === 0) await new Promise(setImmediate);
    expect(sender.clock.running().length).toBe(1);
    controller.abort(reason);
    expect(await leaving).toBe(reason);
    expect(await rejection(sender.put(target(second.url), fileOf(['5']), AbortSignal.abort(reason)))).toBe(reason);
    expect(second.sockets.length).toBe(0);
    for (const socket of held) stored(socket);
    await Promise.all([running, waiting, last]);
    expect(second.received.map(({ body }) => String(body))).toEqual(['3', '4']);
  });

  test('are sent in parallel up to the limit', async () => {
    const held: Socket[] = [];
    await using storage = await startStorage((socket) => {
      held.push(socket);
      if (held.length === 3) held.forEach(stored);
    });
    await using sender = createTestSender({ maxConcurrent: 3 });
    await Promise.all(['1', '2', '3'].map((text) => sender.put(target(storage.url), fileOf([text]))));
    expect(storage.sockets.length).toBe(3);
  });
});

test('a disposed sender ends running, queued and later PUTs', async () => {
  const { promise, resolve } = Promise.withResolvers<Socket>();
  await using storage = await startStorage(resolve);
  const sender = createTestSender({ maxConcurrent: 2 });
  const answering = rejection(sender.put(target(storage.url)));
  await promise;
  const { file, halted } = haltingFile();
  const sending = rejection(sender.put(target(storage.url), file));
  await halted;
  const waiting = rejection(sender.put(target(storage.url)));
  await sender[Symbol.asyncDispose]();
  expect(await answering).toMatchObject({ code: 'OUTCOME_UNKNOWN' });
  const stopping = { code: 'BACKEND_UNAVAILABLE', message: 'The gateway is shutting down.' };
  expect(await sending).toMatchObject(stopping);
  expect(await waiting).toMatchObject(stopping);
  expect(await rejection(sender.put(target(storage.url)))).toMatchObject(stopping);
  expect(sender.clock.running()).toEqual([]);
});

test('a disposed progress watch does not start again when undici reports progress late', () => {
  const clock = createFakeClock();
  const watch = watchProgress({ stallTimeoutMs: () => TIMEOUT_MS, clock, queued: async () => 0, onStall: () => {} });
  watch[Symbol.dispose]();
  watch.moved();
  expect(clock.running()).toEqual([]);
});

test('a progress watch waits for its first reading before it schedules the second one', async () => {
  const clock = createFakeClock();
  const first = Promise.withResolvers<number>();
  const options = { stallTimeoutMs: () => TIMEOUT_MS, clock, queued: () => first.promise, onStall: () => {} };
  using _watch = watchProgress(options);
  await clock.pass((ms) => ms === FIRST_LOOK_MS);
  expect(clock.running()).toEqual([]);
  first.resolve(1);
  await clock.scheduled((ms) => ms === TIMEOUT_MS - FIRST_LOOK_MS);
});

test('the log has one line per PUT, without its URL', async () => {
  const lines: [object, string][] = [];
  const logger = { debug: (fields: object, message: string) => void lines.push([fields, message]) };
  await using storage = await startStorage((socket, { body }) => {
    if (body.length > 1) socket.write(answerOf(403));
    else socket.destroy();
  });
  await using sender = createTestSender({ logger });
  await rejection(sender.put(target(storage.url), fileOf(['abc'])));
  await rejection(sender.put(target(storage.url)));
  expect(lines).toEqual([
    [{ ...ACCOUNT_ID, bytes: 3, ms: 0, status: 403 }, 'storage answered'],
    [
      { ...ACCOUNT_ID, bytes: 1, ms: 0, failure: expect.stringMatching(/^connection failed/) },
      'storage did not answer',
    ],
  ]);
});

/** Waits until all connections are closed. */
async function allClosed({ sockets }: RawServer): Promise<void> {
  for (const socket of sockets) {
    // A socket that is not read does not end.
    socket.resume();
    if (!socket.closed) await new Promise((resolve) => socket.once('close', resolve));
  }
}

function isPause(ms: number): boolean {
  return ms !== FIRST_LOOK_MS && ms !== TIMEOUT_MS - FIRST_LOOK_MS;
}

/** Waits until a value has not changed for 200 iterations of the event loop, in which a socket could have moved. */
async function standstill(value: () => number): Promise<void> {
  let last = value();
  for (let turns = 0; turns < 200; turns += 1) {
    await new Promise(setImmediate);
    if (value() !== last) turns = 0;
    last = value();
  }
}

/** A clock that fires the due timers when it is moved. */
function createRunningClock(): Clock & { readonly advance: (ms: number) => void } {
  const timers = new Map<() => void, number>();
  let now = 0;
  return {
    now: () => now,
    schedule: (callback, ms) => {
      timers.set(callback, now + ms);
      return { [Symbol.dispose]: () => void timers.delete(callback) };
    },
    advance: (ms) => {
      now += ms;
      for (const [callback, due] of timers) {
        if (due > now) continue;
        timers.delete(callback);
        callback();
      }
    },
  };
}
