import { getEventListeners } from 'node:events';
import { describe, expect, test } from 'vitest';
import type { ImportJob } from '../../src/domain/imports/import-job.ts';
import {
  BackendBadResponse,
  BackendRateLimited,
  BackendRejected,
  BackendTimeout,
  BackendUnauthorized,
  BackendUnavailable,
  BadUserInput,
} from '../../src/errors/catalogue.ts';
import { type Behalf, currentBehalf } from '../../src/limits/on-behalf.ts';
import { createImportJobWatch } from '../../src/loaders/import-job-watch.ts';
import { rejection } from '../calls/account.ts';
import { createFakeClock } from '../calls/fake-clock.ts';

function job(inserted: number, status: ImportJob['status'] = 'IN_PROGRESS'): ImportJob {
  return {
    ...{ company: 'acme', source: 'LIGHTYEAR', sourceId: 'job-1', type: 'ITEMS', sourceApplicationCode: 'erp', status },
    ...{ createdAt: null, updatedAt: null, counts: { inserted, updated: 0, deleted: 0, unchanged: 0 } },
  };
}

function accountOf(company: string) {
  return { company, source: 'LIGHTYEAR' } as const;
}

type Outcome = ImportJob | null | Error;

interface Read {
  readonly name: string;
  readonly signal: AbortSignal;
  readonly answer: (outcome: Outcome) => void;
}

/** A watch whose reads the test answers one by one, or a script, which repeats its last outcome. */
function openWatch(script?: readonly Outcome[]) {
  const clock = createFakeClock();
  const reads: Read[] = [];
  const warnings: object[] = [];
  let wake = Promise.withResolvers<void>();
  const watch = createImportJobWatch({
    clock,
    allowanceOf: () => ({ calls: null, holdFetched: null }),
    logger: { warn: (fields) => void warnings.push(fields) },
    read: ({ company }, jobId, signal) => {
      const { promise, resolve, reject } = Promise.withResolvers<ImportJob | null>();
      const answer = (outcome: Outcome) => (outcome instanceof Error ? reject(outcome) : resolve(outcome));
      signal.addEventListener('abort', () => reject(new BackendUnavailable('The call to the source was aborted.')));
      reads.push({ name: `${company} ${jobId}`, signal, answer });
      const scripted = script?.[Math.min(reads.length, script.length) - 1];
      if (scripted !== undefined) answer(scripted);
      wake.resolve();
      wake = Promise.withResolvers();
      return promise;
    },
  });
  const readAt = async (index: number): Promise<Read> => {
    for (;;) {
      const read = reads[index];
      if (read !== undefined) return read;
      await wake.promise;
    }
  };
  const join = (
    signal = new AbortController().signal,
    [company, jobId]: readonly [string, string] = ['acme', 'job-1'],
  ) => watch.watch(accountOf(company), jobId, { caller: 'web', signal })[Symbol.asyncIterator]();
  return { ...watch, watch: watch.watch, clock, reads, warnings, readAt, join };
}

type Reader = AsyncIterator<ImportJob, undefined>;

async function take(reader: AsyncIterator<ImportJob>): Promise<string> {
  const { done, value } = await reader.next();
  return done ? 'over' : `${value.counts?.inserted} ${value.status}`;
}

/** The value of a promise if it settles without a further answer or tick of the clock. */
async function settledBy<T>(promise: Promise<T>): Promise<T | 'waits'> {
  const soon = new Promise<'waits'>((resolve) => setImmediate(resolve, 'waits'));
  return Promise.race([promise, soon]);
}

function stopped({ clock, reads }: Pick<ReturnType<typeof openWatch>, 'clock' | 'reads'>) {
  return {
    timers: clock.running(),
    aborted: reads.at(-1)?.signal.aborted,
  };
}
const STOPPED = { timers: [], aborted: true };

