import { describe, expect, test } from 'vitest';
import { parseLongJson } from '../../src/backends/json/parse-json.ts';
import { SingleFlight } from '../../src/cache/single-flight.ts';
import { RateLimited } from '../../src/errors/catalogue.ts';
import { Behalf, onBehalfOf } from '../../src/limits/on-behalf.ts';
import { createInFlight } from '../../src/server/graphql/in-flight.ts';
import { ACCOUNT_ID, createTestAccount, get, rejection } from '../calls/account.ts';
import { startRaw, startSource } from '../calls/source-server.ts';

const LIMITS = {
  ...{ maxConnections: 10, maxReceivingBytes: 1_000, maxSendingBytes: 1_000, maxUploads: 2, maxDiskBytes: 1_000 },
  maxFetchedBytes: 250_000,
};
const { signal } = new AbortController();

/** A source whose answers have 60,000 bytes, and operations of callers that may hold 100,000 bytes each. */
async function startLargeSource() {
  const source = await startSource((call) => call.answer(200, 'x'.repeat(60_000)));
  const account = createTestAccount(source.baseUrl);
  const { fetched } = createInFlight(LIMITS);
  const flights = new SingleFlight();
  const read = async () => (await account.send(get())).text.length;
  return {
    source,
    fetched,
    read,
    /** Joins the same read if it is in flight. */
    readTogether: () => flights.join('document', signal, read),
    operation: (caller = 'a') => new Behalf(caller, { calls: null, holdFetched: () => fetched.hold(caller) }),
    [Symbol.asyncDispose]: async () => {
      await account[Symbol.asyncDispose]();
      await source[Symbol.asyncDispose]();
    },
  };
}

test("an operation holds the bytes of sources' answers until it ends, and a read beyond its caller's limit fails", async () => {
  await using world = await startLargeSource();
  using first = world.operation();
  expect(await onBehalfOf(first, world.read)).toBe(60_000);
  expect(world.fetched.taken).toBe(60_000);
  using second = world.operation();
  const error = await rejection(onBehalfOf(second, world.read));
  expect(error).toBeInstanceOf(RateLimited);
  expect(error).toMatchObject({ limit: 'maxFetchedBytes', message: expect.stringContaining('250,000 bytes') });
  using other = world.operation('b');
  expect(await onBehalfOf(other, world.read)).toBe(60_000);
  first[Symbol.dispose]();
  second[Symbol.dispose]();
  other[Symbol.dispose]();
  expect(world.fetched.taken).toBe(0);
});

test('the bytes of a shared read are held by each operation that waited for it, and not by the read once it has ended', async () => {
  await using world = await startLargeSource();
  using first = world.operation();
  using second = world.operation('b');
  expect(await Promise.all([onBehalfOf(first, world.readTogether), onBehalfOf(second, world.readTogether)])).toEqual([
    60_000, 60_000,
  ]);
  expect(world.source.arrivals).toHaveLength(1);
  expect(world.fetched.taken).toBe(120_000);
  first[Symbol.dispose]();
  expect(world.fetched.taken).toBe(60_000);
});

test('an operation repeats a joined read that failed at the limit of another caller', async () => {
  await using world = await startLargeSource();
  using full = world.operation();
  await onBehalfOf(full, world.read);
  using other = world.operation('b');
  const [refused, given] = await Promise.all([
    rejection(onBehalfOf(full, world.readTogether)),
    onBehalfOf(other, world.readTogether),
  ]);
  expect(refused).toMatchObject({ limit: 'maxFetchedBytes' });
  expect(given).toBe(60_000);
});

test('bytes that no operation asked for are not counted', async () => {
  await using world = await startLargeSource();
  expect(await world.read()).toBe(60_000);
  expect(world.fetched.taken).toBe(0);
});

test('an operation does not repeat a joined read that fails at its own limit', async () => {
  await using world = await startLargeSource();
  using full = world.operation();
  await onBehalfOf(full, world.read);
  using other = world.operation('b');
  using joiner = world.operation();
  const [given, refused] = await Promise.all([
    onBehalfOf(other, world.readTogether),
    rejection(onBehalfOf(joiner, world.readTogether)),
  ]);
  expect(given).toBe(60_000);
  expect(refused).toBeInstanceOf(RateLimited);
  expect(world.source.arrivals).toHaveLength(2);
});

