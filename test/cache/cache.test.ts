import { getEventListeners } from 'node:events';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { ReadKind } from '../../src/backends/backend.ts';
import { TIMES_TO_LIVE } from '../../src/cache/times-to-live.ts';
import { BackendTimeout } from '../../src/errors/catalogue.ts';
import { rejection } from '../calls/account.ts';
import { ACME, createOrigin, createTestCache, never, readValue } from './cache-subject.ts';

const OTHERS = [
  ['another company', { source: 'V6', company: 'borealis' }, 'invoice', 'key'],
  ['another source', { source: 'IVESK', company: 'acme' }, 'invoice', 'key'],
  ['another kind', ACME, 'range', 'key'],
  ['another key', ACME, 'invoice', 'other'],
] as const;

afterEach(() => {
  vi.useRealTimers();
});

describe('a read', () => {
  test('is loaded once, for the same operation and others', async () => {
    await using cache = await createTestCache();
    const value = { number: 'A' };
    const operation = cache.openOperation();
    expect(await readValue(operation.of(ACME, never()), value)).toBe(value);
    expect(await readValue(operation.of(ACME, never()), 'not this')).toBe(value);
    expect(await readValue(cache.openOperation().of(ACME, never()), 'not this')).toBe(value);
  });

  test.each(OTHERS)('is not that of %s', async (_, account, kind, key) => {
    await using cache = await createTestCache();
    const operation = cache.openOperation();
    await readValue(operation.of(ACME, never()), 'mine');
    expect(await readValue(operation.of(account, never()), 'theirs', key, kind)).toBe('theirs');
  });

  test.each([null, false, 0, '', undefined])('keeps %j like any other value', async (value) => {
    await using cache = await createTestCache();
    const reads = cache.openOperation().of(ACME, never());
    await readValue(reads, value);
    expect(await readValue(reads, 'not this')).toBe(value);
  });

  test('is not kept if it fails', async () => {
    await using cache = await createTestCache();
    const reads = cache.openOperation().of(ACME, never());
    const failed = rejection(reads.document(['key'], () => Promise.reject(new Error('down'))));
    expect(await failed).toMatchObject({ message: 'down' });
    expect(await readValue(reads, 'up')).toBe('up');
  });

  test('with `fresh` bypasses the cache, and its value is kept', async () => {
    await using cache = await createTestCache();
    const { of } = cache.openOperation();
    await readValue(of(ACME, never()), 'old');
    expect(await readValue(of(ACME, never(), { fresh: true }), 'new')).toBe('new');
    expect(await readValue(of(ACME, never()), 'not this')).toBe('new');
  });
});

describe('the time to live of a read', () => {
  const kinds = Object.keys(TIMES_TO_LIVE) as ReadKind[];

  test.each(kinds.filter((kind) => TIMES_TO_LIVE[kind] > 0))('is that of its kind: %s', async (kind) => {
    vi.useFakeTimers({ toFake: ['Date', 'performance'] });
    await using cache = await createTestCache();
    const reads = cache.openOperation().of(ACME, never());
    await readValue(reads, 'old', 'key', kind);
    vi.advanceTimersByTime(TIMES_TO_LIVE[kind] - 1);
    expect(await readValue(reads, 'new', 'key', kind)).toBe('old');
    vi.advanceTimersByTime(2);
    expect(await readValue(reads, 'new', 'key', kind)).toBe('new');
  });

  test('is the one that the read sets, if it sets one', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'performance'] });
    await using cache = await createTestCache();
    const reads = cache.openOperation().of(ACME, never());
    await readValue(reads, 'old', 'key', 'import-job', { ttlMs: 1000 });
    vi.advanceTimersByTime(999);
    expect(await readValue(reads, 'new', 'key', 'import-job')).toBe('old');
    vi.advanceTimersByTime(2);
    expect(await readValue(reads, 'new', 'key', 'import-job')).toBe('new');
  });

  test.each([true, false])('may be zero (cache enabled: %s)', async (enabled) => {
    await using cache = await createTestCache({ enabled });
    const reads = cache.openOperation().of(ACME, never());
    await readValue(reads, 'old', 'key', 'invoice', { ttlMs: 0 });
    expect(await readValue(reads, 'new', 'key', 'invoice')).toBe('new');
    await readValue(reads, 'old', 'job', 'import-job');
    expect(await readValue(reads, 'new', 'job', 'import-job')).toBe('new');
  });
});

