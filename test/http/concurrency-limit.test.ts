import { getEventListeners } from 'node:events';
import { expect, it, vi } from 'vitest';
import { BackendTimeout } from '../../src/errors/catalogue.ts';
import { createTestAccount, get, rejection } from './account.ts';
import { startSource } from './source-server.ts';

it('lets so many calls run at once and keeps the order of the rest', async () => {
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

it('a call that fails makes room for the next', async () => {
  await using source = await startSource((call, number) => (number === 1 ? call.socket.destroy() : call.answer(200)));
  await using account = createTestAccount(source.baseUrl, { maxConcurrent: 1, retries: 0 });
  const first = rejection(account.send(get('/1')));
  expect(await account.send(get('/2'))).toMatchObject({ status: 200 });
  await first;
});

it('an aborted call leaves the queue at once, and is never sent', async () => {
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

it('the calls of one operation share one listener on its signal, which goes with the last of them', async () => {
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

it('an abort ends the calls that run and those that wait, and no waiting one is sent for it', async () => {
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
