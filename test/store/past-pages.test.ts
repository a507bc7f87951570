import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { EventPage } from '../../src/store/events/event-log.ts';
import { PastPages } from '../../src/store/events/past-pages.ts';
import { ALL, digitized, never } from './some-events.ts';

const EVENT = { ...digitized(), id: '1' };
const PAGE: EventPage = { events: [EVENT], hasMore: true };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});

afterEach(() => {
  vi.useRealTimers();
});

/** Sixteen readers of one owner hold a page each, so that no place is free. */
async function fullPages() {
  const reads: string[] = [];
  const pages = new PastPages({
    readPage: async (_query, after) => {
      reads.push(after);
      return PAGE;
    },
  });
  const read = (owner: string, after = owner, signal = never()) => pages.read(ALL, after, { owner, signal });
  const held = await Promise.all(Array.from({ length: 16 }, () => read('many')));
  reads.length = 0;
  return { reads, read, held };
}

test('a page is read when a place is free, in rotation over the owners', async () => {
  const { reads, read, held } = await fullPages();
  const waiting = [read('many', 'many 1'), read('many', 'many 2'), read('one')];
  await setImmediate();
  expect(reads).toEqual([]);
  for (const page of held.slice(0, 2)) page?.[Symbol.dispose]();
  await setImmediate();
  expect(reads).toEqual(['many 1', 'one']);
  held[2]?.[Symbol.dispose]();
  expect((await Promise.all(waiting)).map((page) => page?.take())).toEqual([EVENT, EVENT, EVENT]);
});

test('a reader that has left is skipped', async () => {
  const { reads, read, held } = await fullPages();
  const gone = new AbortController();
  const waiting = read('gone', 'gone', gone.signal);
  gone.abort();
  expect(await waiting).toBeUndefined();
  held[0]?.[Symbol.dispose]();
  await setImmediate();
  expect(reads).toEqual([]);
});

test('a reader that holds a page for too long loses the rest of it, and its place', async () => {
  const { reads, read, held } = await fullPages();
  const waiting = read('one');
  vi.advanceTimersByTime(5_000);
  expect((await waiting)?.take()).toEqual(EVENT);
  expect(reads).toEqual(['one']);
  expect(held[0]).toMatchObject({ isHeld: false, hasMore: true });
  expect(held[0]?.take()).toBeUndefined();
});

test('a read that fails releases its place', async () => {
  let isFailing = true;
  const pages = new PastPages({
    readPage: async () => {
      if (isFailing) throw new Error('the log is gone');
      return PAGE;
    },
  });
  const read = () => pages.read(ALL, '0', { owner: 'one', signal: never() });
  for (let time = 0; time < 20; time += 1) await expect(read()).rejects.toThrow('the log is gone');
  isFailing = false;
  expect((await read())?.take()).toEqual(EVENT);
});
