import { expect, test } from 'vitest';
import { type Reader, ReadTurns } from '../../src/server/http/reading/read-turns.ts';

/** Iterations whose clock moves by a millisecond with each slice, so that four slices fill one. */
function createTurns() {
  let now = 0;
  const turns = new ReadTurns(() => now);
  const read: string[][] = [];
  const reader = (name: string, number = 0): Reader => ({
    number,
    readSlice: () => {
      now += 1;
      read.at(-1)?.push(name);
    },
  });
  const nextTurn = async () => {
    read.push([]);
    await new Promise(setImmediate);
    return read.at(-1);
  };
  const pass = (ms: number) => {
    now += ms;
  };
  return { turns, reader, nextTurn, pass };
}

test('the newest connection comes first, then those that have sent before, then those that have sent most', async () => {
  const { turns, reader, nextTurn } = createTurns();
  turns.push(reader('more'), 'MORE');
  turns.push(reader('more of another'), 'MORE');
  turns.push(reader('next'), 'NEXT');
  turns.push(reader('next of another'), 'NEXT');
  turns.push(reader('new', 2), 'NEW');
  turns.push(reader('newest', 3), 'NEW');
  turns.push(reader('new, but old', 1), 'NEW');
  // One slice of each kind, so that a flood of new connections does not keep the others waiting.
  expect(await nextTurn()).toEqual(['more', 'next', 'newest', 'new']);
  expect(await nextTurn()).toEqual(['more of another', 'next of another', 'new, but old']);
  expect(await nextTurn()).toEqual([]);
});

test('a slice can be read at once if none waits and the turn has time', async () => {
  const { turns, reader, nextTurn, pass } = createTurns();
  expect(turns.hasTime).toBe(true);
  pass(4);
  expect(turns.hasTime).toBe(false);
  await nextTurn();
  expect(turns.hasTime).toBe(true);
  turns.push(reader('waits'), 'NEXT');
  expect(turns.hasTime).toBe(false);
});

test('health checks on new connections come first, in the order of arrival', async () => {
  const { turns, reader, nextTurn } = createTurns();
  turns.push(reader('new', 3), 'NEW');
  turns.push(reader('health check', 1), 'HEALTH');
  turns.push(reader('later health check', 2), 'HEALTH');
  expect(await nextTurn()).toEqual(['health check', 'later health check', 'new']);
});

test('while connections are accepted, each iteration reads one health check and no other slice', async () => {
  const { turns, reader, nextTurn } = createTurns();
  turns.push(reader('new'), 'NEW');
  turns.push(reader('health check'), 'HEALTH');
  turns.push(reader('later health check'), 'HEALTH');
  turns.postpone();
  expect(await nextTurn()).toEqual(['health check']);
  turns.postpone();
  expect(await nextTurn()).toEqual(['later health check']);
  expect(await nextTurn()).toEqual(['new']);
});

test('work that a slice has started counts as time of its turn', async () => {
  const { turns, nextTurn, pass } = createTurns();
  let read = 0;
  const slow = (): Reader => ({
    number: 0,
    readSlice: () => {
      read += 1;
      void Promise.resolve()
        .then(() => undefined)
        .then(() => pass(4));
    },
  });
  turns.push(slow(), 'NEW');
  turns.push(slow(), 'NEW');
  await nextTurn();
  expect(read).toBe(1);
});