describe('watching an import job', () => {
  test('yields the job as it is now and after every change, and ends when the job ends', async () => {
    const watched = openWatch([job(0), job(0), job(3), job(9, 'FINISHED')]);
    const seen: string[] = [];
    const reading = (async () => {
      for await (const { status, counts } of watched.watch(accountOf('acme'), 'job-1', {
        caller: 'web',
        signal: new AbortController().signal,
      }))
        seen.push(`${counts?.inserted} ${status}`);
    })();
    for (let turn = 0; turn < 3; turn += 1) await watched.clock.pass();
    await reading;
    expect(seen).toEqual(['0 IN_PROGRESS', '3 IN_PROGRESS', '9 FINISHED']);
    expect(watched.reads.map(({ name }) => name)).toEqual(Array(4).fill('acme job-1'));
    expect(stopped(watched)).toEqual(STOPPED);
  });

  test.each(['FINISHED', 'FAILED'] as const)('yields a job that is already %s, and ends', async (status) => {
    const watched = openWatch([job(9, status)]);
    const reader = watched.join();
    expect([await take(reader), await take(reader), await take(reader)]).toEqual([`9 ${status}`, 'over', 'over']);
    expect([watched.reads.length, stopped(watched)]).toEqual([1, STOPPED]);
  });

  test('continues while the status is unknown', async () => {
    const watched = openWatch([job(1, 'UNKNOWN'), job(1, 'FINISHED')]);
    const reader = watched.join();
    expect(await take(reader)).toBe('1 UNKNOWN');
    await watched.clock.pass();
    expect([await take(reader), await take(reader)]).toEqual(['1 FINISHED', 'over']);
  });

  test('does not read the job before the first value is requested', async () => {
    const watched = openWatch([job(0)]);
    watched.join();
    expect(await settledBy(watched.readAt(0))).toBe('waits');
    expect(watched.reads).toEqual([]);
  });

  test('yields a change of a single count', async () => {
    const changed = { ...job(0), counts: { inserted: 0, updated: 0, deleted: 0, unchanged: 1 } };
    const watched = openWatch([job(0), changed]);
    const reader = watched.join();
    await reader.next();
    const next = reader.next();
    await watched.clock.pass();
    expect(await next).toEqual({ done: false, value: changed });
  });
});

describe('the pauses between reads of an import job', () => {
  const pausesOf = async (script: readonly Outcome[], count: number): Promise<readonly number[]> => {
    const watched = openWatch(script);
    void watched.join().next();
    const pauses: number[] = [];
    while (pauses.length < count) pauses.push(await watched.clock.pass());
    return pauses;
  };

  test('start at 1 second and double up to 15 seconds while the job does not change', async () => {
    expect(await pausesOf([job(0)], 8)).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000, 15_000]);
  });

  test('start again at 1 second after a change', async () => {
    const script = [job(0), job(0), job(0), job(1), job(1), job(2), job(3), job(3)];
    expect(await pausesOf(script, 8)).toEqual([1_000, 2_000, 4_000, 1_000, 2_000, 1_000, 1_000, 2_000]);
  });

  test('grow after failures as they do without a change', async () => {
    const down = new BackendUnavailable('down');
    expect(await pausesOf([down, down, down, job(0), down, job(0), job(1)], 7)).toEqual([
      ...[1_000, 2_000, 4_000, 1_000, 2_000, 4_000, 1_000],
    ]);
  });

  test('start when a read has ended, however long it took', async () => {
    const watched = openWatch();
    void watched.join().next();
    const read = await watched.readAt(0);
    expect(watched.clock.running()).toEqual([]);
    read.answer(job(0));
    expect(await watched.clock.pass()).toBe(1_000);
  });
});

