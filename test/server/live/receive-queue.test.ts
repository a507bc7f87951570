import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import type { Reader } from '../../../src/server/http/reading/read-turns.ts';
import { MessageScheduler } from '../../../src/server/live/web-socket/message-scheduler.ts';
import { type MessageHandler, ReceiveQueue } from '../../../src/server/live/web-socket/receive-queue.ts';
import { textFrame } from '../../attacks/raw-connection.ts';

class FakeSocket extends EventEmitter {
  isPaused = false;

  pause(): void {
    this.isPaused = true;
  }

  resume(): void {
    this.isPaused = false;
  }
}

const HANDLER: MessageHandler = {
  isReady: false,
  receive: () => {},
  onInvalidText: () => {},
  onBytes: () => {},
  refuse: () => {},
  onFlood: () => {},
};

/** A connection while other connections need all the time for reading. */
function startQueue() {
  const waiting: Reader[] = [];
  const scheduler = new MessageScheduler({ hasTime: false, push: (reader) => waiting.push(reader) });
  const socket = new FakeSocket();
  const stream = new PassThrough();
  const queue = new ReceiveQueue(socket as unknown as WebSocket, stream, scheduler, HANDLER);
  return { socket, queue, waiting, arrive: (chunk: Buffer) => stream.emit('data', chunk) };
}

test('a connection is paused until its turn, and waits only once at a time', () => {
  const { socket, waiting, arrive } = startQueue();
  const frame = textFrame('hello');
  arrive(frame.subarray(0, 3));
  arrive(frame.subarray(3));
  expect(socket.isPaused).toBe(true);
  expect(waiting.length).toBe(1);
  waiting[0]?.readSlice();
  expect(socket.isPaused).toBe(false);
  arrive(frame);
  expect(socket.isPaused).toBe(true);
  expect(waiting.length).toBe(2);
});

test('a connection whose messages take too much memory stays paused after its turn', () => {
  const { socket, waiting, arrive } = startQueue();
  arrive(textFrame('x'.repeat(140_000)));
  waiting[0]?.readSlice();
  expect(socket.isPaused).toBe(true);
});

test('the close frame of a closed connection is read after its turn', () => {
  const { socket, queue, waiting, arrive } = startQueue();
  queue.close();
  arrive(textFrame('x'.repeat(140_000)).subarray(0, 1_000));
  expect(socket.isPaused).toBe(true);
  waiting[0]?.readSlice();
  expect(socket.isPaused).toBe(false);
});
