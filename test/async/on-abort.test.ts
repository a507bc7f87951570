import { getEventListeners } from 'node:events';
import { expect, test, vi } from 'vitest';
import { onAbort } from '../../src/async/on-abort.ts';

test('calls back everyone who has not taken it back', () => {
  const controller = new AbortController();
  const [first, second, third] = [vi.fn(), vi.fn(), vi.fn()];
  onAbort(controller.signal, first);
  const stop = onAbort(controller.signal, second);
  onAbort(controller.signal, third);
  stop();
  controller.abort();
  expect([first, second, third].map(({ mock }) => mock.calls.length)).toEqual([1, 0, 1]);
});

test('a callback taken back twice does not take away that of another', () => {
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

test('callbacks may take themselves back while they are called', () => {
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
