import { describe, expect, test, vi } from 'vitest';
import type { Backend } from '../../src/backends/backend.ts';
import type { RestClient } from '../../src/backends/rest-client.ts';
import {
  BackendRateLimited,
  BadUserInput,
  Conflict,
  IdempotencyKeyReused,
  OutcomeUnknown,
  StoreUnavailable,
} from '../../src/errors/catalogue.ts';
import type { Database } from '../../src/store/database.ts';
import type { Store } from '../../src/store/open-store.ts';
import { Journal } from '../../src/store/writes/journal.ts';
import { performWrite, type Write, type WriteTicket } from '../../src/writes/perform-write.ts';
import { createTestLog } from '../backends/test-log.ts';
import { uncachedReads } from '../backends/uncached-reads.ts';
import { rejection } from '../calls/account.ts';
import { WRITES } from '../store/sqlite-place.ts';
import { openTestStore } from './open-journal.ts';

const ACME = { source: 'LIGHTYEAR', company: 'acme' } as const;
const ABOUT_ONE = {
  ...({ account: ACME, action: 'MARK_EXPORTED', subject: { ...ACME, key: ['l-1'] } } as const),
  key: null,
} as const;
const KEY = { key: 'k-1', fingerprint: 'input', item: '' };

/** The dependencies of a write, with a cache that records its invalidations in a list of all calls. */
function dependenciesOf({ journal }: Pick<Store, 'journal'>, calls: unknown[] = [], caller = 'erp') {
  const caches = {
    forget: async (...forgotten: readonly unknown[]) => {
      calls.push('forgetting');
      await Promise.resolve();
      calls.push(forgotten);
    },
  };
  return { caches, journal, caller, signal: new AbortController().signal, now: Date.now, sending: { count: 0 } };
}

async function onlyWrite({ journal }: Pick<Store, 'journal'>) {
  const writes = await journal.list({ companies: ['acme'], count: 10 });
  expect(writes).toHaveLength(1);
  return writes[0];
}

