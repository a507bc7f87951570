import { expect, test } from 'vitest';
import { BackendUnavailable, CursorExpired } from '../../src/errors/catalogue.ts';
import type { EventStore } from '../../src/store/events/event-store.ts';
import { followEvents } from '../../src/store/events/follow-events.ts';
import { createTestLog } from '../backends/test-log.ts';
import { rejection } from '../calls/account.ts';
import { digitized, idsOf, never, range } from './some-events.ts';

/** A store of ten events. `disturb` is called with the number of each read, and may remove events or throw. */
function createDisturbedStore(disturb: (look: number, removeUpTo: (id: number) => void) => void) {
  let removed = 0;
  let looks = 0;
  const store: Partial<EventStore> = {
    origin: '0',
    compare: (a, b) => Number(a) - Number(b),
    isId: () => true,
    bounds: async () => ({ first: '1', removed: String(removed), last: '10' }),
    openTail: () => ({
      next: async (after) => {
        looks += 1;
        disturb(looks, (id) => {
          removed = id;
        });
        const ids = range(10).map((i) => String(i + 1));
        const next = ids.filter((id) => Number(id) > Math.max(Number(after), removed)).slice(0, 3);
        return { events: next.map((id) => ({ ...digitized(), id })), last: next.at(-1) ?? after };
      },
      [Symbol.asyncDispose]: async () => {},
    }),
  };
  return store as EventStore;
}

test('a follower fails on a page from which events were removed while it was read', async () => {
  const store = createDisturbedStore((look, removeUpTo) => look === 2 && removeUpTo(5));
  const follower = followEvents(store, '0', never(), createTestLog().logger);
  expect(idsOf((await follower.next()).value ?? [])).toEqual(['1', '2', '3']);
  expect(await rejection(follower.next())).toBeInstanceOf(CursorExpired);
});

test('a follower continues at its position after failures, and logs them once', async () => {
  const { logger, lines } = createTestLog();
  const store = createDisturbedStore((look) => {
    if (look % 2 === 0) throw new BackendUnavailable('gone', { cause: new Error('no connection') });
  });
  const ids: string[] = [];
  for await (const events of followEvents(store, '0', never(), logger)) {
    ids.push(...idsOf(events));
    if (ids.length === 10) break;
  }
  expect(ids).toEqual(range(10).map((i) => String(i + 1)));
  expect(lines).toMatchObject([{ msg: 'cannot follow events; retrying', reason: 'no connection' }]);
});