describe('several readers of one import job', () => {
  test('share one poller, and each gets every state', async () => {
    const watched = openWatch([job(0), job(1), job(2, 'FAILED')]);
    const readers = [watched.join(), watched.join(), watched.join()];
    const all = () => Promise.all(readers.map(take));
    expect(await all()).toEqual(Array(3).fill('0 IN_PROGRESS'));
    await watched.clock.pass();
    expect(await all()).toEqual(Array(3).fill('1 IN_PROGRESS'));
    await watched.clock.pass();
    expect([await all(), await all()]).toEqual([Array(3).fill('2 FAILED'), Array(3).fill('over')]);
    expect(watched.reads.length).toBe(3);
  });

  test('do not share a poller with readers of another job, or of a job with the same id at another company', async () => {
    const watched = openWatch([job(0)]);
    const names: readonly [string, string][] = [
      ['acme', 'job-1'],
      ['acme', 'job-2'],
      ['borealis', 'job-1'],
    ];
    for (const name of names) await watched.join(undefined, name).next();
    expect(watched.reads.map(({ name }) => name)).toEqual(['acme job-1', 'acme job-2', 'borealis job-1']);
  });

  test('get the last state immediately and without a read if they join later', async () => {
    const watched = openWatch([job(0), job(1)]);
    const first = watched.join();
    await first.next();
    await watched.clock.pass();
    await watched.clock.scheduled(() => true);
    const late = watched.join();
    expect(await take(late)).toBe('1 IN_PROGRESS');
    expect([watched.reads.length, watched.clock.running()]).toEqual([2, [1_000]]);
  });

  test('wait for the first read if they join during it', async () => {
    const watched = openWatch();
    const [first, second] = [take(watched.join()), take(watched.join())];
    (await watched.readAt(0)).answer(job(5));
    expect([await first, await second, watched.reads.length]).toEqual(['5 IN_PROGRESS', '5 IN_PROGRESS', 1]);
  });

  test('wait for the next read if they join after a failed one, and get a state that the others already have', async () => {
    const watched = openWatch([job(0), new BackendTimeout('slow'), job(0), job(1)]);
    const [first, late] = [watched.join(), watched.join()];
    expect(await take(first)).toBe('0 IN_PROGRESS');
    await watched.clock.pass();
    await watched.clock.scheduled(() => true);
    const ofFirst = take(first);
    const ofLate = take(late);
    expect(await settledBy(ofLate)).toBe('waits');
    await watched.clock.pass();
    expect([await ofLate, await settledBy(ofFirst)]).toEqual(['0 IN_PROGRESS', 'waits']);
    await watched.clock.pass();
    expect([await ofFirst, await take(late)]).toEqual(['1 IN_PROGRESS', '1 IN_PROGRESS']);
  });

  test('start a new poller if they join after the end', async () => {
    const watched = openWatch([job(9, 'FINISHED')]);
    expect([await take(watched.join()), await take(watched.join())]).toEqual(['9 FINISHED', '9 FINISHED']);
    expect(watched.reads.length).toBe(2);
  });
});

describe('the poller of an import job stops when its last reader', () => {
  const LEAVING: readonly {
    readonly how: string;
    readonly leave: (reader: Reader, controller: AbortController) => unknown;
  }[] = [
    { how: 'returns', leave: (reader) => reader.return?.() },
    { how: 'throws', leave: (reader) => rejection(reader.throw?.(new Error('enough')) ?? Promise.resolve()) },
    { how: 'is aborted', leave: (_reader, controller) => controller.abort() },
  ];

  test.each(LEAVING)('$how during a pause', async ({ leave }) => {
    const watched = openWatch([job(0)]);
    const controllers = [new AbortController(), new AbortController()];
    const readers = controllers.map(({ signal }) => watched.join(signal));
    for (const reader of readers) await reader.next();
    await watched.clock.scheduled(() => true);
    const [first, second] = readers;
    await leave(first as Reader, controllers[0] as AbortController);
    expect(watched.clock.running()).toEqual([1_000]);
    await leave(second as Reader, controllers[1] as AbortController);
    expect([watched.reads.length, stopped(watched)]).toEqual([1, STOPPED]);
    expect([await take(first as Reader), await take(second as Reader)]).toEqual(['over', 'over']);
  });

  test.each(LEAVING)('$how while a read is in flight, and aborts that read', async ({ leave }) => {
    const watched = openWatch();
    const controller = new AbortController();
    const reader = watched.join(controller.signal);
    const waiting = take(reader);
    await watched.readAt(0);
    await leave(reader, controller);
    expect([await waiting, stopped(watched), watched.warnings]).toEqual(['over', STOPPED, []]);
  });

  test('is gone when the source answers a read that ignored its abort', async () => {
    const watched = openWatch();
    const reader = watched.join();
    const waiting = take(reader);
    const read = await watched.readAt(0);
    read.answer(job(0));
    await reader.return?.();
    expect([await waiting, await settledBy(watched.readAt(1)), stopped(watched)]).toEqual(['over', 'waits', STOPPED]);
  });

  test('returns, and the reader does not get a state that it had not read by then', async () => {
    const watched = openWatch([job(0), job(1)]);
    const reader = watched.join();
    await reader.next();
    await watched.clock.pass();
    await watched.clock.scheduled(() => true);
    await reader.return?.();
    expect([await take(reader), stopped(watched)]).toEqual(['over', STOPPED]);
  });

  test.each(LEAVING.slice(0, 2))('$how, and no listener stays on its signal', async ({ leave }) => {
    const watched = openWatch([job(0)]);
    const controller = new AbortController();
    const reader = watched.join(controller.signal);
    await reader.next();
    expect(getEventListeners(controller.signal, 'abort').length).toBe(1);
    await leave(reader, controller);
    expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
  });

  test('has left, so that the next reader gets a new poller', async () => {
    const watched = openWatch([job(0), job(1)]);
    const first = watched.join();
    await first.next();
    await first.return?.();
    expect(await take(watched.join())).toBe('1 IN_PROGRESS');
    expect(watched.reads.map(({ signal }) => signal.aborted)).toEqual([true, false]);
  });

  test('was aborted before it began: the job is never read', async () => {
    const watched = openWatch([job(0)]);
    expect(await take(watched.join(AbortSignal.abort()))).toBe('over');
    expect(watched.reads).toEqual([]);
  });
});

