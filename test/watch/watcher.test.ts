import { describe, expect, test, vi } from 'vitest';
import { createGate } from '../../sandbox/stand-in/gate.ts';
import type { V6Entry } from '../../sandbox/world/v6/account.ts';
import type { DocumentEventType } from '../../src/domain/document-event.ts';
import type { Source } from '../../src/domain/source.ts';
import { forgetCompany } from '../../src/store/forget-company.ts';
import type { Store } from '../../src/store/open-store.ts';
import type { WatchRow } from '../../src/store/tables.ts';
import { LeaseLost, WatchStore } from '../../src/store/watch/watch-store.ts';
import { openTestStore } from '../writes/open-journal.ts';
import { startWatchedWorld, type WatchedWorld } from './watched-world.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** A clock that the test sets forward. */
function createClock() {
  let ahead = 0;
  return {
    now: () => Date.now() + ahead,
    pass: (minutes: number) => {
      ahead += minutes * MINUTE_MS;
    },
  };
}

async function rowOf({ watches }: Pick<Store, 'watches'>, source: Source): Promise<WatchRow | undefined> {
  return (await watches.read(['acme'])).find((row) => row.source === source);
}

/** Waits for the end of a reading that began at `since` or later. */
async function reading(store: Pick<Store, 'watches'>, source: Source, since: number): Promise<void> {
  await vi.waitFor(
    async () => expect((await rowOf(store, source))?.as_of ?? 0).toBeGreaterThanOrEqual(Math.floor(since)),
    { timeout: 20_000, interval: 10 },
  );
}

async function subjectsOf({ eventLog }: Pick<Store, 'eventLog'>, type: DocumentEventType): Promise<readonly string[]> {
  const events = await eventLog.read(new Map([[type, new Set(['acme'])]]), null, 10_000);
  return events.map(({ subject }) => subject?.[0] ?? '');
}

function exportable({ sandbox }: WatchedWorld): readonly string[] {
  return sandbox.world.acme.lightyear.exportableAfter(0).map(({ id }) => id);
}

