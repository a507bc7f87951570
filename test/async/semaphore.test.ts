import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Semaphore, Tally } from '../../src/async/semaphore.ts';

function starts() {
  const started: string[] = [];
  return { started, start: (name: string) => () => void started.push(name) };
}

test('a released place goes round the owners', () => {
  const { started, start } = starts();
  const semaphore = new Semaphore({ places: 1 });
  expect([semaphore.tryTake(), semaphore.tryTake()]).toEqual([true, false]);
  for (const name of ['a1', 'a2', 'a3']) semaphore.enqueue('a', start(name));
  semaphore.enqueue('b', start('b1'));
  for (let i = 0; i < 4; i += 1) semaphore.release();
  expect(started).toEqual(['a1', 'b1', 'a2', 'a3']);
  expect(semaphore.tryTake()).toBe(false);
  semaphore.release();
  expect(semaphore.taken).toBe(0);
});

test('the queue of an owner is bounded, and a full one refuses to be joined', () => {
  const { start } = starts();
  const semaphore = new Semaphore({ places: 1, maxQueued: 2 });
  semaphore.tryTake();
  expect(['1', '2', '3'].map((name) => semaphore.enqueue('a', start(name)))).toEqual([true, true, false]);
  expect(semaphore.enqueue('b', start('b'))).toBe(true);
});

test('several semaphores count their queues together', () => {
  const { start } = starts();
  const waiting = new Tally();
  const semaphores = [new Semaphore({ places: 0, waiting }), new Semaphore({ places: 0, waiting })];
  const first = start('1');
  for (const semaphore of semaphores) semaphore.enqueue('a', first);
  expect(waiting.size).toBe(2);
  semaphores[0]?.leave('a', first);
  semaphores[1]?.release();
  expect(waiting.size).toBe(0);
});

test('one place is a mutex: the next owner enters when the previous one leaves, in rotation', async () => {
  const semaphore = new Semaphore({ places: 1 });
  const order: string[] = [];
  let inside = 0;
  const pass = async (owner: string, name: string) => {
    using _ = await semaphore.take(owner);
    inside += 1;
    expect(inside).toBe(1);
    order.push(name);
    await setImmediate();
    inside -= 1;
  };
  await Promise.all([pass('a', 'a1'), pass('a', 'a2'), pass('a', 'a3'), pass('b', 'b1')]);
  expect(order.indexOf('b1')).toBeLessThan(order.indexOf('a3'));
  expect(semaphore.taken).toBe(0);
});

test('waiting for a place rejects if the queue of the owner is full', async () => {
  const semaphore = new Semaphore({ places: 0, maxQueued: 0 });
  await expect(semaphore.take('a')).rejects.toThrow('The queue of this owner is full');
});

test('a semaphore that grows lets those that wait begin, and one that shrinks takes its places back', () => {
  const semaphore = new Semaphore({ places: 1 });
  const begun: string[] = [];
  const enqueue = (name: string) => semaphore.enqueue('a', () => void begun.push(name));
  expect(semaphore.tryTake()).toBe(true);
  for (const name of ['1', '2', '3']) enqueue(name);
  semaphore.resize(3);
  expect([begun, semaphore.taken]).toEqual([['1', '2'], 3]);
  semaphore.resize(1);
  semaphore.release();
  semaphore.release();
  expect([begun, semaphore.taken]).toEqual([['1', '2'], 1]);
  semaphore.release();
  expect([begun, semaphore.taken]).toEqual([['1', '2', '3'], 1]);
});
