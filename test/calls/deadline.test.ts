import { expect, test } from 'vitest';
import { mayHaveBeenSent } from '../../src/calls/call-failure.ts';
import { BackendTimeout, BackendUnavailable, BadUserInput } from '../../src/errors/catalogue.ts';
import { ACCOUNT_ID, createTestAccount, get, post, rejection } from './account.ts';
import { startRaw, startSource } from './source-server.ts';

const timedOut = { code: 'BACKEND_TIMEOUT', accountId: ACCOUNT_ID, retryable: true };

test('a call whose answer has not started times out, is not repeated, and its connection is closed', async () => {
  await using source = await startSource();
  await using account = createTestAccount(source.baseUrl);
  const error = rejection(account.send(get()));
  const { disconnected } = await source.next();
  await account.timeOut();
  expect(await error).toMatchObject(timedOut);
  expect(await error).toBeInstanceOf(BackendTimeout);
  await disconnected;
  expect(source.arrivals.length).toBe(1);
  expect(account.clock.running()).toEqual([]);
});

test('a slow body counts against the same time-out', async () => {
  await using source = await startSource();
  await using account = createTestAccount(source.baseUrl);
  const error = rejection(account.send(get()));
  const { response, disconnected } = await source.next();
  response.writeHead(200).write('[1,');
  // Sends a byte in each iteration of the event loop: the body never stalls, and never ends.
  const trickle = (): void => void (response.destroyed || response.write('2,', () => setImmediate(trickle)));
  trickle();
  await account.timeOut();
  expect(await error).toMatchObject(timedOut);
  await disconnected;
  expect(source.arrivals.length).toBe(1);
});

test('connecting counts against the time-out, and the call was not sent', async () => {
  // Accepts connections, and does not answer the TLS handshake.
  await using source = await startRaw(() => {});
  await using account = createTestAccount(`https://127.0.0.1:${source.port}`);
  const error = rejection(account.send(post()));
  await account.timeOut();
  expect(await error).toMatchObject(timedOut);
  expect(mayHaveBeenSent(await error)).toBe(false);
});

test('queueing does not count against the time-out', async () => {
  await using source = await startSource();
  await using account = createTestAccount(source.baseUrl, { maxConcurrent: 1 });
  const first = account.send(get('/1'));
  const second = account.send(get('/2'));
  const running = await source.next();
  expect(account.clock.running().length).toBe(1);
  running.answer(200);
  await first;
  (await source.next()).answer(200);
  await second;
});

test('a write that times out after it was sent may have taken effect', async () => {
  await using source = await startSource();
  await using account = createTestAccount(source.baseUrl);
  const error = rejection(account.send(post()));
  await source.next();
  await account.timeOut();
  expect(mayHaveBeenSent(await error)).toBe(true);
  expect(source.arrivals.length).toBe(1);
});

test("an aborted signal ends a call that waits for its answer, with the signal's reason", async () => {
  await using source = await startSource();
  await using account = createTestAccount(source.baseUrl);
  const controller = new AbortController();
  const error = rejection(account.send(get('/x', controller.signal)));
  const { disconnected } = await source.next();
  const reason = new BackendTimeout('The operation took too long.');
  controller.abort(reason);
  expect(await error).toBe(reason);
  await disconnected;
  expect(account.clock.running()).toEqual([]);
  expect(account.state()).toEqual({ health: 'unknown', breaker: 'closed' });
});

test('an aborted signal ends a call in the middle of a body', async () => {
  await using source = await startSource();
  await using account = createTestAccount(source.baseUrl);
  const controller = new AbortController();
  const error = rejection(account.send(get('/x', controller.signal)));
  const { response, disconnected } = await source.next();
  response.write('half');
  controller.abort(new BadUserInput('gone'));
  expect(await error).toBeInstanceOf(BadUserInput);
  await disconnected;
});

test('an aborted signal ends a call that is still connecting', async () => {
  await using source = await startRaw(() => {});
  await using account = createTestAccount(`https://127.0.0.1:${source.port}`);
  const controller = new AbortController();
  const error = rejection(account.send(get('/x', controller.signal)));
  const reason = new BackendTimeout('The operation took too long.');
  controller.abort(reason);
  expect(await error).toBe(reason);
});

test('a call with an aborted signal is not sent', async () => {
  await using source = await startSource((call) => call.answer(200));
  await using account = createTestAccount(source.baseUrl);
  const error = await rejection(account.send(get('/x', AbortSignal.abort())));
  expect(error).toBeInstanceOf(BackendUnavailable);
  expect(source.arrivals).toEqual([]);
});

test('a foreign abort reason is not shown, and the reason of AbortSignal.timeout becomes a time-out', async () => {
  await using account = createTestAccount('http://127.0.0.1:9');
  const gone = await rejection(account.send(get('/x', AbortSignal.abort(new Error('socket 10.0.0.1 closed')))));
  expect(gone).toMatchObject({ code: 'BACKEND_UNAVAILABLE', message: 'The call to the source was aborted.' });
  const late = await rejection(account.send(get('/x', AbortSignal.abort(new DOMException('x', 'TimeoutError')))));
  expect(late).toBeInstanceOf(BackendTimeout);
});

test('the error of an aborted write tells that it was sent; a write that was not sent fails with the abort reason', async () => {
  await using source = await startSource();
  await using account = createTestAccount(source.baseUrl, { maxConcurrent: 1 });
  const controller = new AbortController();
  const sent = rejection(account.send(post('{}', controller.signal)));
  const queued = rejection(account.send(post('{}', controller.signal)));
  await source.next();
  const reason = new BackendTimeout('The operation took too long.');
  controller.abort(reason);
  expect(await sent).toMatchObject({ code: 'BACKEND_TIMEOUT', cause: { cause: reason } });
  expect(mayHaveBeenSent(await sent)).toBe(true);
  expect(await queued).toBe(reason);
  expect(mayHaveBeenSent(await queued)).toBe(false);
  expect(source.arrivals.length).toBe(1);
});
