import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { BackendBadResponse, BackendUnavailable, GatewayError } from '../../src/errors/catalogue.ts';
import { createTestAccount, get, post, rejection } from './account.ts';
import { startRaw, startSource } from './source-server.ts';

describe('a call', () => {
  test('sends method, path below the base URL, headers and body, and returns status, headers and text', async () => {
    await using source = await startSource((call) => {
      call.response.setHeader('set-cookie', ['a=1', 'b=2']);
      call.answer(201, '{"ok":true}', { 'X-Page': '7' });
    });
    await using account = createTestAccount(`${source.baseUrl}/api/pub/`);
    const answer = await account.send({ ...post('ąž'), path: '/invoices?from=1', headers: { 'x-api-key': 'k' } });
    expect(answer).toMatchObject({ status: 201, text: '{"ok":true}' });
    expect(answer.headers).toMatchObject({ 'x-page': '7', 'set-cookie': ['a=1', 'b=2'] });
    expect(source.arrivals).toMatchObject([
      { method: 'POST', url: '/api/pub/invoices?from=1', headers: { 'x-api-key': 'k', 'content-length': '4' } },
    ]);
  });

  test('tells the name and version of the gateway', async () => {
    await using source = await startSource((call) => call.answer(200));
    await using account = createTestAccount(source.baseUrl);
    await account.send(get());
    const { name, version } = JSON.parse(await readFile('package.json', 'utf8')) as { name: string; version: string };
    expect(source.arrivals[0]?.headers['user-agent']).toBe(`${name}/${version}`);
  });

  test('returns an empty text for an answer without a body', async () => {
    await using source = await startSource((call) => void call.response.writeHead(204).end());
    await using account = createTestAccount(source.baseUrl);
    expect(await account.send(get())).toMatchObject({ status: 204, text: '' });
  });

  test('decodes a character that is split over two chunks, and drops a byte order mark', async () => {
    const bytes = Buffer.from('\ufeff{"name":"Įmonė €"}');
    await using source = await startSource();
    await using account = createTestAccount(source.baseUrl);
    const answer = account.send(get());
    const { response, socket } = await source.next();
    socket.setNoDelay(true);
    const middle = bytes.indexOf(Buffer.from('€')) + 1;
    response.write(bytes.subarray(0, middle), () => response.end(bytes.subarray(middle)));
    expect((await answer).text).toBe('{"name":"Įmonė €"}');
  });

  test('waits for the answer behind an informational one', async () => {
    await using source = await startSource((call) => {
      call.response.writeEarlyHints({ link: '</style.css>; rel=preload' });
      call.answer(200, 'final');
    });
    await using account = createTestAccount(source.baseUrl);
    expect(await account.send(get())).toMatchObject({ status: 200, text: 'final' });
  });

  test.each([301, 302, 303, 307, 308])('returns a %i, and does not follow it', async (status) => {
    await using elsewhere = await startSource((call) => call.answer(200));
    await using source = await startSource((call) => call.answer(status, '', { location: elsewhere.baseUrl }));
    await using account = createTestAccount(source.baseUrl);
    const request = { ...get(), headers: { authorization: 'Bearer secret' } };
    expect(await account.send(request)).toMatchObject({ status });
    expect([source.arrivals.length, elsewhere.arrivals.length]).toEqual([1, 0]);
  });

  test.each([
    ['', '/'],
    ['/oauth2/token', '/oauth2/token'],
    ['/token/?tenant=a', '/token/?tenant=a'],
  ])('with an empty path goes to the base URL itself, such as %j', async (base, url) => {
    await using source = await startSource((call) => call.answer(200));
    await using account = createTestAccount(source.baseUrl + base);
    await account.send(get(''));
    expect(source.arrivals).toMatchObject([{ url }]);
  });

  test('reuses the connection of the previous call', async () => {
    await using source = await startSource((call) => call.answer(200));
    await using account = createTestAccount(source.baseUrl, { maxConcurrent: 1 });
    for (let i = 0; i < 5; i += 1) await account.send(get());
    expect(new Set(source.arrivals.map(({ socket }) => socket)).size).toBe(1);
  });

  test.each([
    ['a header with a line break', { headers: { 'x-api-key': 'a\r\nx-admin: 1' } }],
    ['a header name with a line break', { headers: { 'x\r\ny': '1' } }],
    ['a path with a line break', { path: '/a HTTP/1.1\r\nx: y' }],
  ])('with %s is not sent, and does not count as a fault of the source', async (_, part) => {
    await using source = await startSource((call) => call.answer(200));
    await using account = createTestAccount(source.baseUrl);
    const error = await rejection(account.send({ ...get(), ...part }));
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(GatewayError);
    expect(String(error)).not.toContain('admin');
    expect(source.arrivals).toEqual([]);
    expect(account.state().health).toBe('unknown');
    expect(account.clock.running()).toEqual([]);
  });
});

