import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { Pacer } from '../../src/limits/pacer.ts';

/** Work whose parts advance the clock by their length. */
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
  return { clock, pacer, done, part };
}

describe('a pacer', () => {
  test('does not delay work while an iteration of the event loop has time', () => {
    const { pacer, done, part } = createWork();
    void part('a', 1);
    void part('a', 1);
    expect(done).toEqual(['a', 'a']);
    expect(pacer.turn('a')).toBeUndefined();
  });

  test('spreads long work over several iterations of the event loop', async () => {
    const { done, part } = createWork();
    const parts = Promise.all(Array.from({ length: 6 }, () => part('a', 3)));
    expect(done).toHaveLength(2);
    await setImmediate();
    expect(done.length).toBeLessThan(6);
    await parts;
    expect(done).toHaveLength(6);
  });

  test('postpones work to the iteration after one that accepted a connection', async () => {
    const { pacer, done, part } = createWork();
    pacer.postpone();
    const work = part('a', 1);
    expect(done).toEqual([]);
    await setImmediate();
    expect(done).toEqual([]);
    await work;
    expect(done).toEqual(['a']);
    void part('a', 1);
    expect(done).toEqual(['a', 'a']);
  });

  test('postpones work for a burst of connections, and no longer, however many arrive', async () => {
    const { clock, pacer, done, part } = createWork();
    pacer.postpone();
    void part('a', 1);
    for (let turn = 0; turn < 50; turn += 1) {
      await setImmediate();
      clock.now += 1;
      pacer.postpone();
    }
    expect(done).toEqual([]);
    await setImmediate();
    expect(done).toEqual(['a']);
  });

  test('runs the only part of one caller before the many queued parts of another', async () => {
    const { done, part } = createWork();
    const many = Array.from({ length: 50 }, () => part('many', 10));
    await part('one', 10);
    expect(done.length).toBeLessThan(6);
    await Promise.all(many);
  });
});
