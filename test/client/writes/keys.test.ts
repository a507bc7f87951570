import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  cutOff,
  done,
  failed,
  lost,
  page,
  refused,
  type ScriptedGateway,
  scriptedGateway,
  silent,
} from './scripted-gateway.ts';
import { memoryStore, WRITERS, type Writer, type WriterOptions } from './writers.ts';

describe.each(WRITERS)('the key of a mutation of %s', (_, createWriter) => {
  let gateway: ScriptedGateway;
  let keys: ReturnType<typeof memoryStore>;
  let writer: Writer;
  const open = (options: Partial<WriterOptions> = {}) =>
    createWriter({ url: gateway.url, keys, retries: 0, ...options });

  beforeEach(async () => {
    gateway = await scriptedGateway();
    keys = memoryStore();
    writer = open();
  });
  afterEach(async () => {
    vi.useRealTimers();
    await gateway[Symbol.asyncDispose]();
  });

  /** The keys of all requests as letters, so that equal ones are seen. */
  const letters = () => {
    const all = [...new Set(gateway.keys)];
    return gateway.keys.map((key) => (key === undefined ? '-' : String.fromCharCode(97 + all.indexOf(key)))).join('');
  };
  const send = (message = 'No account', by = writer) =>
    by.report(message).then(
      () => 'answered',
      () => 'failed',
    );

  test('is a text of its own for each action whose outcome is known', async () => {
    await send();
    await send();
    await send('Another');
    expect(letters()).toBe('abc');
    expect(gateway.keys[0]).toMatch(/^"[\w-]{16,}"$/);
    expect(keys.size).toBe(0);
  });

  test.each([
    ['the connection was lost', lost],
    ['the answer broke off', cutOff],
    ['a proxy lost the answer', page(502)],
    ['a proxy sent its own page', page(200)],
    ['the gateway does not know the outcome', failed('OUTCOME_UNKNOWN')],
    ['the gateway had a fault', refused(500, 'INTERNAL_SERVER_ERROR')],
  ])('stays the same while the outcome is open: %s', async (_case, reply) => {
    gateway.plan(reply);
    await send();
    await send('Another');
    await send();
    await send();
    expect(letters()).toBe('abac');
  });

  test.each([
    ['a write was refused', failed('CONFLICT')],
    ['a write was not done', failed('BACKEND_UNAVAILABLE')],
    ['the store was not available', failed('STORE_UNAVAILABLE')],
    ['the token was refused', refused(401, 'UNAUTHENTICATED')],
    ['the gateway is shutting down', refused(503, 'BACKEND_UNAVAILABLE')],
    ['a proxy refused the request', page(403)],
  ])('is forgotten once it is known that nothing is open: %s', async (_case, reply) => {
    gateway.plan(reply);
    await send();
    await send();
    expect(letters()).toBe('ab');
  });

  test.each([
    ['the token was refused', refused(401, 'UNAUTHENTICATED')],
    ['the gateway is shutting down', refused(503, 'BACKEND_UNAVAILABLE')],
    ['the store was not available', failed('STORE_UNAVAILABLE')],
    ['a proxy refused the request', page(403)],
  ])('is kept if the repetition of a lost request is refused: %s', async (_case, reply) => {
    gateway.plan(lost, reply, done);
    await send();
    await send();
    await send();
    await send();
    expect(letters()).toBe('aaab');
  });

  test('survives a reload of the page', async () => {
    gateway.plan(lost);
    await send();
    await send('No account', open());
    expect(letters()).toBe('aa');
  });

  test('survives a reload during the request', async () => {
    gateway.plan(silent);
    void send();
    await gateway.arrived(1);
    await send('No account', open());
    expect(letters()).toBe('aa');
  });

  test('is shared by equal requests at the same time, such as those of a double click', async () => {
    await Promise.all([send(), send(), send('Another')]);
    expect(letters().split('').sort().join('')).toMatch(/^(aab|abb)$/);
  });

  test('is shared by a request that began before an equal one was answered, even if its file is read later', async () => {
    const files = [new File(['%PDF'], 'a.pdf'), new File(['%PDF'], 'a.pdf')] as const;
    const content = Promise.withResolvers<ArrayBuffer>();
    files[1].arrayBuffer = () => content.promise;
    const uploads = files.map((file) => writer.upload(file));
    await gateway.arrived(1);
    // Time for the first answer to arrive. It must not matter.
    for (let turn = 0; turn < 100; turn += 1) await nextTurn();
    content.resolve(await files[0].arrayBuffer());
    await Promise.all(uploads);
    expect(letters()).toBe('aa');
    expect(keys.size).toBe(0);
  });

  test('is another one a day after the connection was lost', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    gateway.plan(lost, lost);
    await send();
    vi.setSystemTime(Date.now() + 23 * 3_600_000);
    await send();
    vi.setSystemTime(Date.now() + 2 * 3_600_000);
    await send();
    expect(letters()).toBe('aab');
  });

  test('is another one ten minutes after the gateway did not know the outcome', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    gateway.plan(failed('OUTCOME_UNKNOWN'), failed('OUTCOME_UNKNOWN'));
    await send();
    vi.setSystemTime(Date.now() + 9 * 60_000);
    await send();
    vi.setSystemTime(Date.now() + 2 * 60_000);
    await send();
    expect(letters()).toBe('aab');
  });

  test('is replaced at once if it stands for another input at the gateway', async () => {
    gateway.plan(lost, failed('IDEMPOTENCY_KEY_REUSED'), done);
    await send();
    expect(await send()).toBe('answered');
    expect(letters()).toBe('aab');
  });

  test('that is new is not replaced', async () => {
    gateway.plan(failed('IDEMPOTENCY_KEY_REUSED'));
    await send();
    expect(letters()).toBe('a');
  });

  test('is that of the caller, if it gives one', async () => {
    gateway.plan(lost, done);
    await open({ retries: 1 }).report('No account', { idempotencyKey: 'erp "7"' });
    expect(gateway.keys).toEqual(['"erp \\"7\\""', '"erp \\"7\\""']);
    expect(keys.size).toBe(0);
  });

  test('stays the same for the same file, and is another one for another content', async () => {
    gateway.plan(lost, lost);
    const upload = (content: string, name = 'a.pdf') => writer.upload(new File([content], name)).catch(() => undefined);
    await upload('one');
    await upload('two');
    await upload('one');
    await upload('one', 'b.pdf');
    expect(letters()).toBe('abac');
  });

  test('does not exist for an upload location, which is requested once', async () => {
    gateway.plan(lost);
    await expect(open({ retries: 3 }).requestUpload()).rejects.toThrow();
    expect(gateway.keys).toEqual([undefined]);
    expect(keys.size).toBe(0);
  });

  test('is kept for the repetitions of a request if its store fails', async () => {
    const fail = () => {
      throw new Error('The quota is exceeded');
    };
    gateway.plan(lost);
    await send('No account', open({ keys: { getItem: fail, setItem: fail, removeItem: fail }, retries: 1 }));
    await send('No account', open({ keys: { getItem: fail, setItem: fail, removeItem: fail } }));
    expect(letters()).toBe('aab');
  });

  test('can be in a store that answers later', async () => {
    const slow = {
      getItem: async (name: string) => keys.getItem(name),
      setItem: async (name: string, value: string) => keys.setItem(name, value),
      removeItem: async (name: string) => keys.removeItem(name),
    };
    gateway.plan(lost, done, done);
    const slowWriter = open({ keys: slow });
    await Promise.all([send('No account', slowWriter), send('No account', slowWriter)]);
    expect(letters()).toBe('aa');
  });
});