describe('an answer that cannot be read', () => {
  test.each([
    ['announced', { 'content-length': '2000' }],
    ['chunked', {}],
  ])('larger than the bound (%s) ends the call and its connection, once', async (_, headers) => {
    await using source = await startSource(
      (call) => void call.response.writeHead(200, headers).write('x'.repeat(1500)),
    );
    await using account = createTestAccount(source.baseUrl, {}, { maxBodyBytes: 1000 });
    expect(await rejection(account.send(get()))).toBeInstanceOf(BackendBadResponse);
    await source.arrivals[0]?.disconnected;
    expect(source.arrivals.length).toBe(1);
  });

  test('is an error only above the maximum length', async () => {
    await using source = await startSource((call) => call.answer(200, 'x'.repeat(1000)));
    await using account = createTestAccount(source.baseUrl, {}, { maxBodyBytes: 1000 });
    expect((await account.send(get())).text.length).toBe(1000);
  });

  test.each([
    ['a refusal', get(), 400],
    ['the refusal of a write', post(), 409],
    ['a redirect', get(), 302],
  ])('larger than 64 kB as %s counts as its status, without its words', async (_, request, status) => {
    await using source = await startSource(
      (call) => void call.response.writeHead(status).write(`{"message":"no","x":[${'{},'.repeat(22_000)}`),
    );
    await using account = createTestAccount(source.baseUrl);
    expect(await account.send(request)).toMatchObject({ status, text: '' });
    await source.arrivals[0]?.disconnected;
    expect(source.arrivals.length).toBe(1);
  });

  test('larger than 64 kB as the answer to a write ends the call and its connection, and the write is not repeated', async () => {
    await using source = await startSource((call) => void call.response.writeHead(200).write('x'.repeat(65_537)));
    await using account = createTestAccount(source.baseUrl);
    expect(await rejection(account.send(post()))).toBeInstanceOf(BackendBadResponse);
    await source.arrivals[0]?.disconnected;
    expect(source.arrivals.length).toBe(1);
  });

  test.each([
    ['a refusal', get(), 400],
    ['the answer to a write', post(), 200],
  ])('is read as %s if it has 64 kB', async (_, request, status) => {
    const body = JSON.stringify({ message: 'x'.repeat(2 ** 16 - 14) });
    await using source = await startSource((call) => call.answer(status, body));
    await using account = createTestAccount(source.baseUrl);
    expect(await account.send(request)).toMatchObject({ status, text: body });
  });

  test.each([
    ['another protocol', 'SSH-2.0-OpenSSH_9.9\r\n'],
    ['an upgrade', 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n'],
    ['a status that is not a number', 'HTTP/1.1 2x0 OK\r\n\r\n'],
    ['a header without a colon', 'HTTP/1.1 200 OK\r\nbad header\r\n\r\n'],
    ['a chunk without a length', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nab'],
    ['endless headers', `HTTP/1.1 200 OK\r\n${'a: b\r\n'.repeat(20_000)}`],
  ])('as it is not HTTP (%s) is a bad response, and the call is not repeated', async (_, bytes) => {
    await using source = await startRaw((socket) => socket.once('data', () => socket.end(bytes)));
    await using account = createTestAccount(source.baseUrl);
    expect(await rejection(account.send(get()))).toBeInstanceOf(BackendBadResponse);
    expect(source.sockets.length).toBe(1);
  });
});

test('a disposed account ends the calls in flight, and does not make new ones', async () => {
  await using source = await startSource();
  const account = createTestAccount(source.baseUrl);
  const running = rejection(account.send(get()));
  const { disconnected } = await source.next();
  await account[Symbol.asyncDispose]();
  await disconnected;
  expect(await running).toBeInstanceOf(BackendUnavailable);
  expect(await rejection(account.send(get()))).toBeInstanceOf(BackendUnavailable);
  expect(source.arrivals.length).toBe(1);
  expect(account.clock.running()).toEqual([]);
});
