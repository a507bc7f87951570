import { getEventListeners } from 'node:events';
import { expect, test, vi } from 'vitest';
import { onAbort } from '../../src/async/on-abort.ts';

test('an abort calls every callback that was not removed', () => {
  const controller = new AbortController();
  const [first, second, third] = [vi.fn(), vi.fn(), vi.fn()];
  onAbort(controller.signal, first);
  const stop = onAbort(controller.signal, second);
  onAbort(controller.signal, third);
  stop();
  controller.abort();
  expect([first, second, third].map(({ mock }) => mock.calls.length)).toEqual([1, 0, 1]);
});

test('removing a callback twice does not remove another callback', () => {
  const controller = new AbortController();
  const stop = onAbort(controller.signal, vi.fn());
  stop();
  const later = vi.fn();
  onAbort(controller.signal, later);
  stop();
  expect(getEventListeners(controller.signal, 'abort').length).toBe(1);
  controller.abort();
  expect(later).toHaveBeenCalledOnce();
});

test('a callback may remove itself while it is called', () => {
  const controller = new AbortController();
  const calls: string[] = [];
  const stopFirst = onAbort(controller.signal, () => {
    calls.push('first');
    stopFirst();
  });
  onAbort(controller.signal, () => calls.push('second'));
  controller.abort();
  expect(calls).toEqual(['first', 'second']);
});