describe('the watcher', () => {
  test('follows a new list of accounts: it reads the new ones, and ends the readings of those that are gone', async () => {
    await using world = await startWatchedWorld();
    await using store = await openTestStore();
    const of = (company: string) => world.backends.all.filter((one) => one.company === company && one.source === 'V6');
    const settings = { v6Seconds: 900, v6Days: 90 };
    const gate = createGate();
    const remove = world.sandbox.v6.fail(() => true, { kind: 'gate', gate });
    await using watcher = world.watch(store, { source: 'V6' });
    await gate.waiting(1);

    await watcher.follow({ settings, backends: of('borealis') });
    remove();
    gate.open();
    await vi.waitFor(async () =>
      expect((await store.watches.read(['borealis']))[0]?.as_of).toEqual(expect.any(Number)),
    );

    const [gone] = await store.watches.read(['acme']);
    expect(gone).toMatchObject({ holder: '', lease_until: 0, as_of: null, error_code: null });
    expect(watcher.state()).toMatchObject({ accounts: 1, failing: 0 });
  });

  test('stores the documents of all sources, and announces each of them once, over several readings', async () => {
    const clock = createClock();
    await using world = await startWatchedWorld();
    await using store = await openTestStore({ now: clock.now });
    await using _watcher = world.watch(store, { now: clock.now });
    const sources = ['LIGHTYEAR', 'IVESK', 'V6'] as const;
    const read = async () => {
      const since = clock.now();
      await Promise.all(sources.map((source) => reading(store, source, since - MINUTE_MS)));
    };
    await read();
    const count = async (source: Source) =>
      (await store.index.search('countByAccount', ['acme'])).find((one) => one.source === source)?.documents;
    const first = await Promise.all(sources.map(count));
    expect(first[0]).toBe(exportable(world).length);
    expect(first.every((documents) => Number(documents) > 10)).toBe(true);
    clock.pass(20);
    await read();
    expect(await Promise.all(sources.map(count))).toEqual(first);
    const listed = await subjectsOf(store, 'LISTED');
    expect(listed.length).toBe(first.reduce((sum: number, documents) => sum + Number(documents), 0));
    expect(await subjectsOf(store, 'LEFT')).toEqual([]);
    // Each Lightyear document was read once.
    expect(world.sandbox.lightyear.calls.of('getInvoice').length).toBe(first[0]);
  });

  test('finds that a document has left its list after two readings that agree, and a document that is listed again', async () => {
    const clock = createClock();
    await using world = await startWatchedWorld();
    await using store = await openTestStore({ now: clock.now });
    await using _watcher = world.watch(store, { source: 'LIGHTYEAR', now: clock.now });
    await reading(store, 'LIGHTYEAR', 1);
    const [gone = '', kept = ''] = exportable(world);
    const again = async () => {
      clock.pass(2);
      await reading(store, 'LIGHTYEAR', clock.now() - MINUTE_MS);
    };
    world.sandbox.world.acme.lightyear.settle(gone);
    await again();
    expect(await subjectsOf(store, 'LEFT')).toEqual([]);
    await again();
    expect(await subjectsOf(store, 'LEFT')).toEqual([gone]);
    const ref = (id: string) => ({ company: 'acme', source: 'LIGHTYEAR', key: [id] }) as const;
    expect(await store.index.search('readStates', [ref(gone), ref(kept)])).toEqual(['UNKNOWN', 'AWAITING_EXPORT']);
    // A source that lists nothing once is not believed.
    world.sandbox.lightyear.fail(
      'listExportableInvoiceIds',
      { kind: 'body', body: '{"items":[],"continuationKey":null}' },
      { times: 1 },
    );
    await again();
    await again();
    expect(await subjectsOf(store, 'LEFT')).toEqual([gone]);
  });

  test('says why an account cannot be read, and continues where it stopped', async () => {
    const clock = createClock();
    await using world = await startWatchedWorld();
    await using store = await openTestStore({ now: clock.now });
    world.sandbox.lightyear.fail(
      'getInvoice',
      { kind: 'status', status: 429, headers: { 'retry-after': '120' } },
      { times: 1 },
    );
    await using _watcher = world.watch(store, { source: 'LIGHTYEAR', now: clock.now });
    await vi.waitFor(async () => expect((await rowOf(store, 'LIGHTYEAR'))?.error_code).toBe('BACKEND_RATE_LIMITED'), {
      timeout: 10_000,
      interval: 10,
    });
    expect(await rowOf(store, 'LIGHTYEAR')).toMatchObject({ is_complete: 0, as_of: null });
    expect((await rowOf(store, 'LIGHTYEAR'))?.due_at).toBeGreaterThan(clock.now() + 100_000);
  });

  test('does not announce a document that was exported before it was found', async () => {
    await using world = await startWatchedWorld();
    await using store = await openTestStore();
    const [id = ''] = exportable(world);
    const write = {
      caller: 'erp',
      company: 'acme',
      source: 'LIGHTYEAR',
      action: 'MARK_EXPORTED',
      subject: [id],
      key: null,
      isLocal: false,
    } as const;
    const begun = await store.journal.begin(write);
    if (begun.kind !== 'SEND') throw new Error('The write was not recorded');
    await store.journal.end({ id: begun.id, outcome: 'DONE', error: null, result: null, lookAt: null });
    await using _watcher = world.watch(store, { source: 'LIGHTYEAR' });
    await reading(store, 'LIGHTYEAR', 1);
    const listed = await subjectsOf(store, 'LISTED');
    expect(listed).not.toContain(id);
    expect(listed.length).toBe(exportable(world).length - 1);
  });

  test('that starts again has what was read, and reads no document twice', async () => {
    await using world = await startWatchedWorld();
    await using store = await openTestStore();
    for (let round = 0; round < 5; round += 1) {
      const before = world.sandbox.lightyear.calls.of('getInvoice').length;
      await using _watcher = world.watch(store, { source: 'LIGHTYEAR' });
      await vi.waitFor(
        () =>
          expect(world.sandbox.lightyear.calls.of('getInvoice').length).toBeGreaterThanOrEqual(
            Math.min(before + 30, 175),
          ),
        { timeout: 10_000, interval: 1 },
      );
    }
    await using _watcher = world.watch(store, { source: 'LIGHTYEAR' });
    await reading(store, 'LIGHTYEAR', 1);
    const listed = await subjectsOf(store, 'LISTED');
    expect([...listed].sort()).toEqual([...exportable(world)].sort());
  });
});

