import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { LiveSocket } from '../../../src/server/live/live-socket.ts';

test('what cannot be sent yet waits outside of the socket, and comes whole and in order when it can', async () => {
  await using opened = new AsyncDisposableStack();
  const server = opened.adopt(new WebSocketServer({ port: 0, host: '127.0.0.1' }), (it) => it.close());
  await once(server, 'listening');
  const connected = once(server, 'connection');
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
  opened.adopt(client, (it) => it.terminate());
  const [serverSide] = (await connected) as [WebSocket];
  await once(client, 'open');
  const run = () => {
    throw new Error('nothing is run here');
  };
  const socket = new LiveSocket(serverSide, { run, now: Date.now, onFailure: run });
  const heard: number[] = [];
  client.on('message', (data) => heard.push(Number.parseInt(String(data), 10)));

  client.pause();
  const messages = Array.from({ length: 300 }, (_, index) => `${index} ${'x'.repeat(100_000)}`);
  const sent = Promise.all(messages.map((message) => socket.send(message)));
  expect(serverSide.bufferedAmount).toBeLessThan(1_300_000);
  await new Promise(setImmediate);
  expect(serverSide.bufferedAmount).toBeLessThan(1_300_000);
  client.resume();
  await sent;
  await expect.poll(() => heard.length).toBe(messages.length);
  expect(heard).toEqual(messages.map((_, index) => index));
});
