import { getEventListeners } from 'node:events';
import { expect, test, vi } from 'vitest';
import { BackendTimeout } from '../../src/errors/catalogue.ts';
import { Behalf, onBehalfOf } from '../../src/limits/on-behalf.ts';
import { createTestAccount, get, rejection } from './account.ts';
import { type Arrival, startSource } from './source-server.ts';

test('an account runs a limited number of calls at once, and keeps the order of the others', async () => {
  await using source = await startSource();
  await using account = createTestAccount(source.baseUrl, { maxConcurrent: 2 });
  const answers = ['/1', '/2', '/3', '/4', '/5'].map((path) => account.send(get(path)));
  for (const expected of ['/1', '/2', '/3', '/4', '/5']) {
    const call = await source.next();
    expect(call.url).toBe(expected);
    expect(source.arrivals.filter(({ response }) => !response.writableEnded).length).toBeLessThanOrEqual(2);
    if (expected !== '/1') source.arrivals[source.arrivals.indexOf(call) - 1]?.answer(200);
  }
  source.arrivals.at(-1)?.answer(200);
  expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  expect(new Set(source.arrivals.map(({ socket }) => socket)).size).toBe(2);
});

test('a failed call frees its place', async () => {
  await using source = await startSource((call, number) => (number === 1 ? call.socket.destroy() : call.answer(200)));
  await using account = createTestAccount(source.baseUrl, { maxConcurrent: 1, retries: 0 });
  const first = rejection(account.send(get('/1')));
  expect(await account.send(get('/2'))).toMatchObject({ status: 200 });
  await first;
});

test('an aborted call leaves the queue at once, and is not sent', async () => {
  await using source = await startSource();
  await using account = createTestAccount(source.baseUrl, { maxConcurrent: 1 });
  const controller = new AbortController();
  const first = account.send(get('/1'));
  const second = rejection(account.send(get('/2', controller.signal)));
  const third = account.send(get('/3'));
  const running = await source.next();
  const reason = new BackendTimeout('The operation took too long.');
  controller.abort(reason);
  expect(await second).toBe(reason);
  running.answer(200);
  (await source.next()).answer(200);
  await Promise.all([first, third]);
  expect(source.arrivals.map(({ url }) => url)).toEqual(['/1', '/3']);
});

test('the calls of an operation share one listener on its signal, which is removed after the last call', async () => {
  const warn = vi.fn();
  process.on('warning', warn);
  await using source = await startSource((call) => call.answer(200));
  await using account = createTestAccount(source.baseUrl);
  const { signal } = new AbortController();
  const answers = Array.from({ length: 51 }, (_, i) => account.send(get(`/${i}`, signal)));
  expect(getEventListeners(signal, 'abort').length).toBe(1);
  await Promise.all(answers);
  expect(getEventListeners(signal, 'abort').length).toBe(0);
  process.off('warning', warn);
  expect(warn).not.toHaveBeenCalled();
});

test('an abort ends running and queued calls, and does not send the queued ones', async () => {
  await using source = await startSource();
  await using account = createTestAccount(source.baseUrl, { maxConcurrent: 2 });
  const controller = new AbortController();
  const errors = Array.from({ length: 10 }, (_, i) => rejection(account.send(get(`/${i}`, controller.signal))));
  const running = [await source.next(), await source.next()];
  const reason = new BackendTimeout('The operation took too long.');
  controller.abort(reason);
  expect(new Set(await Promise.all(errors))).toEqual(new Set([reason]));
  await Promise.all(running.map(({ disconnected }) => disconnected));
  expect(source.arrivals.length).toBe(2);
  expect(getEventListeners(controller.signal, 'abort').length).toBe(0);
});

test('places go round the callers, however many calls one of them has queued', async () => {
  await using source = await startSource((call) => call.answer(200));
  await using account = createTestAccount(source.baseUrl, { maxConcurrent: 1 });
  const sendAs = (caller: string, path: string) =>
    onBehalfOf(new Behalf(caller, { calls: null, holdFetched: null }), () => account.send(get(path)));
  const answers = ['/a/1', '/a/2', '/a/3', '/a/4'].map((path) => sendAs('a', path));
  answers.push(sendAs('b', '/b/1'), sendAs('b', '/b/2'));
  await Promise.all(answers);
  expect(source.arrivals.map(({ url }) => url)).toEqual(['/a/1', '/a/2', '/b/1', '/a/3', '/b/2', '/a/4']);
});

test('a call that two callers wait for is sent in the turn of either', async () => {
  await using source = await startSource((call) => call.answer(200));
  await using account = createTestAccount(source.baseUrl, { maxConcurrent: 1 });
  const behalf = new Behalf('a', { calls: null, holdFetched: null });
  const answers = ['/a/1', '/a/2', '/a/3'].map((path) =>
    onBehalfOf(new Behalf('a', { calls: null, holdFetched: null }), () => account.send(get(path))),
  );
  answers.push(onBehalfOf(behalf, () => account.send(get('/common'))));
  behalf.join('b');
  await Promise.all(answers);
  expect(source.arrivals.map(({ url }) => url)).toEqual(['/a/1', '/a/2', '/common', '/a/3']);
});

test('large calls take at most half of the places', async () => {
  await using source = await startSource((call) => call.url === '/small' && call.answer(200));
  await using account = createTestAccount(source.baseUrl, { maxConcurrent: 4 });
  const large = Array.from({ length: 8 }, () => account.send({ ...get('/large'), reach: 'LARGE' }));
  expect(await account.send(get('/small'))).toMatchObject({ status: 200 });
  expect(source.arrivals.map(({ url }) => url)).toEqual(['/large', '/large', '/small']);
  for (let done = 0; done < 8; done += 1) {
    const isLarge = ({ url, response }: Arrival) => url === '/large' && !response.writableEnded;
    while (!source.arrivals.some(isLarge)) await source.next();
    source.arrivals.find(isLarge)?.answer(200);
  }
  expect((await Promise.all(large)).length).toBe(8);
});