describe('a write', () => {
  test('is answered after the caches have forgotten its document and the lists of its account', async () => {
    await using store = await openTestStore();
    const calls: unknown[] = [];
    const send = async () => {
      calls.push('sent');
      return 'the answer';
    };
    const { value, isReplay } = await performWrite({ ...ABOUT_ONE, send }, dependenciesOf(store, calls));
    expect(calls).toEqual(['sent', 'forgetting', [ACME, ['l-1']]]);
    expect({ value, isReplay }).toEqual({ value: 'the answer', isReplay: false });
  });

  test('that fails makes the caches forget in the same way, as it may have been carried out', async () => {
    await using store = await openTestStore();
    const calls: unknown[] = [];
    const failure = new Error('no answer');
    const send = () => Promise.reject(failure);
    expect(await rejection(performWrite({ ...ABOUT_ONE, send }, dependenciesOf(store, calls)))).toBe(failure);
    expect(calls).toEqual(['forgetting', [ACME, ['l-1']]]);
    expect(await onlyWrite(store)).toMatchObject({ outcome: 'UNKNOWN' });
  });

  test('that is not about a document only makes the caches forget the lists', async () => {
    await using store = await openTestStore();
    const calls: unknown[] = [];
    const write: Write<null> = {
      account: ACME,
      action: 'START_IMPORT',
      subject: null,
      key: null,
      send: async () => null,
    };
    await performWrite(write, dependenciesOf(store, calls));
    expect(calls).toEqual(['forgetting', [ACME, undefined]]);
  });

  test('is in the journal before it is sent, and has its outcome there before it is answered', async () => {
    await using store = await openTestStore();
    const send = async () => {
      expect(await onlyWrite(store)).toMatchObject({ outcome: 'IN_PROGRESS', endedAt: null });
      return null;
    };
    const { writeId } = await performWrite({ ...ABOUT_ONE, send }, dependenciesOf(store));
    expect(await onlyWrite(store)).toMatchObject({
      ...{ id: writeId, outcome: 'DONE', error: null, caller: 'erp', company: 'acme', source: 'LIGHTYEAR' },
      ...{ action: 'MARK_EXPORTED', subject: ['l-1'], idempotencyKey: null, isInferred: false },
      endedAt: expect.any(Number),
    });
  });

  test('is not sent if it cannot be recorded', async () => {
    const store = await openTestStore();
    await store[Symbol.asyncDispose]();
    let sent = 0;
    const send = async () => {
      sent += 1;
    };
    expect(await rejection(performWrite({ ...ABOUT_ONE, send }, dependenciesOf(store)))).toBeInstanceOf(
      StoreUnavailable,
    );
    expect(sent).toBe(0);
  });

  test('gets the signal of its operation with the ticket', async () => {
    await using store = await openTestStore();
    const dependencies = dependenciesOf(store);
    const send = async (ticket: WriteTicket) => ticket.signal === dependencies.signal;
    expect(await performWrite({ ...ABOUT_ONE, send }, dependencies)).toMatchObject({ value: true });
  });

  test('that is in flight when its operation ends is unknown to the caller, and its answer is still recorded', async () => {
    await using store = await openTestStore();
    const { promise, resolve } = Promise.withResolvers<string>();
    const operation = new AbortController();
    const writing = performWrite(
      { ...ABOUT_ONE, send: () => promise },
      { ...dependenciesOf(store), signal: operation.signal },
    );
    operation.abort(new BackendRateLimited('the operation took too long'));
    const error = await rejection(writing);
    expect(error).toBeInstanceOf(OutcomeUnknown);
    expect(await onlyWrite(store)).toMatchObject({ outcome: 'IN_PROGRESS' });
    resolve('late');
    await vi.waitFor(async () => expect(await onlyWrite(store)).toMatchObject({ outcome: 'DONE', result: '"late"' }));
    expect(error).toMatchObject({ writeId: (await onlyWrite(store))?.id });
  });

  test.each([
    [new Conflict('already exported'), 'REFUSED'],
    [new BackendRateLimited('later'), 'NOT_DONE'],
    [new OutcomeUnknown('no answer'), 'UNKNOWN'],
  ])('that fails with %o has the outcome %s', async (failure, outcome) => {
    await using store = await openTestStore();
    const error = await rejection(
      performWrite({ ...ABOUT_ONE, send: () => Promise.reject(failure) }, dependenciesOf(store)),
    );
    const { code, message } = failure;
    const write = await onlyWrite(store);
    expect(write).toMatchObject({ outcome, error: { code, message } });
    expect(error).toMatchObject({ writeId: write?.id });
  });

  test('whose input turns out to be wrong is not recorded, and its key is free', async () => {
    await using store = await openTestStore();
    const wrong = { ...ABOUT_ONE, key: KEY, send: () => Promise.reject(new BadUserInput('too large')) };
    expect(await rejection(performWrite(wrong, dependenciesOf(store)))).toBeInstanceOf(BadUserInput);
    expect(await store.journal.list({ companies: ['acme'], count: 10 })).toEqual([]);
    // The corrected request is not the one that had the key.
    const right = { ...ABOUT_ONE, key: { ...KEY, fingerprint: 'corrected' }, send: async () => 'sent' };
    expect(await performWrite(right, dependenciesOf(store))).toMatchObject({ value: 'sent', isReplay: false });
  });

  test('whose input turns out to be wrong ends the equal requests that wait for it, too', async () => {
    await using store = await openTestStore();
    const first = Promise.withResolvers<never>();
    const sent: Promise<never>[] = [first.promise];
    const wrong = { ...ABOUT_ONE, key: KEY, send: () => sent.shift() ?? Promise.reject(new BadUserInput('too large')) };
    const writing = [1, 2, 3].map(() => rejection(performWrite(wrong, dependenciesOf(store))));
    await vi.waitFor(() => expect(sent).toEqual([]));
    first.reject(new BadUserInput('too large'));
    for (const error of await Promise.all(writing)) expect(error).toBeInstanceOf(BadUserInput);
  });
});

