import { describe, expect, test } from 'vitest';
import type { Cache } from '../../src/cache/cache.ts';
import { ACME, createOrigin, createTestCache, never, readValue } from './cache-subject.ts';
import { noOwnRedis, noRedis, startRedis, until } from './redis-server.ts';

function reads(cache: Cache, account: Parameters<ReturnType<Cache['openOperation']>['of']>[0] = ACME) {
  return cache.openOperation().of(account, never());
}
function list(cache: Cache, value: unknown) {
  return readValue(reads(cache), value, 'page', 'queue');
}

describe('after a write', () => {
  test('lists of the account from before the write are not used, and the next one is kept', async () => {
    await using cache = await createTestCache();
    await list(cache, 'before');
    await cache.openOperation().forget(ACME);
    expect(await list(cache, 'after')).toBe('after');
    expect(await list(cache, 'later')).toBe('after');
  });

  test('the operation that wrote reads the list again too', async () => {
    await using cache = await createTestCache();
    const operation = cache.openOperation();
    await readValue(operation.of(ACME, never()), 'before', 'page', 'queue');
    await operation.forget(ACME);
    expect(await readValue(operation.of(ACME, never()), 'after', 'page', 'queue')).toBe('after');
  });

  test('that does not concern a document, documents and the lists of other accounts stay in the cache', async () => {
    await using cache = await createTestCache();
    const other = { source: 'LIGHTYEAR', company: 'acme' } as const;
    await readValue(reads(cache), 'document');
    await readValue(reads(cache, other), 'theirs', 'page', 'queue');
    await cache.openOperation().forget(ACME);
    expect(await readValue(reads(cache), 'not this')).toBe('document');
    expect(await readValue(reads(cache, other), 'not this', 'page', 'queue')).toBe('theirs');
  });

  test('a list that was in flight during the write is not joined or kept', async () => {
    await using cache = await createTestCache();
    const origin = createOrigin();
    const early = reads(cache).through('queue', 'page', origin.load);
    const first = await origin.next();
    await cache.openOperation().forget(ACME);
    const late = reads(cache).through('queue', 'page', origin.load);
    const second = await origin.next();
    second.resolve('after');
    first.resolve('before');
    expect([await early, await late]).toEqual(['before', 'after']);
    expect(await list(cache, 'not this')).toBe('after');
  });

  test('an operation without a cache reads the list again too', async () => {
    await using cache = await createTestCache({ enabled: false });
    const operation = cache.openOperation();
    await readValue(operation.of(ACME, never()), 'before', 'page', 'queue');
    await operation.forget(ACME);
    expect(await readValue(operation.of(ACME, never()), 'after', 'page', 'queue')).toBe('after');
  });
});

describe.skipIf(noRedis)('after a write by another gateway on the same store', () => {
  test("lists from before the write are not used, from this gateway's memory or the store", async () => {
    await using redis = await startRedis();
    await using writer = await createTestCache({}, redis.url);
    await using reader = await createTestCache({}, redis.url);
    await Promise.all([writer, reader].map((cache) => until(() => isUp(cache))));
    await list(reader, 'before');
    await list(reader, 'not this');
    await writer.openOperation().forget(ACME);
    expect(await list(reader, 'after')).toBe('after');
    expect(await list(writer, 'not this')).toBe('after');
    expect(await list(reader, 'not this')).toBe('after');
  });

  test('an operation looks up the version once, however many lists it reads', async () => {
    await using redis = await startRedis();
    await using writer = await createTestCache({}, redis.url);
    await using reader = await createTestCache({}, redis.url);
    await Promise.all([writer, reader].map((cache) => until(() => isUp(cache))));
    await list(reader, 'before');
    const operation = reader.openOperation();
    expect(await readValue(operation.of(ACME, never()), 'not this', 'page', 'queue')).toBe('before');
    await writer.openOperation().forget(ACME);
    expect(await readValue(operation.of(ACME, never()), 'not this', 'page', 'queue')).toBe('before');
  });

  test.skipIf(noOwnRedis)(
    'cached lists are not used while the store cannot tell whether there was a write',
    async () => {
      await using redis = await startRedis({ own: true });
      await using cache = await createTestCache({}, redis.url);
      await until(() => isUp(cache));
      await list(cache, 'before');
      redis.process?.kill('SIGKILL');
      await until(async () => !(await isUp(cache)));
      expect(await list(cache, 'after')).toBe('after');
      expect(await list(cache, 'later')).toBe('later');
      await cache.openOperation().forget(ACME);
      expect(await list(cache, 'last')).toBe('last');
    },
  );
});

function isUp(cache: Cache): Promise<boolean> {
  return cache.ping().then(
    () => true,
    () => false,
  );
}
