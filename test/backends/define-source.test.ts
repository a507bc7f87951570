import { expect, test } from 'vitest';
import { z } from 'zod';
import { defineSource } from '../../src/backends/define-source.ts';
import { defineWatch } from '../../src/backends/source-watch.ts';
import { documentIn, positionIn } from './handles.ts';
import { sendWrite } from './send-write.ts';
import { createTestLog } from './test-log.ts';
import { uncachedReads } from './uncached-reads.ts';

const NO_WATCH = defineWatch({ settings: {}, plan: () => ({ everyMs: 1_000, isWhole: false, lists: [] }) });

const SETTINGS = {
  storage: { privateAddresses: 'never' },
  ...{ baseUrl: 'http://127.0.0.1:9', secret: 'hidden', open: 'shown' },
  ...{ timeoutMs: 100, retries: 0, maxConcurrent: 1, patienceMs: 1 },
} as const;
function dependencies() {
  return { logger: createTestLog().logger, now: Date.now };
}

const opened = {
  listInvoices: () => Promise.reject(new Error('not called')),
  readInvoices: () => Promise.resolve([]),
  status: () => ({ state: 'UNKNOWN', latencyMs: null, lastError: null }) as const,
  [Symbol.asyncDispose]: () => Promise.resolve(),
};
/** How often a key was parsed. */
let parsed = 0;

function parseNumber([text]: readonly string[]): number | undefined {
  parsed += 1;
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

const common = {
  name: 'V6',
  ...{ title: 'V6', settings: { open: z.string() }, secrets: { secret: z.string() } },
  filter: z.object({ number: z.string().default('1') }),
  directions: ['SALE'],
  watch: NO_WATCH,
  documentKeys: { parse: parseNumber, write: (number: number) => [String(number)], sourceId: String },
  parsePosition: (value: unknown) => (typeof value === 'number' ? { place: value } : undefined),
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
  const reads = uncachedReads(AbortSignal.abort());
  await expect(account.listInvoices({ kinds: [], since: null }, null, reads)).rejects.toThrow('{"number":"1"}');
});

test('a capability that a source opens without listing it is refused at the start, by its name', () => {
  const syncErrors = { report: () => Promise.resolve() };
  const source = defineSource({ ...common, can: [], open: () => ({ ...opened, syncErrors }) });
  expect(() => source.open('acme', SETTINGS, dependencies())).toThrow(
    'The source V6 opens accounts with `syncErrors`, which its `can` does not list: add it there',
  );
});

test('the functions of a source get keys and positions in its own form, each parsed once', async () => {
  const seen: unknown[] = [];
  const source = defineSource({
    ...common,
    can: ['exports'],
    open: () => ({
      ...opened,
      listInvoices: async (_filter, position) => {
        seen.push(position);
        return {
          entries: [{ document: 8, sourceId: 'eight', invoice: null }],
          leftOut: 0,
          more: false,
          positionAfter: (count) => ({ place: 100 + count }),
        };
      },
      readInvoices: async (keys) => {
        seen.push(keys);
        return keys.map(() => null);
      },
      exports: { areListed: async () => [true], markExported: async (key) => void seen.push(key) },
    }),
  });
  const account = source.open('acme', SETTINGS, dependencies());
  const before = parsed;
  const seven = documentIn(account, ['7']);
  expect([seven.company, seven.source, seven.key]).toEqual(['acme', 'V6', ['7']]);
  expect(account.document(seven)).toBe(seven);

  const listing = await account.listInvoices({}, positionIn(account, 5), uncachedReads());
  const eight = listing.entries.map(({ document }) => document);
  await account.listInvoices({}, listing.positionAfter(1), uncachedReads());
  await account.readInvoices([seven, ...eight], uncachedReads());
  await sendWrite(async (ticket) => account.exports?.markExported(seven, ticket));
  expect(seen).toEqual([{ place: 5 }, { place: 101 }, [7, 8], 7]);
  expect(parsed).toBe(before + 1);
  expect(JSON.stringify([eight, listing.positionAfter(1)])).toBe(
    '[[{"company":"acme","source":"V6","key":["8"]}],{"place":101}]',
  );
});

test('a key or a position that a source never gives does not become a handle', () => {
  const account = defineSource({ ...common, can: [], open: () => opened }).open('acme', SETTINGS, dependencies());
  expect(account.document({ company: 'acme', source: 'V6', key: ['x'] })).toBeUndefined();
  expect(account.position('x')).toBeUndefined();
});

test('a source refuses a handle that another source has made', async () => {
  const [one, other] = [1, 2].map(() =>
    defineSource({ ...common, can: [], open: () => opened }).open('acme', SETTINGS, dependencies()),
  );
  if (one === undefined || other === undefined) throw new Error('two sources were opened');
  expect(() => other.readInvoices([documentIn(one, ['7'])], uncachedReads())).toThrow(
    'A document of another source came to V6',
  );
  await expect(other.listInvoices({}, positionIn(one, 7), uncachedReads())).rejects.toThrow(
    'A position of another source came to V6',
  );
});

test('only its source makes a handle: other objects of the same form do not compile', () => {
  const account = defineSource({ ...common, can: [], open: () => opened }).open('acme', SETTINGS, dependencies());
  const attempts = [
    // @ts-expect-error: a reference is not a handle
    () => account.readInvoices([{ company: 'acme', source: 'V6', key: ['7'] }], uncachedReads()),
    // @ts-expect-error: a position of a cursor is not a handle
    () => account.listInvoices({}, { place: 7 }, uncachedReads()),
  ];
  expect(attempts).toHaveLength(2);
});
