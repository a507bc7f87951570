import { expect, test } from 'vitest';
import type { Limits } from '../../../src/config/config.ts';
import { createInFlight, type InFlight } from '../../../src/server/graphql/in-flight.ts';
import { SendQueue } from '../../../src/server/live/send-queue.ts';

/** A connection that accepts pieces when the test says so. */
class Client {
  readonly heard: string[] = [];
  readonly #untaken: { readonly bytes: number; readonly take: () => void }[] = [];
  isOpen = true;

  get buffered(): number {
    return this.#untaken.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  write(piece: string | Buffer, isLast: boolean, callback: () => void): void {
    const take = () => {
      this.heard.push(String(piece) + (isLast ? '' : '…'));
      callback();
    };
    this.#untaken.push({ bytes: Buffer.byteLength(piece), take });
  }

  /** Accepts a piece. Returns false if there is none. */
  read(): boolean {
    const next = this.#untaken.shift();
    next?.take();
    return next !== undefined;
  }
}

interface Subject {
  readonly client: Client;
  readonly line: SendQueue;
  readonly inFlight: InFlight;
  readonly happened: string[];
}

function createSubject(maxSendingBytes = 100_000_000): Subject {
  const client = new Client();
  const inFlight = createInFlight({ maxSendingBytes, maxFetchedBytes: 1 } as Limits);
  const happened: string[] = [];
  const line = new SendQueue(client, {
    refuse: (reason) => happened.push(String(reason)),
    onRoom: () => happened.push('room'),
  });
  line.countFor('web', inFlight.sending);
  return { client, line, inFlight, happened };
}

test('messages beyond 1 MiB wait outside the connection, and arrive completely and in order when it accepts them', async () => {
  const { client, line, inFlight, happened } = createSubject();
  const messages = Array.from({ length: 300 }, (_, index) => `${index} ${'x'.repeat(30_000)}`);
  const sent = Promise.all(messages.map((message) => line.send(message)));
  expect(client.buffered).toBeLessThan(1_100_000);
  expect(line.isFull).toBe(true);
  expect(inFlight.sending.taken).toBe(line.bytes);
  while (client.read());
  await sent;
  expect(client.heard).toEqual(messages);
  expect(happened).toEqual(['room']);
  expect([line.bytes, inFlight.sending.taken]).toEqual([0, 0]);
});

test('a large message is sent in pieces of 64 kB, and others follow it', async () => {
  const { client, line } = createSubject();
  const large = 'ž'.repeat(50_000);
  const sent = Promise.all([line.send(large), line.send('next')]);
  expect(client.buffered).toBe(65_536);
  while (client.read());
  await sent;
  expect(client.heard.map((piece) => piece.endsWith('…'))).toEqual([true, false, false]);
  expect(client.heard.map((piece) => piece.replace('…', ''))).toEqual([
    large.slice(0, 32_768),
    large.slice(32_768),
    'next',
  ]);
});

test('a send queue counts bytes, not characters', () => {
  const { line } = createSubject();
  void line.send('žž');
  expect(line.bytes).toBe(4);
});

test('bytes that the system accepts at once do not count for the caller', () => {
  const { client, line, inFlight } = createSubject(10);
  client.write = (_piece, _isLast, callback) => callback();
  void line.send('x'.repeat(50));
  expect(inFlight.sending.taken).toBe(0);
});

test('the connection is notified when its caller has too many bytes queued', () => {
  const { line, happened } = createSubject(1_000);
  void line.send('x'.repeat(400));
  expect(happened).toEqual([]);
  void line.send('x'.repeat(200));
  expect(happened).toEqual([expect.stringContaining('`limits.maxSendingBytes` is 1,000 bytes')]);
});

test('a closed send queue drops its messages and resolves for their senders', async () => {
  const { client, line, inFlight } = createSubject();
  const sent = [line.send('x'.repeat(100_000)), line.send('y'.repeat(100))];
  client.isOpen = false;
  line.close();
  await sent[1];
  client.read();
  await sent[0];
  expect(client.heard).toHaveLength(1);
  line.release();
  expect([line.bytes, inFlight.sending.taken]).toEqual([0, 0]);
  await line.send('z');
  expect(client.heard).toHaveLength(1);
});
