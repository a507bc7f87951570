import { expect, test } from 'vitest';
import { z } from 'zod';
import { defineSource } from '../../src/backends/define-source.ts';
import { createTestLog } from './test-log.ts';

const SETTINGS = {
  storage: { privateAddresses: 'never' },
  ...{ baseUrl: 'http://127.0.0.1:9', secret: 'hidden', open: 'shown' },
  ...{ timeoutMs: 100, retries: 0, maxConcurrent: 1 },
} as const;
function dependencies() {
  return { logger: createTestLog().logger, now: Date.now };
}

const opened = {
  parsePosition: () => undefined,
  listInvoices: () => Promise.reject(new Error('not called')),
  readInvoices: () => Promise.resolve([]),
  status: () => ({ state: 'UNKNOWN', latencyMs: null, lastError: null }) as const,
  [Symbol.asyncDispose]: () => Promise.resolve(),
};
const common = {
  name: 'V6',
  ...{ title: 'V6', settings: { open: z.string() }, secrets: { secret: z.string() } },
  ...{ filter: z.object({ number: z.string().default('1') }), isInvoiceKey: () => true },
} as const;

test('a source is given the values of its secret settings, and what its own filter reads', async () => {
  const seen: unknown[] = [];
  const source = defineSource({
    ...common,
    can: [],
    open: ({ company, accountId, secrets }) => {
      seen.push({ company, accountId, secrets });
      return { ...opened, listInvoices: (filter) => Promise.reject(new Error(JSON.stringify(filter))) };
    },
  });
  const account = source.open('acme', SETTINGS, dependencies());
  expect(seen).toEqual([{ company: 'acme', accountId: { source: 'V6', company: 'acme' }, secrets: ['hidden'] }]);
  expect(account).toMatchObject({ source: 'V6', company: 'acme', callTimeoutMs: 100 });
  const reads = { signal: AbortSignal.abort(), through: () => Promise.reject(new Error('not called')) };
  await expect(account.listInvoices({ kinds: [], since: null }, null, reads)).rejects.toThrow('{"number":"1"}');
});

test('a capability that a source opens without listing it is refused at the start, by its name', () => {
  const syncErrors = { report: () => Promise.resolve() };
  const source = defineSource({ ...common, can: [], open: () => ({ ...opened, syncErrors }) });
  expect(() => source.open('acme', SETTINGS, dependencies())).toThrow(
    'The source V6 opens accounts with `syncErrors`, which its `can` does not list: add it there',
  );
});
