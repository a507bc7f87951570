import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { ContractDeviations } from '../../src/backends/contract-deviations.ts';
import { mapDocument } from '../../src/backends/ivesk/map-document.ts';
import { mapInvoice } from '../../src/backends/lightyear/mapping/map-invoice.ts';
import type { Cache } from '../../src/cache/cache.ts';
import { SHAPE } from '../../src/cache/shape.ts';
import { plainOf } from '../backends/plain-of.ts';
import { IVESK_DOCUMENTS, LIGHTYEAR_INVOICES } from '../backends/whole-documents.ts';
import { rejection } from '../calls/account.ts';
import { refusedBaseUrl, startRaw } from '../calls/source-server.ts';
import { ACME, createTestCache, never, readValue } from './cache-subject.ts';
import { noOwnRedis, noRedis, type RedisServer, startRedis, until } from './redis-server.ts';

for (const reason of new Set([noRedis, noOwnRedis])) if (reason) console.warn(reason);

/** Longer than a store that does not answer may delay a read; far shorter than the time-outs of a source. */
const BUDGET_MS = 1_000;

/** A cache that is connected to its Redis. */
async function openConnected({ url }: RedisServer): Promise<Cache> {
  const cache = await createTestCache({}, url);
  await until(() =>
    cache.ping().then(
      () => true,
      () => false,
    ),
  );
  return cache;
}

function reads(cache: Cache) {
  return cache.openOperation().of(ACME, never());
}

async function keyIn(redis: RedisServer): Promise<string> {
  await until(async () => (await redis.values()).size > 0);
  return [...(await redis.values()).keys()][0] ?? '';
}

async function tookMs(work: PromiseLike<unknown>): Promise<number> {
  const start = performance.now();
  await work;
  return performance.now() - start;
}

describe.skipIf(noRedis)('a cache with Redis', () => {
  test('finds the values that another cache has read', async () => {
    await using redis = await startRedis();
    await using one = await openConnected(redis);
    await using other = await openConnected(redis);
    await readValue(reads(one), { number: 'Į-1', lines: [1, null] });
    await keyIn(redis);
    expect(await readValue(reads(other), 'not this')).toEqual({ number: 'Į-1', lines: [1, null] });
    // The value is also in its own memory from then on.
    await redis.set(await keyIn(redis), 'gone');
    expect(await readValue(reads(other), 'not this')).toEqual({ number: 'Į-1', lines: [1, null] });
  });

  test.each([null, false, 0, ''])('finds %j like any other value', async (value) => {
    await using redis = await startRedis();
    await using one = await openConnected(redis);
    await using other = await openConnected(redis);
    await readValue(reads(one), value);
    await keyIn(redis);
    expect(await readValue(reads(other), 'not this')).toBe(value);
  });

  test('writes keys with account, kind and key, which expire with the value', async () => {
    await using redis = await startRedis();
    await using cache = await openConnected(redis);
    await readValue(reads(cache), 'value', 'the-key', 'range');
    expect(await keyIn(redis)).toBe(`invoice-gateway::${SHAPE}:acme:V6:range:the-key`);
    const stored = JSON.parse([...(await redis.values()).values()][0] ?? '') as { expires: number };
    expect(stored.expires - Date.now()).toBeGreaterThan(25_000);
    expect(stored.expires - Date.now()).toBeLessThanOrEqual(30_000);
  });

  test('does not write values that are not to be kept', async () => {
    await using redis = await startRedis();
    await using cache = await openConnected(redis);
    await readValue(reads(cache), 'secret', 'job', 'import-job');
    await readValue(reads(cache), 'marker');
    await keyIn(redis);
    expect([...(await redis.values()).keys()]).toEqual([`invoice-gateway::${SHAPE}:acme:V6:invoice:key`]);
  });

  test('does not write answers of more than 1 MB', async () => {
    await using redis = await startRedis();
    await using cache = await openConnected(redis);
    await readValue(reads(cache), 'large', 'large', 'invoice', { bytes: 1_000_001 });
    await readValue(reads(cache), 'marker');
    await keyIn(redis);
    expect([...(await redis.values()).keys()]).toEqual([`invoice-gateway::${SHAPE}:acme:V6:invoice:key`]);
  });

  test('does not write bank details, and a copy tells that there were some', async () => {
    await using redis = await startRedis();
    await using one = await openConnected(redis);
    await using other = await openConnected(redis);
    const deviations = new ContractDeviations(ACME, { warn: () => {} });
    const ref = { ...ACME, key: ['k'] };
    const lightyear = mapInvoice(LIGHTYEAR_INVOICES[0], ref, 'k', deviations);
    const ivesk = mapDocument(IVESK_DOCUMENTS[0], ref, 'k', deviations);
    const without = mapInvoice({ supplierCard: { fullName: 'x' } }, ref, 'k', deviations);
    const page = {
      documents: [
        { id: 'k', invoice: ivesk },
        { id: 'w', invoice: without },
      ],
      next: null,
    };
    await readValue(reads(one), lightyear, 'lightyear');
    await readValue(reads(one), page, 'page', 'queue');
    await until(async () => (await redis.values()).size === 2);
    const written = [...(await redis.values())].join();
    for (const secret of ['accountName 1', 'accountNumber 1', 'sortCode 1', 'bic 1', 'iban 1', 'selleriban 1']) {
      expect(written).not.toContain(secret);
    }
    const plain = plainOf(lightyear);
    const copy = { ...plain, supplier: { ...plain.supplier, bankAccount: 'WITHHELD' } };
    expect(await readValue(reads(other), 'not this', 'lightyear')).toEqual(copy);
    const copies = await readValue(reads(other), 'not this', 'page', 'queue');
    expect(copies).toMatchObject({
      documents: [
        { invoice: { supplier: { bankAccount: 'WITHHELD' } } },
        { invoice: { supplier: { bankAccount: null } } },
      ],
    });
    // The cache that read them still has them.
    expect(await readValue(reads(one), 'not this', 'lightyear')).toEqual(lightyear);
    const fresh = other.openOperation().of(ACME, never(), { fresh: true });
    expect(await readValue(fresh, lightyear, 'lightyear')).toEqual(lightyear);
    expect(await readValue(reads(other), 'not this', 'lightyear')).toEqual(lightyear);
    expect([...(await redis.values())].join()).not.toContain('iban 1');
  });

  test.each([
    ['no JSON', '<html>'],
    ['nothing', ''],
    ['a number', '5'],
    ['null', 'null'],
    ['half of it', '{"value":{"value":'],
    ['another shape', '{"value":{"value":1,"until":"x"}}'],
    ['a text', '{"value":"text"}'],
  ])('treats %s under its key as a miss', async (_, text) => {
    await using redis = await startRedis();
    await using one = await openConnected(redis);
    await using other = await openConnected(redis);
    await readValue(reads(one), 'value');
    await redis.set(await keyIn(redis), text);
    expect(await readValue(reads(other), 'read anew')).toBe('read anew');
  });
});