describe('the watcher announces once', () => {
  const DAY_MINUTES = 24 * 60;

  /** The invoices of V6 that were announced, by their numbers. */
  async function announced(store: Pick<Store, 'eventLog'>) {
    const events = await store.eventLog.read(new Map([['LISTED', new Set(['acme'])]]), null, 10_000);
    return events.map(({ subject }) => subject?.[1]);
  }

  async function startV6() {
    await using opened = new AsyncDisposableStack();
    const clock = createClock();
    const world = opened.use(await startWatchedWorld());
    const store = opened.use(await openTestStore({ now: clock.now }));
    const entries = world.sandbox.world.acme.v6.entries() as V6Entry[];
    const [sample] = entries;
    if (sample === undefined) throw new Error('acme has no invoices');
    const today = new Date(clock.now()).toISOString().slice(0, 10);
    const add = (fields: V6Entry['document']) => {
      const entry = { date: today, document: { ...sample.document, invoiceDate: today, ...fields } };
      entries.push(entry);
      return () => void entries.splice(entries.indexOf(entry), 1);
    };
    const read = async (minutes: number) => {
      clock.pass(minutes);
      await reading(store, 'V6', clock.now() - MINUTE_MS);
    };
    const watch = () => world.watch(store, { source: 'V6', now: clock.now });
    const resources = opened.move();
    return { store, clock, add, read, watch, [Symbol.asyncDispose]: () => resources.disposeAsync() };
  }

  test('an invoice of V6 whose date was in the future when it was found', async () => {
    await using v6 = await startV6();
    v6.add({ invoiceNo: 'AHEAD', invoiceDate: new Date(v6.clock.now() + 5 * DAY_MS).toISOString().slice(0, 10) });
    await using _watcher = v6.watch();
    await v6.read(0);
    await v6.read(7 * DAY_MINUTES);
    expect((await announced(v6.store)).filter((number) => number === 'AHEAD')).toEqual(['AHEAD']);
  });

  test('each of two equal invoices of V6, also when one of them is removed', async () => {
    await using v6 = await startV6();
    const remove = v6.add({ invoiceNo: 'TWIN', city: 'Vilnius' });
    v6.add({ invoiceNo: 'TWIN', city: 'Kaunas' });
    await using _watcher = v6.watch();
    await v6.read(0);
    remove();
    await v6.read(20);
    expect((await announced(v6.store)).filter((number) => number === 'TWIN')).toEqual(['TWIN', 'TWIN']);
  });
});

describe('two watchers of one store', () => {
  test('refuse a reading that began before its company was forgotten', async () => {
    const clock = createClock();
    await using store = await openTestStore({ now: clock.now });
    const account = { company: 'acme', source: 'LIGHTYEAR' } as const;
    const [before] = await store.watches.lease([account]);
    await forgetCompany(store.database, 'acme');
    clock.pass(0.1);
    const [after] = await store.watches.lease([account]);
    if (before === undefined || after === undefined) throw new Error('The account was not leased');
    const record = { documents: [], left: [], state: { progress: '{"newest":{"digitized":"2026-01-01T00:00:00Z"}}' } };
    await expect(store.watches.record({ lease: before, ...record })).rejects.toThrow(LeaseLost);
    expect((await rowOf(store, 'LIGHTYEAR'))?.progress).toBe('{}');
    await store.watches.record({ lease: after, ...record });
  });

  test('read an account again that was announced while it was read', async () => {
    await using world = await startWatchedWorld();
    await using store = await openTestStore();
    await using _watcher = world.watch(store, { source: 'IVESK' });
    const { ivesk } = world.sandbox;
    using gate = createGate();
    ivesk.fail('listExported', { kind: 'gate', gate });
    await gate.waiting(1);
    const read = ivesk.calls.of('listDigitized').length;
    // Another gateway takes the webhook.
    await new WatchStore(store.database, { now: Date.now }).request({ company: 'acme', source: 'IVESK' });
    gate.open();
    await vi.waitFor(() => expect(ivesk.calls.of('listDigitized').length).toBeGreaterThan(read), {
      timeout: 10_000,
      interval: 10,
    });
  });

  test('share the accounts, and one that has lost its lease stores nothing more', async () => {
    const clock = createClock();
    await using store = await openTestStore({ now: clock.now });
    const account = { company: 'acme', source: 'LIGHTYEAR' } as const;
    const [lease] = await store.watches.lease([account]);
    if (lease === undefined) throw new Error('The account was not leased');
    const other = new WatchStore(store.database, { now: clock.now });
    expect(await other.lease([account])).toEqual([]);
    clock.pass(0.5);
    expect(await other.lease([account])).toMatchObject([{ epoch: lease.epoch + 1 }]);
    const record = store.watches.record({ lease, documents: [], left: [], state: { dueAt: 1 } });
    await expect(record).rejects.toThrow(LeaseLost);
    expect((await rowOf(store, 'LIGHTYEAR'))?.due_at).toBe(0);
  });
});
