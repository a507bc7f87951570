import { describe, expect, test } from 'vitest';
import { BackendUnavailable } from '../../src/errors/catalogue.ts';
import { Relay } from '../../src/events/relay.ts';
import { MAX_BACKLOG_EVENTS } from '../../src/events/subscriber.ts';
import type { EventLog, StoredEvent } from '../../src/store/events/event-log.ts';
import { createTestLog } from '../backends/test-log.ts';
import { rejection } from '../calls/account.ts';
import { digitized, queryOf } from '../store/some-events.ts';
import { makeDirectory, openSqliteIn } from '../store/sqlite-place.ts';

interface Subject extends AsyncDisposable {
  readonly log: EventLog;
  readonly relay: Relay;
  /** Stores events of a company and gives their ids. */
  readonly tell: (count: number, company?: string, document?: string) => Promise<readonly string[]>;
}

let told = 0;

async function open(): Promise<Subject> {
  await using opened = new AsyncDisposableStack();
  const directory = opened.use(await makeDirectory());
  const log = opened.use(await openSqliteIn(directory.path));
  const relay = opened.use(await Relay.open(log, createTestLog().logger));
  const resources = opened.move();
  return {
    log,
    relay,
    // Concurrently: the log stores them in this order, with one transaction for many.
    tell: (count, company = 'acme', document = '{}') =>
      Promise.all(
        Array.from({ length: count }, async () => {
          told += 1;
          const event = { ...digitized(company, document), receivedAt: '2026-01-01T00:00:00.000Z' };
          return (await log.append(event, `message-${told}`)).id;
        }),
      ),
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

const ALL = queryOf({ companies: new Set(['acme', 'borealis']) });
const OF_ACME = queryOf({ companies: new Set(['acme']) });

async function take(events: AsyncIterator<StoredEvent>, count: number): Promise<readonly string[]> {
  const ids: string[] = [];
  while (ids.length < count) {
    const { value, done } = await events.next();
    if (done) break;
    ids.push(value.id);
  }
  return ids;
}

/** Until a subscriber listens to what is to come. */
async function subscribers(relay: Relay, count: number): Promise<void> {
  while (relay.state().subscribers !== count) await new Promise(setImmediate);
}

describe('a subscriber', () => {
  test('gets the events that are stored from now on, each once and in order', async () => {
    await using subject = await open();
    const ended = new AbortController();
    const events = subject.relay.events(ALL, null, ended.signal);
    const first = events.next();
    await subscribers(subject.relay, 1);
    const ids = await subject.tell(5);
    expect([(await first).value?.id, ...(await take(events, 4))]).toEqual(ids);
    const last = events.next();
    ended.abort();
    expect((await last).done).toBe(true);
  });

  test('that names an event gets the later past first and then the present, without a gap or a repetition', async () => {
    await using subject = await open();
    const past = await subject.tell(1_203);
    const signal = new AbortController().signal;
    const events = subject.relay.events(ALL, past[0] ?? '', signal);
    const early = await take(events, 700);
    const [meanwhile, later] = await Promise.all([subject.tell(40), take(events, 502)]);
    const last = await subject.tell(10);
    const rest = await take(events, 50);
    expect([...early, ...later, ...rest]).toEqual([...past.slice(1), ...meanwhile, ...last]);
    await events.return();
  });

  test('gets only events of the companies and types that it asked for', async () => {
    await using subject = await open();
    const signal = new AbortController().signal;
    const all = subject.relay.events(ALL, await subject.log.end(), signal);
    const acmes = subject.relay.events(OF_ACME, await subject.log.end(), signal);
    const exports = subject.relay.events(queryOf({ types: ['EXPORTED'] }), null, signal);
    const none = exports.next();
    const [mine, theirs, mineToo] = [
      await subject.tell(1),
      await subject.tell(1, 'borealis'),
      await subject.tell(1),
    ].map(([id]) => id);
    expect(await take(all, 3)).toEqual([mine, theirs, mineToo]);
    expect(await take(acmes, 2)).toEqual([mine, mineToo]);
    await Promise.all([all.return(), acmes.return()]);
    await subscribers(subject.relay, 1);
    await subject.relay[Symbol.asyncDispose]();
    expect(await none).toEqual({ done: true, value: undefined });
  });

  test('that leaves frees its backlog', async () => {
    await using subject = await open();
    const events = subject.relay.events(ALL, null, new AbortController().signal);
    const first = events.next();
    await subscribers(subject.relay, 1);
    await subject.tell(5);
    await first;
    await events.return();
    expect(subject.relay.state()).toMatchObject({ subscribers: 0, backlog: 0 });
  });

  test('that names a text that is not an event id is refused with BAD_USER_INPUT', async () => {
    await using subject = await open();
    const events = subject.relay.events(ALL, 'x', new AbortController().signal);
    expect(await rejection(events.next())).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(subject.relay.state().subscribers).toBe(0);
  });
});

describe('a subscriber that falls behind', () => {
  test.each([
    ['events', MAX_BACKLOG_EVENTS + 5, '{}'],
    ['bytes', 6, JSON.stringify('x'.repeat(2 ** 20))],
  ])(
    'is disconnected if too many %s are queued for it, and can resume; other subscribers do not notice',
    async (_, count, document) => {
      await using subject = await open();
      const signal = new AbortController().signal;
      const slow = Promise.withResolvers<void>();
      const reader = { owner: 'a', isBlocked: () => true, onSlow: slow.resolve };
      const lazy = subject.relay.events(ALL, null, signal, reader);
      const eager = subject.relay.events(ALL, null, signal);
      const first = lazy.next();
      const all: Promise<readonly string[]> = take(eager, count);
      await subscribers(subject.relay, 2);
      const ids = await subject.tell(count, 'acme', document);
      await slow.promise;
      expect((await first).value?.id).toBe(ids[0]);
      expect(await rejection(lazy.next())).toMatchObject({ message: expect.stringContaining('`after`') });
      expect(await all).toEqual(ids);
      const again = subject.relay.events(ALL, ids[0] ?? '', signal);
      expect(await take(again, count - 1)).toEqual(ids.slice(1));
      await Promise.all([again.return(), eager.return()]);
      expect(subject.relay.state().subscribers).toBe(0);
    },
  );
});

describe('a subscriber that reads', () => {
  test('may take its time with an event: it is not the slow reader then', async () => {
    await using subject = await open();
    const busy = Promise.withResolvers<void>();
    let looks = 0;
    const reader = {
      // Three times as many checks as disconnect a subscriber that does not read.
      owner: 'a',
      isBlocked: () => {
        looks += 1;
        if (looks === 30) busy.resolve();
        return false;
      },
      onSlow: () => expect.unreachable(),
    };
    const events = subject.relay.events(ALL, null, new AbortController().signal, reader);
    const first = events.next();
    await subscribers(subject.relay, 1);
    const ids = await subject.tell(MAX_BACKLOG_EVENTS + 5);
    await first;
    await busy.promise;
    expect(await take(events, ids.length - 1)).toEqual(ids.slice(1));
    await events.return();
  });

  test.each([
    ['events', 2 * MAX_BACKLOG_EVENTS, '{}'],
    ['bytes', 100, JSON.stringify('x'.repeat(100_000))],
  ])(
    'gets each of many %s that arrive at once, from the log if they are too many to queue',
    async (_, count, document) => {
      await using subject = await open();
      const signal = new AbortController().signal;
      const readers = [0, 1, 2].map(() => subject.relay.events(ALL, null, signal));
      const taken = readers.map(async (reader) => {
        const ids: string[] = [];
        for await (const { id } of reader) {
          ids.push(id);
          // Reads as a socket does: one event per iteration of the event loop.
          await new Promise(setImmediate);
          if (ids.length === count) break;
        }
        return ids;
      });
      await subscribers(subject.relay, 3);
      const ids = await subject.tell(count, 'acme', document);
      for (const got of await Promise.all(taken)) expect(got).toEqual(ids);
      expect(subject.relay.state()).toMatchObject({ subscribers: 0, backlog: 0, relayed: 3 * count });
    },
  );
});

describe('a relay whose log does not answer yet', () => {
  /** A log that fails until it is told to answer. */
  const openDown = async () => {
    const subject = await open();
    let isDown = true;
    const guard = <T>(work: () => T): T => {
      if (isDown) throw new BackendUnavailable('The event log is not available: try again in a moment');
      return work();
    };
    const log: EventLog = {
      ...subject.log,
      end: async () => guard(() => subject.log.end()),
      newest: async () => guard(() => subject.log.newest()),
      follow: (after, signal) => guard(() => subject.log.follow(after, signal)),
    };
    const answer = (): void => {
      isDown = false;
    };
    return { ...subject, down: log, answer };
  };

  test('refuses subscribers, and accepts them as soon as the log answers', async () => {
    await using subject = await openDown();
    await subject.tell(2);
    await using relay = await Relay.open(subject.down, createTestLog().logger);
    const signal = new AbortController().signal;
    expect(await rejection(relay.events(ALL, null, signal).next())).toMatchObject({ code: 'BACKEND_UNAVAILABLE' });
    expect(relay.state()).toMatchObject({ subscribers: 0, newestAt: undefined });
    subject.answer();
    const events = relay.events(ALL, null, signal);
    const first = events.next();
    await subscribers(relay, 1);
    const ids = await subject.tell(3);
    expect([(await first).value?.id, ...(await take(events, 2))]).toEqual(ids);
    await events.return();
  });

  test('knows the time of the newest event, even from before it was opened', async () => {
    await using subject = await open();
    await subject.tell(2);
    await using relay = await Relay.open(subject.log, createTestLog().logger);
    expect(relay.state().newestAt).toBe(Date.parse('2026-01-01T00:00:00.000Z'));
  });
});