describe.skipIf(noOwnRedis)('a cache whose Redis', () => {
  test('runs closes its connection when it is disposed of', async () => {
    await using redis = await startRedis({ own: true });
    const before = (await redis.connections()).length;
    const cache = await openConnected(redis);
    expect((await redis.connections()).length).toBe(before + 1);
    await readValue(reads(cache), 'value');
    await cache[Symbol.asyncDispose]();
    await until(async () => (await redis.connections()).length === before);
  });

  test('stops continues without it, logs that, and uses it again when it is back', async () => {
    const redis = await startRedis({ own: true });
    await using cache = await openConnected(redis);
    await readValue(reads(cache), 'before', 'before');
    redis.process?.kill('SIGKILL');
    if (redis.process) await once(redis.process, 'exit');
    const took = await tookMs(
      (async () => {
        for (let i = 0; i < 20; i += 1) expect(await readValue(reads(cache), i, `after-${i}`)).toBe(i);
      })(),
    );
    expect(took).toBeLessThan(BUDGET_MS);
    expect(await readValue(reads(cache), 'not this', 'before')).toBe('before');
    expect(await rejection(cache.ping())).toBeInstanceOf(Error);
    await redis[Symbol.asyncDispose]();
  });

  test('hangs delays one read for a moment, and does not delay the next ones', async () => {
    await using redis = await startRedis({ own: true });
    await using cache = await openConnected(redis);
    redis.process?.kill('SIGSTOP');
    const took = await tookMs(
      (async () => {
        for (let i = 0; i < 20; i += 1) expect(await readValue(reads(cache), i, `key-${i}`)).toBe(i);
      })(),
    );
    expect(took).toBeLessThan(BUDGET_MS);
    expect(await rejection(cache.ping())).toBeInstanceOf(Error);
    redis.process?.kill('SIGCONT');
    await until(() =>
      cache.ping().then(
        () => true,
        () => false,
      ),
    );
  });

  test('hangs is disposed of at once', async () => {
    await using redis = await startRedis({ own: true });
    const cache = await openConnected(redis);
    redis.process?.kill('SIGSTOP');
    const read = readValue(reads(cache), 'value');
    expect(await tookMs(cache[Symbol.asyncDispose]())).toBeLessThan(BUDGET_MS);
    expect(await read).toBe('value');
  });
});

describe('a cache without a reachable Redis', () => {
  test('reads without waiting, is not ready, and stops all work when it is disposed of', async () => {
    const cache = await createTestCache({}, (await refusedBaseUrl()).replace('http:', 'redis:'));
    const took = await tookMs(
      (async () => {
        for (let i = 0; i < 20; i += 1) expect(await readValue(reads(cache), i, `key-${i}`)).toBe(i);
      })(),
    );
    expect(took).toBeLessThan(BUDGET_MS);
    expect(await rejection(cache.ping())).toBeInstanceOf(Error);
    await cache[Symbol.asyncDispose]();
    await until(() => process.getActiveResourcesInfo().every((name) => !name.startsWith('TCP')));
  });

  test('whose server accepts connections and does not answer reads without waiting', async () => {
    await using silent = await startRaw(() => {});
    await using cache = await createTestCache({}, `redis://127.0.0.1:${silent.port}`);
    await until(() => silent.sockets.length > 0);
    expect(await tookMs(readValue(reads(cache), 'value'))).toBeLessThan(BUDGET_MS);
    expect(await rejection(cache.ping())).toBeInstanceOf(Error);
  });
});
