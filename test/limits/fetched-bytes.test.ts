import { expect, test } from 'vitest';
import { SingleFlight } from '../../src/cache/single-flight.ts';
import { RateLimited } from '../../src/errors/catalogue.ts';
import { Behalf, onBehalfOf } from '../../src/limits/on-behalf.ts';
import { createInFlight } from '../../src/server/graphql/in-flight.ts';
import { createTestAccount, get, rejection } from '../calls/account.ts';
import { startSource } from '../calls/source-server.ts';

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
    operation: (caller = 'a') => new Behalf(caller, { holdFetched: () => fetched.hold(caller) }),
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
