import { expect, test } from 'vitest';
import { Arrivals } from '../../src/limits/arrivals.ts';

/** Iterations of one millisecond. Each accepts a connection or none, and tells if work waits. */
function createIterations() {
  let now = 0;
  const arrivals = new Arrivals(() => now);
  return (accepts: boolean) => {
    now += 1;
    if (accepts) arrivals.add();
    return arrivals.endIteration();
  };
}

test('work waits for a burst of connections, for 50 ms', () => {
  const iterate = createIterations();
  const waits = Array.from({ length: 52 }, () => iterate(true));
  expect(waits.indexOf(false)).toBe(50);
});

test('while connections keep arriving, work runs after each 10 ms', () => {
  const iterate = createIterations();
  for (let iteration = 0; iteration < 100; iteration += 1) iterate(true);
  const working = Array.from({ length: 55 }, () => iterate(true)).filter((waits) => !waits);
  expect(working).toHaveLength(5);
});

test('an iteration without a connection lets work continue, and ends the burst', () => {
  const iterate = createIterations();
  for (let iteration = 0; iteration < 100; iteration += 1) iterate(true);
  expect(iterate(false)).toBe(false);
  const waits = Array.from({ length: 50 }, () => iterate(true));
  expect(waits).not.toContain(false);
});
