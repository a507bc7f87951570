import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { OneAtATime } from '../../src/limits/one-at-a-time.ts';
import { Pacer } from '../../src/limits/pacer.ts';

/** A clock that each part of the work moves on by its length. */
function createWork() {
  const clock = { now: 0 };
  const pacer = new Pacer(() => clock.now);
  const done: string[] = [];
  const part = async (owner: string, ms: number) => {
    const turn = pacer.turn(owner);
    if (turn !== undefined) await turn;
    clock.now += ms;
    done.push(owner);
  };
  return { pacer, done, part };
}

describe('a pacer', () => {
  test('does not delay work while a turn of the event loop has time', () => {
    const { pacer, done, part } = createWork();
    void part('a', 1);
    void part('a', 1);
    expect(done).toEqual(['a', 'a']);
    expect(pacer.turn('a')).toBeUndefined();
  });

  test('spreads long work over turns of the event loop', async () => {
    const { done, part } = createWork();
    const parts = Promise.all(Array.from({ length: 6 }, () => part('a', 3)));
    expect(done).toHaveLength(2);
    await setImmediate();
    expect(done.length).toBeLessThan(6);
    await parts;
    expect(done).toHaveLength(6);
  });

  test('works less in a turn in which a new connection was taken in, and no less in those after it', async () => {
    const { pacer, done, part } = createWork();
    pacer.shorten();
    const parts = Promise.all(Array.from({ length: 8 }, () => part('a', 1)));
    expect(done).toHaveLength(1);
    await setImmediate();
    await setImmediate();
    expect(done.length).toBeGreaterThanOrEqual(5);
    await parts;
  });

  test('lets one part of another caller pass many of one caller', async () => {
    const { done, part } = createWork();
    const many = Array.from({ length: 50 }, () => part('many', 10));
    await part('one', 10);
    expect(done.length).toBeLessThan(6);
    await Promise.all(many);
  });
});

test('one at a time lets the next one in when the one before leaves, in rotation over the owners', async () => {
  const lane = new OneAtATime();
  const order: string[] = [];
  let inside = 0;
  const pass = async (owner: string, name: string) => {
    using _ = await lane.enter(owner);
    inside += 1;
    expect(inside).toBe(1);
    order.push(name);
    await setImmediate();
    inside -= 1;
  };
  await Promise.all([pass('a', 'a1'), pass('a', 'a2'), pass('a', 'a3'), pass('b', 'b1')]);
  expect(order.indexOf('b1')).toBeLessThan(order.indexOf('a3'));
});