describe('concurrent equal reads', () => {
  test('are one call, across operations', async () => {
    await using cache = await createTestCache();
    const origin = createOrigin();
    const results = Array.from({ length: 20 }, () =>
      cache.openOperation().of(ACME, never()).document(['key'], origin.load),
    );
    (await origin.next()).resolve('value');
    expect(new Set(await Promise.all(results))).toEqual(new Set(['value']));
    expect(origin.loads.length).toBe(1);
  });

  test('are one call, even if the second starts just as the first ends', async () => {
    await using cache = await createTestCache();
    const turns = async (count: number) => {
      for (let turn = 0; turn < count; turn += 1) await Promise.resolve();
    };
    for (let lag = 0; lag < 40; lag += 1) {
      const reads = cache.openOperation().of(ACME, never());
      const origin = createOrigin();
      const first = reads.document([`key-${lag}`], origin.load);
      const load = await origin.next();
      load.resolve('value');
      await turns(lag);
      const second = reads.document([`key-${lag}`], async () => ({ value: 'a second call', bytes: 1 }));
      expect(await Promise.all([first, second])).toEqual(['value', 'value']);
    }
  });

  test('fail together, and the next read is a new call', async () => {
    await using cache = await createTestCache();
    const origin = createOrigin();
    const reads = cache.openOperation().of(ACME, never());
    const errors = [1, 2].map(() => rejection(reads.document(['key'], origin.load)));
    const error = new BackendTimeout('too slow');
    (await origin.next()).reject(error);
    expect(await Promise.all(errors)).toEqual([error, error]);
    const again = reads.document(['key'], origin.load);
    (await origin.next()).resolve('value');
    expect(await again).toBe('value');
    expect(origin.loads.length).toBe(2);
  });

  test('continue if one of them is aborted, even the first one', async () => {
    await using cache = await createTestCache();
    const origin = createOrigin();
    const controller = new AbortController();
    const reason = new BackendTimeout('too slow');
    const givenUp = rejection(cache.openOperation().of(ACME, controller.signal).document(['key'], origin.load));
    const patient = cache.openOperation().of(ACME, never()).document(['key'], origin.load);
    const load = await origin.next();
    controller.abort(reason);
    expect(await givenUp).toBe(reason);
    expect(load.signal.aborted).toBe(false);
    load.resolve('value');
    expect(await patient).toBe('value');
    expect(origin.loads.length).toBe(1);
  });

  test('abort their call when the last of them is aborted, and a later read is a new call', async () => {
    await using cache = await createTestCache();
    const origin = createOrigin();
    const controllers = [new AbortController(), new AbortController()];
    const errors = controllers.map(({ signal }) =>
      rejection(cache.openOperation().of(ACME, signal).document(['key'], origin.load)),
    );
    const load = await origin.next();
    controllers[0]?.abort(new Error('first'));
    expect(load.signal.aborted).toBe(false);
    controllers[1]?.abort(new Error('second'));
    expect(load.signal.aborted).toBe(true);
    const later = cache.openOperation().of(ACME, never()).document(['key'], origin.load);
    load.reject(new Error('aborted'));
    (await origin.next()).resolve('value');
    expect(await later).toBe('value');
    expect(await Promise.all(errors)).toMatchObject([{ message: 'first' }, { message: 'second' }]);
  });

  test('are not made if the signal has aborted already', async () => {
    await using cache = await createTestCache();
    const origin = createOrigin();
    const reads = cache.openOperation().of(ACME, AbortSignal.abort(new Error('gone')));
    expect(await rejection(reads.document(['key'], origin.load))).toMatchObject({ message: 'gone' });
    expect(origin.loads.length).toBe(0);
  });

  test('remove their listeners from the signal of their operation, and do not cause a warning', async () => {
    const warn = vi.fn();
    process.on('warning', warn);
    await using cache = await createTestCache();
    const origin = createOrigin();
    const signal = never();
    const reads = cache.openOperation().of(ACME, signal);
    const results = Array.from({ length: 60 }, (_, index) => reads.document([`${index}`], origin.load));
    for (let i = 0; i < 60; i += 1) (await origin.next()).resolve(i);
    await Promise.all(results);
    expect(getEventListeners(signal, 'abort').length).toBe(0);
    process.off('warning', warn);
    expect(warn).not.toHaveBeenCalled();
  });
});