test('a write whose row is stored too late is not done, and not in progress for ever', async () => {
  await using store = await openTestStore();
  const { promise: stored, resolve } = Promise.withResolvers<void>();
  const late: Database = {
    ...store.database,
    write: async (name, input) => {
      const output = await store.database.write(name, input);
      if (name !== 'beginWrites') return output;
      resolve();
      throw new Error('no answer in time');
    },
  };
  const options = { logger: createTestLog().logger, now: Date.now, ...WRITES };
  await using journal = await Journal.open(late, options);
  const writing = performWrite({ ...ABOUT_ONE, send: async () => null }, dependenciesOf({ journal }));
  expect(await rejection(writing)).toBeInstanceOf(StoreUnavailable);
  await stored;
  await vi.waitFor(async () => expect(await onlyWrite(store)).toMatchObject({ outcome: 'NOT_DONE' }), 5_000);
});

test('the writes of a gateway that has ended are unknown, even if the clock was set back since', async () => {
  await using store = await openTestStore();
  const options = { logger: createTestLog().logger, ...WRITES };
  await using ended = await Journal.open(store.database, { ...options, now: Date.now });
  await ended.begin({ ...ACME, caller: 'erp', action: 'MARK_EXPORTED', subject: ['l-1'], key: null, isLocal: false });
  let now = Date.now() - 86_400_000;
  await using next = await Journal.open(store.database, { ...options, now: () => now });
  expect(await onlyWrite(store)).toMatchObject({ outcome: 'UNKNOWN' });
  // Its source may still carry it out.
  now += 4_900;
  expect(await next.unresolved(10)).toEqual([]);
  now += 100;
  expect(await next.unresolved(10)).toHaveLength(1);
});

describe('a write with a key', () => {
  /** A write that counts how often it is sent. */
  function countedWrite(answer: () => Promise<unknown> = async () => ({ job: 7 })) {
    const sent: number[] = [];
    const send = () => {
      sent.push(sent.length);
      return answer();
    };
    return { sent, write: { ...ABOUT_ONE, key: KEY, send } };
  }

  test('is sent once, and its outcome is returned again', async () => {
    await using store = await openTestStore();
    const { sent, write } = countedWrite();
    const first = await performWrite(write, dependenciesOf(store));
    const second = await performWrite(write, dependenciesOf(store));
    expect(first).toMatchObject({ value: { job: 7 }, isReplay: false });
    expect(second).toEqual({ ...first, isReplay: true });
    expect(sent).toHaveLength(1);
  });

  test('that is sent twice at the same time waits for the first', async () => {
    await using store = await openTestStore();
    const { promise, resolve } = Promise.withResolvers<unknown>();
    const { sent, write } = countedWrite(() => promise);
    const both = [1, 2].map(() => performWrite(write, dependenciesOf(store)));
    await Promise.resolve();
    resolve('one');
    const results = await Promise.all(both);
    expect(results.map(({ value }) => value)).toEqual(['one', 'one']);
    expect(results.map(({ isReplay }) => isReplay).sort()).toEqual([false, true]);
    expect(sent).toHaveLength(1);
  });

  test('is refused for another input, and belongs to its caller', async () => {
    await using store = await openTestStore();
    const { sent, write } = countedWrite();
    await performWrite(write, dependenciesOf(store));
    const other = { ...write, key: { ...KEY, fingerprint: 'another input' } };
    expect(await rejection(performWrite(other, dependenciesOf(store)))).toBeInstanceOf(IdempotencyKeyReused);
    expect(await performWrite(other, dependenciesOf(store, [], 'another caller'))).toMatchObject({ isReplay: false });
    expect(sent).toHaveLength(2);
  });

  test('that was refused for good is refused again with the same words, and is not sent again', async () => {
    await using store = await openTestStore();
    const { sent, write } = countedWrite(() => Promise.reject(new Conflict('already exported', { accountId: ACME })));
    const errors = [1, 2].map(() => rejection(performWrite(write, dependenciesOf(store))));
    const [first, second] = await Promise.all(errors);
    expect(second).toMatchObject({ code: 'CONFLICT', message: 'already exported', accountId: ACME });
    expect(second).toMatchObject({ writeId: (first as Conflict).writeId });
    expect(sent).toHaveLength(1);
  });

  test('that was not done is sent again, as the same write', async () => {
    await using store = await openTestStore();
    const answers = [() => Promise.reject(new BackendRateLimited('later')), async () => 'done'];
    const { sent, write } = countedWrite(() => (answers.shift() ?? (async () => 'too often'))());
    await rejection(performWrite(write, dependenciesOf(store)));
    expect(await performWrite(write, dependenciesOf(store))).toMatchObject({ value: 'done', isReplay: false });
    expect(sent).toHaveLength(2);
    expect(await onlyWrite(store)).toMatchObject({ outcome: 'DONE', error: null });
  });

  test('whose outcome is unknown is not sent again', async () => {
    await using store = await openTestStore();
    const { sent, write } = countedWrite(() => Promise.reject(new OutcomeUnknown('no answer')));
    await rejection(performWrite(write, dependenciesOf(store)));
    const again = await rejection(performWrite(write, dependenciesOf(store)));
    expect(again).toBeInstanceOf(OutcomeUnknown);
    expect(again).toMatchObject({ writeId: (await onlyWrite(store))?.id, isReplay: true });
    expect(sent).toHaveLength(1);
  });

  test('is free again when the key has expired', async () => {
    let now = Date.now();
    await using store = await openTestStore({ now: () => now });
    const { sent, write } = countedWrite();
    await performWrite(write, dependenciesOf(store));
    now += 8 * 86_400_000;
    const other = { ...write, key: { ...KEY, fingerprint: 'another input' } };
    expect(await performWrite(other, dependenciesOf(store))).toMatchObject({ isReplay: false });
    expect(sent).toHaveLength(2);
  });
});

