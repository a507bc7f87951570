import { expect, test, vi } from 'vitest';
import { createInFlight } from '../../src/server/graphql/in-flight.ts';
import { openTestStore } from '../writes/open-journal.ts';
import { startWatchedWorld } from './watched-world.ts';

/** More than any answer of the sample world, and less than all documents of an account together. */
const ENOUGH_FOR_ONE = 400_000;

const LIMITS = { maxConnections: 10, maxReceivingBytes: 1, maxSendingBytes: 1, maxUploads: 1, maxDiskBytes: 1 };

function fetchedBytes(maxFetchedBytes: number) {
  const { fetched } = createInFlight({ ...LIMITS, maxFetchedBytes });
  return { fetched, allowance: { calls: null, holdFetched: () => fetched.hold('watcher') } };
}

test('the watcher holds the bytes of the answers that it uses, and releases them', async () => {
  const { fetched, allowance } = fetchedBytes(2.5 * ENOUGH_FOR_ONE);
  await using world = await startWatchedWorld();
  await using store = await openTestStore();
  let most = 0;
  const watched = {
    calls: null,
    holdFetched: () => {
      const held = allowance.holdFetched();
      return {
        grow: (bytes: number) => {
          held.grow(bytes);
          most = Math.max(most, fetched.taken);
        },
        [Symbol.dispose]: () => held[Symbol.dispose](),
      };
    },
  };
  await using _watcher = world.watch(store, { source: 'LIGHTYEAR', allowance: watched });
  await vi.waitFor(async () => expect((await store.watches.read(['acme']))[0]?.as_of).toBeTypeOf('number'), 10_000);
  expect(most).toBeGreaterThan(0);
  await vi.waitFor(() => expect(fetched.taken).toBe(0), 10_000);
});

test('an answer that is larger than its limit is the error of its account, and the other accounts are read', async () => {
  const { allowance } = fetchedBytes(2.5 * ENOUGH_FOR_ONE);
  await using world = await startWatchedWorld();
  world.sandbox.v6.fail('listInvoices', {
    kind: 'transform',
    transform: (text) => `${' '.repeat(ENOUGH_FOR_ONE)}${text}`,
  });
  await using store = await openTestStore();
  await using _watcher = world.watch(store, { allowance });
  await vi.waitFor(async () => {
    const rows = await store.watches.read(['acme']);
    const states = Object.fromEntries(
      rows.map(({ source, error_message: fault, as_of: asOf }) => [source, fault ?? asOf !== null]),
    );
    expect(states).toEqual({ LIGHTYEAR: true, IVESK: true, V6: expect.stringContaining('maxFetchedBytes') });
  }, 10_000);
});