describe('the cache in memory', () => {
  test('is bounded, and evicts the least recently used values', async () => {
    await using cache = await createTestCache({ maxBytes: 100_000 });
    const reads = cache.openOperation().of(ACME, never());
    const loaded: string[] = [];
    const read = (key: string) =>
      reads.document([key], async () => {
        loaded.push(key);
        return { value: 'x'.repeat(10_000), bytes: 10_000 };
      });
    for (let index = 0; index < 50; index += 1) {
      await read('often');
      await read(`${index}`);
    }
    expect(loaded.filter((key) => key === 'often').length).toBe(1);
    loaded.length = 0;
    for (let index = 49; index >= 0; index -= 1) await read(`${index}`);
    expect(50 - loaded.length).toBeGreaterThan(5);
    expect(50 - loaded.length).toBeLessThanOrEqual(10);
  });

  test('does not keep a value larger than an eighth of it, and does not evict others for it', async () => {
    await using cache = await createTestCache({ maxBytes: 100_000 });
    const reads = cache.openOperation().of(ACME, never());
    await readValue(reads, 'small', 'small');
    await readValue(reads, 'x'.repeat(13_000), 'huge');
    expect(await readValue(reads, 'huge again', 'huge')).toBe('huge again');
    expect(await readValue(reads, 'not this', 'small')).toBe('small');
  });
});

describe('without a cache', () => {
  test('operations do not share values or calls in flight', async () => {
    await using cache = await createTestCache({ enabled: false });
    const origin = createOrigin();
    const results = [1, 2].map(() => cache.openOperation().of(ACME, never()).document(['key'], origin.load));
    (await origin.next()).resolve('one');
    (await origin.next()).resolve('two');
    expect(await Promise.all(results)).toEqual(['one', 'two']);
    expect(await readValue(cache.openOperation().of(ACME, never()), 'three')).toBe('three');
  });

  test('an operation makes a call once', async () => {
    await using cache = await createTestCache({ enabled: false });
    const origin = createOrigin();
    const { of } = cache.openOperation();
    const results = [1, 2].map(() => of(ACME, never()).document(['key'], origin.load));
    (await origin.next()).resolve('value');
    expect(await Promise.all(results)).toEqual(['value', 'value']);
    expect(await readValue(of(ACME, never()), 'not this')).toBe('value');
  });

  test.each(OTHERS)('the read of an operation is not that of %s', async (_, account, kind, key) => {
    await using cache = await createTestCache({ enabled: false });
    const { of } = cache.openOperation();
    await readValue(of(ACME, never()), 'mine');
    expect(await readValue(of(account, never()), 'theirs', key, kind)).toBe('theirs');
  });

  test('a failure is not kept, and an aborted part of an operation does not fail another part', async () => {
    await using cache = await createTestCache({ enabled: false });
    const origin = createOrigin();
    const { of } = cache.openOperation();
    const controller = new AbortController();
    const givenUp = rejection(of(ACME, controller.signal).document(['key'], origin.load));
    const patient = rejection(of(ACME, never()).document(['key'], origin.load));
    const load = await origin.next();
    controller.abort(new Error('gone'));
    expect(await givenUp).toMatchObject({ message: 'gone' });
    load.reject(new Error('down'));
    expect(await patient).toMatchObject({ message: 'down' });
    expect(await readValue(of(ACME, never()), 'up')).toBe('up');
  });
});
