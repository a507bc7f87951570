import { expect, test } from 'vitest';
import { CursorExpired } from '../../src/errors/catalogue.ts';
import type { StoredEvent } from '../../src/store/events/event-log.ts';
import type { EventStore } from '../../src/store/events/event-store.ts';
import { readEvents } from '../../src/store/events/read-events.ts';
import { rejection } from '../calls/account.ts';
import { ALL, digitized, idsOf, range } from './some-events.ts';

function compare(a: string, b: string): number {
  return Number(a) - Number(b);
}

interface BusyLog {
  append(company: string): void;
  remove(count: number): void;
}

/**
 * A store that changes while it is read: `meanwhile` is called after every list of ids, and in the middle of loading.
 * Its ids count from 1, so that gaps can be detected.
 */
function createBusyStore(meanwhile: (log: BusyLog, work: 'ids' | 'events') => void) {
  let events: readonly StoredEvent[] = [];
  let last = 0;
  const append = (company: string) => {
    last += 1;
    events = [...events, { ...digitized(company), id: String(last) }];
  };
  const remove = (count: number) => {
    events = events.slice(count);
  };
  const removed = () => (events[0] === undefined ? last : Number(events[0].id) - 1);
  const store = {
    origin: '0',
    compare,
    isId: () => true,
    bounds: async () => ({ first: '1', removed: String(removed()), last: String(last) }),
    idsOf: async ({ company, type }, after, upTo, count) => {
      const all = events.filter((event) => event.company === company && event.type === type).map(({ id }) => id);
      const ids = all.filter((id) => compare(id, after) > 0 && compare(id, upTo) <= 0).slice(0, count);
      meanwhile({ append, remove }, 'ids');
      return ids;
    },
    load: async (ids) => {
      const there = (some: readonly string[]) => events.filter(({ id }) => some.includes(id));
      const middle = Math.floor(ids.length / 2);
      const start = there(ids.slice(0, middle));
      meanwhile({ append, remove }, 'events');
      return [...start, ...there(ids.slice(middle))];
    },
  } satisfies Partial<EventStore>;
  return { append, store: store as Partial<EventStore> as EventStore };
}

function isWithoutGap(ids: readonly string[]) {
  return ids.every((id, i) => i === 0 || compare(id, ids[i - 1] ?? '') === 1);
}

/** Reads a page without a limit on its length. */
async function read(store: EventStore, page: { after: string | null; limit: number }) {
  return (await readEvents(store, ALL, { ...page, maxCharacters: Infinity, beyond: 'REFUSE' })).events;
}

test('a page leaves out events that are appended while it is read, not earlier ones', async () => {
  const { append, store } = createBusyStore((busy) => {
    busy.append('acme');
    busy.append('zeta');
  });
  append('acme');
  const first = idsOf(await read(store, { after: null, limit: 100 }));
  expect(first).toEqual(['1']);
  const second = idsOf(await read(store, { after: '1', limit: 100 }));
  expect(second.length).toBeGreaterThan(4);
  expect(isWithoutGap(['1', ...second])).toBe(true);
});

test.each([
  ['list of ids', { ids: 3, events: 0 }],
  ['load', { ids: 0, events: 6 }],
] as const)(
  'a page from the oldest event on does not have a gap, even if events are removed at every %s',
  async (_, counts) => {
    const { append, store } = createBusyStore(({ remove }, work) => remove(counts[work]));
    for (const i of range(400)) append(i % 3 === 0 ? 'zeta' : 'acme');
    const ids = idsOf(await read(store, { after: null, limit: 100 }));
    expect(ids.length).toBeGreaterThan(30);
    expect(isWithoutGap(ids)).toBe(true);
  },
);

test('a page is refused if an event after its start is removed while it is read', async () => {
  const { append, store } = createBusyStore(({ remove }) => remove(3));
  for (const i of range(200)) append(i % 3 === 0 ? 'zeta' : 'acme');
  expect(await rejection(read(store, { after: '1', limit: 100 }))).toBeInstanceOf(CursorExpired);
  expect(idsOf(await read(store, { after: '150', limit: 100 }))).toEqual(range(50).map((i) => String(151 + i)));
});
