import { describe, expect, test } from 'vitest';
import { createManualClock, SYSTEM_CLOCK } from '../../sandbox/stand-in/clock.ts';

describe('a manual clock', () => {
  test('runs callbacks in order, each at its own time, including those that they add', () => {
    const clock = createManualClock(new Date(1_000));
    const log: string[] = [];
    const note = (name: string) => () => log.push(`${name} ${clock.now()}`);
    clock.after(30, note('last'));
    clock.after(10, () => {
      note('first')();
      clock.after(5, note('second'));
    });
    clock.after(31, note('not yet'));
    clock.after(20, note('called off'))[Symbol.dispose]();
    clock.advance(9);
    expect(log).toEqual([]);
    clock.advance(21);
    expect([log, clock.now()]).toEqual([['first 1010', 'second 1015', 'last 1030'], 1030]);
  });
});

describe('the clock of the system', () => {
  test('runs callbacks that are not cancelled, and does not keep the process alive', async () => {
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const log: string[] = [];
    const before = timers();
    const { promise, resolve } = Promise.withResolvers<void>();
    SYSTEM_CLOCK.after(1, () => log.push('called off'))[Symbol.dispose]();
    SYSTEM_CLOCK.after(1, () => log.push('done'));
    SYSTEM_CLOCK.after(2, resolve);
    expect(timers()).toBe(before);
    await promise;
    expect(log).toEqual(['done']);
  });
});