test('the error of an operation that needs more than its caller may ever hold says to ask for less', async () => {
  await using world = await startLargeSource();
  using operation = world.operation();
  await onBehalfOf(operation, world.read);
  const error = await rejection(onBehalfOf(operation, world.read));
  expect(error).toMatchObject({ code: 'BAD_USER_INPUT', limit: 'maxFetchedBytes', retryable: false });
});

test('the bytes of a read are counted once for an operation, even if several fields wait for it', async () => {
  await using world = await startLargeSource();
  using operation = world.operation();
  expect(
    await onBehalfOf(operation, () => Promise.all([world.readTogether(), world.readTogether(), world.readTogether()])),
  ).toEqual([60_000, 60_000, 60_000]);
  expect(world.fetched.taken).toBe(60_000);
});

test('a read beyond the limit fails for each field that waits for it', async () => {
  await using world = await startLargeSource();
  using operation = world.operation();
  await onBehalfOf(operation, world.read);
  using other = world.operation('b');
  const given = onBehalfOf(other, world.readTogether);
  const refused = await onBehalfOf(operation, () =>
    Promise.all([rejection(world.readTogether()), rejection(world.readTogether())]),
  );
  expect(refused).toMatchObject([{ limit: 'maxFetchedBytes' }, { limit: 'maxFetchedBytes' }]);
  expect(await given).toBe(60_000);
});

describe('an operation holds what a JSON text takes once it is parsed', () => {
  async function heldFor(text: string): Promise<number> {
    const { fetched } = createInFlight({ ...LIMITS, maxFetchedBytes: 100_000_000 });
    using operation = new Behalf('a', { calls: null, holdFetched: () => fetched.hold('a') });
    await onBehalfOf(operation, () => parseLongJson(text, ACCOUNT_ID, signal));
    return fetched.taken;
  }

  test.each([
    ['short', 1_000],
    ['of one part', 10_000],
    ['of several parts', 100_000],
  ])('beyond its length, if it consists of empty objects (%s)', async (_, count) => {
    expect(await heldFor(`[${'{},'.repeat(count)}[]]`)).toBeGreaterThan(55 * count);
  });

  test('if it consists of names of one object', async () => {
    const names = Array.from({ length: 20_000 }, (_, index) => `"k${index}":1`);
    expect(await heldFor(`{${names.join(',')}}`)).toBeGreaterThan(100 * names.length);
  });

  test('which is hardly more than its length if it is a list of ordinary documents', async () => {
    const document = { id: 'an id', lines: [{ description: 'a'.repeat(120), taxCode: { code: 'b'.repeat(120) } }] };
    expect(await heldFor(JSON.stringify(Array.from({ length: 1_000 }, () => document)))).toBeLessThan(1_000);
  });

  test('and is refused it if that is too much', async () => {
    const { fetched } = createInFlight(LIMITS);
    using operation = new Behalf('a', { calls: null, holdFetched: () => fetched.hold('a') });
    const parsing = () => parseLongJson(`[${'{},'.repeat(30_000)}{}]`, ACCOUNT_ID, signal);
    expect(await rejection(onBehalfOf(operation, parsing))).toMatchObject({ limit: 'maxFetchedBytes' });
  });
});

test('an answer in pieces of one byte is held with what each piece takes', async () => {
  const chunked = `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${'1\r\nx\r\n'.repeat(400)}0\r\n\r\n`;
  await using source = await startRaw((socket) => socket.once('data', () => socket.end(chunked)));
  await using account = createTestAccount(source.baseUrl);
  const { fetched } = createInFlight(LIMITS);
  using operation = new Behalf('a', { calls: null, holdFetched: () => fetched.hold('a') });
  expect((await onBehalfOf(operation, () => account.send(get()))).text).toHaveLength(400);
  expect(fetched.taken).toBe(400 * 200);
});

test('an answer in thousands of pieces is read in many turns of the event loop', async () => {
  const chunked = `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${'1\r\nx\r\n'.repeat(10_000)}0\r\n\r\n`;
  await using source = await startRaw((socket) => socket.once('data', () => socket.end(chunked)));
  await using account = createTestAccount(source.baseUrl);
  let turns = 0;
  const count = (): void => {
    turns += 1;
    next = setImmediate(count);
  };
  let next = setImmediate(count);
  expect((await account.send(get())).text).toHaveLength(10_000);
  clearImmediate(next);
  expect(turns).toBeGreaterThan(10_000 / 256);
});
