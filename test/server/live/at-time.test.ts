import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { atTime } from '../../../src/server/live/live-connections.ts';

const DAY = 86_400_000;

describe('a callback for a time', () => {
  beforeEach(() => void vi.useFakeTimers({ now: 0 }));
  afterEach(() => void vi.useRealTimers());

  test.each([1, 1_000, 20 * DAY, 400 * DAY])('that is %i ms away comes neither early nor late', (time) => {
    const called = vi.fn();
    atTime(time, Date.now, called);
    vi.advanceTimersByTime(time - 1);
    expect(called).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(called).toHaveBeenCalledOnce();
    expect(vi.getTimerCount()).toBe(0);
  });

  test('that has passed comes soon, but never before atTime returns', () => {
    const called = vi.fn();
    atTime(-1, Date.now, called);
    expect(called).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(called).toHaveBeenCalledOnce();
  });

  test('waits for a clock that is behind', () => {
    const called = vi.fn();
    atTime(1_000, () => Date.now() - 500, called);
    vi.advanceTimersByTime(1_499);
    expect(called).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(called).toHaveBeenCalledOnce();
  });

  test.each([10, 400 * DAY])('that is %i ms away can be cancelled', (time) => {
    const called = vi.fn();
    const waiting = atTime(time, Date.now, called);
    vi.advanceTimersByTime(time / 2);
    waiting[Symbol.dispose]();
    vi.advanceTimersByTime(time);
    expect(called).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });
});