describe('a write that the source cannot be told', () => {
  const marking = { ...ABOUT_ONE, send: null };

  test('is recorded as done', async () => {
    await using store = await openTestStore();
    const { writeId } = await performWrite(marking, dependenciesOf(store));
    expect(await onlyWrite(store)).toMatchObject({ id: writeId, outcome: 'DONE', endedAt: expect.any(Number) });
  });

  test('is refused a second time, except with the same key', async () => {
    await using store = await openTestStore();
    const keyed = { ...marking, key: KEY };
    const { writeId } = await performWrite(keyed, dependenciesOf(store));
    expect(await performWrite(keyed, dependenciesOf(store))).toEqual({ value: null, writeId, isReplay: true });
    expect(await rejection(performWrite(marking, dependenciesOf(store)))).toMatchObject({ code: 'CONFLICT' });
  });
});

test('a write without a ticket does not compile, with any value in place of the ticket', () => {
  const { signal } = new AbortController();
  const attempts = [
    (client: RestClient) =>
      // @ts-expect-error: a signal is not a ticket
      client.post('/complete', null, signal),
    (client: RestClient) =>
      // @ts-expect-error: nor is an object that looks like one
      client.post('/complete', null, { signal }),
    (_client: RestClient, backend: Backend) =>
      // @ts-expect-error: the port takes tickets as well
      backend.exports?.markExported(['l-1'], { signal }),
    (_client: RestClient, backend: Backend) =>
      // @ts-expect-error: a report needs one beside its reads
      backend.syncErrors?.report(['l-1'], 'message', uncachedReads(signal), { signal }),
    (_client: RestClient, backend: Backend) =>
      // @ts-expect-error: so does an import
      backend.importJobs?.start('erp', { type: 'GL_CODES', objects: [] }, signal),
    (_client: RestClient, backend: Backend) =>
      // @ts-expect-error: so does a webhook
      backend.webhooks?.subscribe('DIGITIZED', 'https://gateway.example.com', signal),
    // @ts-expect-error: the module exports the type of a ticket and not its class
    async () => new (await import('../../src/writes/perform-write.ts')).WriteTicket(signal),
  ];
  expect(attempts).toHaveLength(7);
});
