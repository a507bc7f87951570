import { setImmediate as nextIteration } from 'node:timers/promises';
import pino from 'pino';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { GroupWriter, WrongInput } from '../../src/store/group-writer.ts';
import type { WriteRequest } from '../../src/store/write-operations.ts';

const silent = pino({ level: 'silent' });

function request(input: string): WriteRequest {
  return { name: 'discardWrites', input };
}

/** A writer, and the inputs of each group that it wrote. `answer` is called with them. */
function createWriter(answer: (inputs: readonly unknown[]) => Promise<readonly unknown[]> = async (inputs) => inputs) {
  const groups: (readonly unknown[])[] = [];
  const writer = new GroupWriter((requests) => {
    const inputs = requests.map(({ input }) => input);
    groups.push(inputs);
    return answer(inputs);
  }, silent);
  const write = (input: string, isPatient?: boolean) =>
    writer.write(request(input), 1, { isPatient: isPatient === true });
  return { writer, groups, write };
}

afterEach(() => {
  vi.useRealTimers();
});

describe('operations', () => {
  test('that arrive together are one group, and each gets its own output', async () => {
    const { groups, write } = createWriter(async (inputs) => inputs.map((input) => `${String(input)}!`));
    expect(await Promise.all([write('a'), write('b')])).toEqual(['a!', 'b!']);
    expect(await write('c')).toBe('c!');
    expect(groups).toEqual([['a', 'b'], ['c']]);
  });

  test('that arrive while a group is written are the next one', async () => {
    const first = Promise.withResolvers<void>();
    const { groups, write } = createWriter(async (inputs) => {
      if (inputs[0] === 'a') await first.promise;
      return inputs;
    });
    const a = write('a');
    await nextIteration();
    const others = [write('b'), write('c')];
    await nextIteration();
    expect(groups).toEqual([['a']]);
    first.resolve();
    await Promise.all([a, ...others]);
    expect(groups).toEqual([['a'], ['b', 'c']]);
  });

  test('that cannot be stored fail alone', async () => {
    const { groups, write } = createWriter(async (inputs) => {
      if (inputs.includes('b')) throw new WrongInput('b');
      return inputs;
    });
    const results = await Promise.allSettled([write('a'), write('b'), write('c')]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(groups).toEqual([['a', 'b', 'c'], ['a'], ['b'], ['c']]);
  });
});

describe('patient operations', () => {
  test('are written with the next that is not patient', async () => {
    const { groups, write } = createWriter();
    const patient = [write('a', true), write('b', true)];
    await nextIteration();
    await nextIteration();
    expect(groups).toEqual([]);
    await Promise.all([...patient, write('c')]);
    expect(groups).toEqual([['a', 'b', 'c']]);
  });

  test('are written by themselves after a while', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { groups, write } = createWriter();
    const patient = [write('a', true), write('b', true)];
    await nextIteration();
    await nextIteration();
    expect(groups).toEqual([]);
    vi.advanceTimersByTime(25);
    await Promise.all(patient);
    expect(groups).toEqual([['a', 'b']]);
  });

  test('do not wait for one more if they fill a group', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { groups, write } = createWriter();
    await Promise.all(Array.from({ length: 500 }, (_, index) => write(String(index), true)));
    expect(groups.map(({ length }) => length)).toEqual([500]);
  });

  test('are written when the writer is disposed of', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { writer, groups, write } = createWriter();
    const patient = write('a', true);
    await nextIteration();
    await writer[Symbol.asyncDispose]();
    await patient;
    expect(groups).toEqual([['a']]);
  });
});

test('an operation is refused after ten seconds, in the queue or in a group, and does not stay in the queue', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const hanging = Promise.withResolvers<readonly unknown[]>();
  const { groups, write } = createWriter((inputs) => (inputs[0] === 'a' ? hanging.promise : Promise.resolve(inputs)));
  const settled: string[] = [];
  const watch = (input: string) =>
    write(input).then(
      () => settled.push(`${input} written`),
      () => settled.push(`${input} refused`),
    );
  const first = watch('a');
  await nextIteration();
  await nextIteration();
  vi.advanceTimersByTime(5_000);
  const second = watch('b');
  vi.advanceTimersByTime(4_500);
  await nextIteration();
  expect(settled).toEqual([]);
  vi.advanceTimersByTime(500);
  await first;
  expect(settled).toEqual(['a refused']);
  vi.advanceTimersByTime(5_000);
  await second;
  const third = watch('c');
  hanging.resolve(['late']);
  await third;
  expect(settled).toEqual(['a refused', 'b refused', 'c written']);
  expect(groups).toEqual([['a'], ['c']]);
  expect(vi.getTimerCount()).toBe(1);
  vi.advanceTimersByTime(250);
  expect(vi.getTimerCount()).toBe(0);
});
