import { expect, test } from 'vitest';
import { Semaphore, Tally } from '../../src/async/semaphore.ts';

function starts() {
  const started: string[] = [];
  return { started, start: (name: string) => () => void started.push(name) };
}

test('a place that is given back goes round the owners', () => {
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

test('the line of an owner has a length, and says so', () => {
  const { start } = starts();
  const semaphore = new Semaphore({ places: 1, maxQueued: 2 });
  semaphore.tryTake();
  expect(['1', '2', '3'].map((name) => semaphore.enqueue('a', start(name)))).toEqual([true, true, false]);
  expect(semaphore.enqueue('b', start('b'))).toBe(true);
});

test('what waits is counted, together with other semaphores', () => {
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