describe('a slow reader of an import job', () => {
  test('gets only the latest state', async () => {
    const watched = openWatch([job(0), job(1), job(2), job(3)]);
    const reader = watched.join();
    await reader.next();
    for (let turn = 0; turn < 3; turn += 1) await watched.clock.pass();
    await watched.clock.scheduled(() => true);
    expect(await take(reader)).toBe('3 IN_PROGRESS');
    expect(await settledBy(take(reader))).toBe('waits');
  });

  test('gets the last state before the end', async () => {
    const watched = openWatch([job(0), job(1), job(2, 'FINISHED')]);
    const [slow, quick] = [watched.join(), watched.join()];
    await Promise.all([slow.next(), quick.next()]);
    for (const expected of ['1 IN_PROGRESS', '2 FINISHED', 'over']) {
      const next = take(quick);
      if (expected !== 'over') await watched.clock.pass();
      expect(await next).toBe(expected);
    }
    expect([await take(slow), await take(slow)]).toEqual(['2 FINISHED', 'over']);
  });

  test('gets the last state before an error, and the error once', async () => {
    const watched = openWatch([job(0), job(1), new BadUserInput('no')]);
    const [slow, quick] = [watched.join(), watched.join()];
    await Promise.all([slow.next(), quick.next()]);
    await watched.clock.pass();
    await quick.next();
    await watched.clock.pass();
    expect(await rejection(quick.next())).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(await take(slow)).toBe('1 IN_PROGRESS');
    expect(await rejection(slow.next())).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect([await take(slow), await take(quick)]).toEqual(['over', 'over']);
  });

  test('may request several values ahead', async () => {
    const watched = openWatch([job(0), job(1, 'FINISHED')]);
    const reader = watched.join();
    const ahead = [take(reader), take(reader), take(reader), take(reader)];
    await watched.clock.pass();
    expect(await Promise.all(ahead)).toEqual(['0 IN_PROGRESS', '1 FINISHED', 'over', 'over']);
  });
});

describe('a failed read of an import job', () => {
  test.each([
    new BackendUnavailable('x'),
    new BackendTimeout('x'),
    new BackendRateLimited('x'),
    new BackendBadResponse('x'),
  ])('with $code is retried after the pause, and logged once per series of failures', async (error) => {
    const watched = openWatch([error, error, job(0), error, job(0, 'FINISHED')]);
    const reader = watched.join();
    const first = take(reader);
    await watched.clock.pass();
    await watched.clock.pass();
    expect(await first).toBe('0 IN_PROGRESS');
    const second = take(reader);
    await watched.clock.pass();
    await watched.clock.pass();
    expect(await second).toBe('0 FINISHED');
    expect(watched.warnings).toEqual(Array(2).fill({ ...accountOf('acme'), jobId: 'job-1', err: error }));
  });

  test.each([new BackendUnauthorized('x'), new BackendRejected('x')])(
    'with $code fails readers that have not received a state, and is retried for the others',
    async (error) => {
      const watched = openWatch([job(0), error, error, job(0, 'FINISHED')]);
      const seen = watched.join();
      expect(await take(seen)).toBe('0 IN_PROGRESS');
      const next = take(seen);
      await watched.clock.pass();
      await watched.clock.scheduled(() => true);
      const newcomer = rejection(watched.join().next());
      await watched.clock.pass();
      expect(await newcomer).toBe(error);
      await watched.clock.pass();
      expect(await next).toBe('0 FINISHED');
    },
  );

  test.each([new BadUserInput('no'), new TypeError('a bug')])('with %s fails all readers', async (error) => {
    const watched = openWatch([job(0), error]);
    const readers = [watched.join(), watched.join()];
    for (const reader of readers) await reader.next();
    const failed = readers.map((reader) => rejection(reader.next()));
    await watched.clock.pass();
    expect(await Promise.all(failed)).toEqual([error, error]);
    expect([await Promise.all(readers.map(take)), stopped(watched)]).toEqual([['over', 'over'], STOPPED]);
  });
});

