import { expect, test } from 'vitest';
import { MessageScheduler, type MessageSource } from '../../../src/server/live/web-socket/message-scheduler.ts';

/** A connection with messages of one size; handled messages are noted under its name. */
function source(name: string, owner: string, count: number, bytes: number, handled: string[]): MessageSource {
  let left = count;
  return {
    owner,
    get hasNext() {
      return left > 0;
    },
    handleNext() {
      left -= 1;
      handled.push(name);
      return bytes;
    },
  };
}

function turn() {
  return new Promise<void>((resolve) => setImmediate(resolve));
}

test('one message of a connection is handled per iteration', async () => {
  const handled: string[] = [];
  const scheduler = new MessageScheduler();
  scheduler.push(source('a', 'web', 3, 10, handled));
  await turn();
  expect(handled).toEqual(['a']);
  await turn();
  await turn();
  expect(handled).toEqual(['a', 'a', 'a']);
});

test('callers take turns, however many connections one of them has', async () => {
  const handled: string[] = [];
  const scheduler = new MessageScheduler();
  for (let n = 0; n < 100; n += 1) scheduler.push(source('web', 'web', 1, 10, handled));
  scheduler.push(source('other', 'other', 1, 10, handled));
  await turn();
  expect(handled).toHaveLength(20);
  expect(handled.indexOf('other')).toBe(1);
});

test('an iteration ends after 16 kB, and a larger message has one of its own', async () => {
  const handled: string[] = [];
  const scheduler = new MessageScheduler();
  for (const name of ['a', 'b', 'c']) scheduler.push(source(name, name, 1, 10_000, handled));
  scheduler.push(source('large', 'large', 1, 1_000_000, handled));
  await turn();
  expect(handled).toEqual(['a', 'b']);
  await turn();
  expect(handled).toEqual(['a', 'b', 'c', 'large']);
});
