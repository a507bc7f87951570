import { describe, expect, test } from 'vitest';
import type { Cache } from '../../src/cache/cache.ts';
import type { AccountId } from '../../src/errors/catalogue.ts';
import { ACME, createOrigin, createTestCache, never } from './cache-subject.ts';
import { noOwnRedis, noRedis, type RedisServer, startRedis, until } from './redis-server.ts';

const WRITTEN = ['written'];
const OTHER = ['other'];

/** Reads a document as an operation of its own; `value` is what the source has. */
function readDocument(cache: Cache, value: unknown, key = WRITTEN, account: AccountId = ACME): Promise<unknown> {
  return cache
    .openOperation()
    .of(account, never())
    .document<unknown>(key, async () => ({ value, bytes: 100 }));
}

async function write(cache: Cache, key = WRITTEN): Promise<void> {
  await cache.openOperation().forget(ACME, key);
}

describe('a document that was written to', () => {
  test('is read again, and kept again; other documents stay', async () => {
    await using cache = await createTestCache();
    await readDocument(cache, 'before');
    await readDocument(cache, 'other', OTHER);
    await write(cache);
    expect(await readDocument(cache, 'after')).toBe('after');
    expect(await readDocument(cache, 'not this')).toBe('after');
    expect(await readDocument(cache, 'not this', OTHER)).toBe('other');
  });

  test('is read again after each write', async () => {
    await using cache = await createTestCache();
    for (const state of ['first', 'second', 'third']) {
      await write(cache);
      expect(await readDocument(cache, state)).toBe(state);
    }
  });

  test('leaves a document of another account with the same key where it is', async () => {
    await using cache = await createTestCache();
    const theirs: AccountId = { ...ACME, company: 'borealis' };
    await readDocument(cache, 'theirs', WRITTEN, theirs);
    await write(cache);
    expect(await readDocument(cache, 'not this', WRITTEN, theirs)).toBe('theirs');
  });

  test.each([{}, { enabled: false }])('is read again by the operation that wrote (%j)', async (options) => {
    await using cache = await createTestCache(options);
    const operation = cache.openOperation();
    const read = (value: string) =>
      operation.of(ACME, never()).document<string>(WRITTEN, async () => ({ value, bytes: 100 }));
    await read('before');
    await operation.forget(ACME, WRITTEN);
    expect(await read('after')).toBe('after');
  });

  test.each([{}, { enabled: false }])(
    'is neither joined nor kept if it was being read during the write (%j)',
    async (options) => {
      await using cache = await createTestCache(options);
      const operation = cache.openOperation();
      const origin = createOrigin();
      const early = operation.of(ACME, never()).document(WRITTEN, origin.load);
      const first = await origin.next();
      await operation.forget(ACME, WRITTEN);
      const late = operation.of(ACME, never()).document(WRITTEN, origin.load);
      const second = await origin.next();
      second.resolve('after');
      first.resolve('before');
      expect([await early, await late]).toEqual(['before', 'after']);
      const again = operation.of(ACME, never()).document(WRITTEN, async () => ({ value: 'not this', bytes: 1 }));
      expect(await again).toBe('after');
    },
  );
});

describe.skipIf(noRedis)('a document that another gateway on the same store wrote to', () => {
  test('is read again, and not from the memory of either gateway; other documents stay', async () => {
    await using redis = await startRedis();
    await using writer = await connect(redis);
    await using reader = await connect(redis);
    await readDocument(reader, 'before');
    await readDocument(reader, 'other', OTHER);
    await write(writer);
    expect(await readDocument(reader, 'after')).toBe('after');
    expect(await readDocument(reader, 'not this', OTHER)).toBe('other');
    await until(async () => [...(await redis.values()).values()].some((text) => text.includes('"after"')));
    expect(await readDocument(writer, 'not this')).toBe('after');
    await write(reader);
    expect(await readDocument(writer, 'last')).toBe('last');
  });

  test('is neither joined nor kept if it was being read during the write', async () => {
    await using redis = await startRedis();
    await using writer = await connect(redis);
    await using reader = await connect(redis);
    const origin = createOrigin();
    const early = reader.openOperation().of(ACME, never()).document(WRITTEN, origin.load);
    const first = await origin.next();
    await write(writer);
    const late = reader.openOperation().of(ACME, never()).document(WRITTEN, origin.load);
    const second = await origin.next();
    first.resolve('before');
    second.resolve('after');
    expect([await early, await late]).toEqual(['before', 'after']);
    expect(await readDocument(reader, 'not this')).toBe('after');
  });

  test('is not looked up again until the account is written to again', async () => {
    await using redis = await startRedis();
    await using writer = await connect(redis);
    await using reader = await connect(redis);
    await write(writer);
    expect(await readDocument(reader, 'after')).toBe('after');
    const [mark] = [...(await redis.values()).keys()].filter((key) => key.includes('written:'));
    await redis.set(mark ?? '', '{"value":"another version"}');
    expect(await readDocument(reader, 'not this')).toBe('after');
    await write(writer, OTHER);
    expect(await readDocument(reader, 'read again')).toBe('read again');
  });
});

test.skipIf(noOwnRedis)('a document is read again by the gateway that wrote to it without its store', async () => {
  await using redis = await startRedis({ own: true });
  await using cache = await connect(redis);
  await readDocument(cache, 'before');
  await readDocument(cache, 'other', OTHER);
  redis.process?.kill('SIGKILL');
  await until(async () => !(await isUp(cache)));
  await write(cache);
  expect(await readDocument(cache, 'after')).toBe('after');
  expect(await readDocument(cache, 'not this')).toBe('after');
  expect(await readDocument(cache, 'not this', OTHER)).toBe('other');
});

/** A cache that is connected to its Redis. */
async function connect({ url }: RedisServer): Promise<Cache> {
  const cache = await createTestCache({}, url);
  await until(() => isUp(cache));
  return cache;
}

function isUp(cache: Cache): Promise<boolean> {
  return cache.ping().then(
    () => true,
    () => false,
  );
}
