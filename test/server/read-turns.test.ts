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

test('slices wait while connections are accepted, for 10 ms at most', async () => {
  const { turns, reader, nextTurn, pass } = createTurns();
  turns.push(reader('waits'), 'NEW');
  for (const ms of [0, 9]) {
    pass(ms);
    turns.postpone();
    expect(turns.hasTime).toBe(false);
    expect(await nextTurn()).toEqual([]);
  }
  pass(1);
  turns.postpone();
  expect(await nextTurn()).toEqual(['waits']);
});