describe('an import job that does not exist', () => {
  test('is NOT_FOUND for all readers', async () => {
    const watched = openWatch();
    const failed = [watched.join(), watched.join()].map((reader) => rejection(reader.next()));
    (await watched.readAt(0)).answer(null);
    expect(await Promise.all(failed)).toMatchObject([{ code: 'NOT_FOUND' }, { code: 'NOT_FOUND' }]);
    expect([watched.reads.length, stopped(watched)]).toEqual([1, STOPPED]);
  });

  test('any more ends readers that have received a state, and is NOT_FOUND for the others', async () => {
    const watched = openWatch([job(0), new BackendTimeout('slow'), null]);
    const [first, late] = [watched.join(), watched.join()];
    await first.next();
    await watched.clock.pass();
    await watched.clock.scheduled(() => true);
    const [ofFirst, ofLate] = [take(first), rejection(late.next())];
    await watched.clock.pass();
    expect([await ofFirst, await ofLate, stopped(watched)]).toEqual([
      'over',
      expect.objectContaining({ code: 'NOT_FOUND' }),
      STOPPED,
    ]);
  });
});

describe('disposing of the import job watch', () => {
  test('ends all readers and stops every poller', async () => {
    const watched = openWatch();
    const readers = [watched.join(), watched.join(undefined, ['borealis', 'job-2'])];
    const waiting = readers.map(take);
    (await watched.readAt(0)).answer(job(0));
    expect(await waiting[0]).toBe('0 IN_PROGRESS');
    await watched.clock.scheduled(() => true);
    await watched[Symbol.asyncDispose]();
    expect([await waiting[1], await take(readers[0] as Reader)]).toEqual(['over', 'over']);
    expect(watched.reads.map(({ signal }) => signal.aborted)).toEqual([true, true]);
    expect(stopped(watched)).toEqual(STOPPED);
  });

  test('ends later readers immediately', async () => {
    const watched = openWatch([job(0)]);
    await watched[Symbol.asyncDispose]();
    expect([await take(watched.join()), watched.reads]).toEqual(['over', []]);
  });
});

test('an import job is read on behalf of all callers that wait for it, and the bytes of each read are released', async () => {
  const behalves: Behalf[] = [];
  const reads: PromiseWithResolvers<ImportJob | null>[] = [];
  const clock = createFakeClock();
  const held: string[] = [];
  await using watched = createImportJobWatch({
    read: () => {
      behalves.push(currentBehalf());
      currentBehalf().holdFetched(1_000);
      const read = Promise.withResolvers<ImportJob | null>();
      reads.push(read);
      return read.promise;
    },
    allowanceOf: (caller) => ({
      calls: null,
      holdFetched: () => ({
        grow: (bytes) => void held.push(`${caller} ${bytes}`),
        [Symbol.dispose]: () => void held.pop(),
      }),
    }),
    clock,
  });
  const wait = (caller: string) =>
    watched
      .watch(accountOf('acme'), 'job-1', { caller, signal: new AbortController().signal })
      [Symbol.asyncIterator]()
      .next();
  const waiting = [wait('web'), wait('erp')];
  expect(behalves[0]?.callers).toEqual(['web', 'erp']);
  expect(held).toEqual(['web 1000']);
  reads[0]?.resolve(job(0));
  await Promise.all(waiting);
  expect(held).toEqual([]);

  await clock.pass();
  await expect.poll(() => behalves).toHaveLength(2);
  expect(behalves[1]?.callers).toEqual(['web', 'erp']);
  expect(held).toEqual(['web 1000']);
  reads[1]?.resolve(null);
});
