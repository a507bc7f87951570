import { describe, expect, test } from 'vitest';
import type {
  Backend,
  DocumentHandle,
  ListEntry,
  ListFilter,
  Listing,
  PositionHandle,
} from '../../src/backends/backend.ts';
import { SOURCES } from '../../src/domain/source.ts';
import { GatewayError } from '../../src/errors/catalogue.ts';
import { rejection } from '../calls/account.ts';
import type { Arrival } from '../calls/source-server.ts';
import { answerJson, openFakeAccount } from './fake-account.ts';
import { createFakeIvesk } from './fake-ivesk.ts';
import { FAKES, type Subject } from './fakes.ts';
import { documentIn, isTaken, throughCursor } from './handles.ts';
import { uncachedReads } from './uncached-reads.ts';

const QUERY: ListFilter = { issuedFrom: null, issuedTo: null, iveskQueue: 'DIGITIZED', since: null };
const COUNT = 11;

interface NamedSubject extends Subject {
  readonly name: string;
}

const SUBJECTS: readonly NamedSubject[] = [
  ...SOURCES.map((name) => ({ name, ...FAKES[name] })),
  {
    name: 'IVESK, documents of one instant',
    create: (count) => createFakeIvesk(count, { sameInstant: 2 }),
    growsAtEnd: true,
  },
];

interface Walk {
  readonly shown: readonly ListEntry[];
  readonly end: PositionHandle;
  readonly leftOut: number;
}

/** Goes through a list in steps, from cursor to cursor, as callers do. */
async function walk(
  backend: Backend,
  step: number,
  from: PositionHandle | null = null,
  onStep: (taken: readonly ListEntry[]) => void = () => {},
): Promise<Walk> {
  const shown: ListEntry[] = [];
  let position = from;
  let leftOut = 0;
  for (let steps = 0; steps < 100; steps += 1) {
    const listing: Listing = await backend.listInvoices(QUERY, position, uncachedReads());
    const taken = listing.entries.slice(0, step);
    shown.push(...taken);
    leftOut += listing.leftOut;
    position = throughCursor(backend, listing.positionAfter(taken.length));
    onStep(taken);
    if (taken.length === listing.entries.length && !listing.more) return { shown, end: position, leftOut };
  }
  throw new Error('the list does not end');
}

function idsOf(entries: readonly ListEntry[]): readonly string[] {
  return entries.map(({ sourceId }) => sourceId);
}

/** All documents, as the list gives them. */
async function listDocuments(backend: Backend): Promise<readonly DocumentHandle[]> {
  return (await walk(backend, COUNT)).shown.map(({ document }) => document);
}

describe.each(SUBJECTS)('a list of $name', ({ create, growsAtEnd }) => {
  test.each([1, 2, 3, 4, 5, 20])('shows every document once, in one order, in steps of %i', async (step) => {
    await using account = await openFakeAccount(create(COUNT));
    const expected = idsOf((await walk(account.backend, 1000)).shown);
    const { shown } = await walk(account.backend, step);
    expect(new Set(expected).size).toBe(COUNT);
    expect(idsOf(shown)).toEqual(expected);
  });

  test('asks the source once at most for what follows a position', async () => {
    await using account = await openFakeAccount(create(COUNT));
    let position: PositionHandle | null = null;
    for (let more = true; more; ) {
      const before = account.calls().length;
      const listing: Listing = await account.backend.listInvoices(QUERY, position, uncachedReads());
      expect(account.calls().length - before).toBeLessThanOrEqual(1);
      position = listing.positionAfter(2);
      more = listing.more || listing.entries.length > 2;
    }
  });

  test('continues with its first document if no document was taken', async () => {
    await using account = await openFakeAccount(create(COUNT));
    const first = await account.backend.listInvoices(QUERY, null, uncachedReads());
    const position = throughCursor(account.backend, first.positionAfter(0));
    const again = await account.backend.listInvoices(QUERY, position, uncachedReads());
    expect(idsOf(again.entries)).toEqual(idsOf(first.entries));
  });

  test.each([1, 2, 3, 4])('skips no document when shown documents leave it, in steps of %i', async (step) => {
    await using account = await openFakeAccount(create(COUNT));
    const { documents } = account.fake;
    const expected = idsOf((await walk(account.backend, 1000)).shown);
    const { shown } = await walk(account.backend, step, null, (taken) => {
      const gone = new Set(idsOf(taken));
      const stay = documents.filter((document) => !gone.has(nameOf(document)));
      documents.splice(0, documents.length, ...stay);
    });
    expect(new Set(idsOf(shown))).toEqual(new Set(expected));
  });

  test('continues after its end with the new documents, and with all others if new ones may come before them', async () => {
    await using account = await openFakeAccount(create(4));
    const first = await walk(account.backend, 3);
    const before = growsAtEnd ? [] : idsOf(first.shown);
    const quiet = await walk(account.backend, 3, first.end);
    expect(idsOf(quiet.shown)).toEqual(before);
    account.fake.documents.push(account.fake.document(8));
    for (const end of [first.end, quiet.end])
      expect(idsOf((await walk(account.backend, 3, end)).shown)).toEqual([...before, nameOf(account.fake.document(8))]);
  });

  test('is empty and at its end if there are no documents', async () => {
    await using account = await openFakeAccount(create(0));
    const listing = await account.backend.listInvoices(QUERY, null, uncachedReads());
    expect([listing.entries, listing.more]).toEqual([[], false]);
    throughCursor(account.backend, listing.positionAfter(0));
  });

  test('leaves out documents without a key, logs each kind once, and shows the others', async () => {
    await using account = await openFakeAccount(create(2));
    const { documents, nameless } = account.fake;
    documents.unshift(...nameless);
    const { shown, leftOut } = await walk(account.backend, 1000);
    expect([shown.length, leftOut]).toEqual([2, nameless.length]);
    await walk(account.backend, 1000);
    const lines = account.log.lines.filter(({ msg }) => String(msg).startsWith('a document was left out'));
    // One line for each of their forms.
    expect(lines.length).toBeGreaterThan(0);
    expect(new Set(lines.map(({ path }) => String(path).replace(/\[\d+\]/, '[]'))).size).toBe(lines.length);
    expect(lines[0]).toMatchObject({ source: account.fake.source, company: 'acme', leftOut: 1 });
  });

  test('gives the error of each document that has a name and cannot be read, and shows the others', async () => {
    await using account = await openFakeAccount(create(2));
    const { documents, unreadable, source } = account.fake;
    documents.push(...unreadable);
    const { shown } = await walk(account.backend, 1000);
    const failed = shown.filter(({ invoice }) => invoice instanceof GatewayError);
    expect(shown.length).toBe(2 + unreadable.length);
    expect(new Set(idsOf(failed))).toEqual(new Set(unreadable.map(nameOf)));
    for (const { invoice, document } of failed) {
      expect(invoice).toMatchObject({ code: 'BACKEND_BAD_RESPONSE', accountId: { source, company: 'acme' } });
      const [read] = await account.backend.readInvoices([document], uncachedReads());
      expect(read).toMatchObject({ code: 'BACKEND_BAD_RESPONSE' });
    }
  });

  test('gives keys that its source accepts, and that lead to the same documents', async () => {
    await using account = await openFakeAccount(create(COUNT));
    for (const { document, sourceId, invoice } of (await walk(account.backend, 3)).shown) {
      const { key } = document;
      expect(isTaken(account.fake.source, key)).toBe(true);
      const [read] = await account.backend.readInvoices([documentIn(account.backend, key)], uncachedReads());
      const ref = { company: 'acme', source: account.fake.source, key };
      expect(read).toMatchObject({ ref, sourceId });
      if (invoice !== null) expect(read).toEqual(invoice);
    }
  });

  test.each([
    null,
    1,
    'text',
    [],
    {},
    { from: null, shown: '1', after: null },
    { from: 7, shown: 0, after: '..' },
    { from: 'yesterday', seen: [] },
    { from: null, seen: [1] },
    { from: '2024-02-30', to: '2024-03-01', after: null },
    { from: '2024-03-02', to: '2024-03-01', after: null },
    { from: '2024-01-01', to: '2025-01-01', after: null },
    { from: '1899-12-31', to: '1900-01-01', after: null },
    { from: '2024-03-01', to: '2024-03-02', after: null, until: '2201-01-01' },
    { from: '2024-03-01', to: '2024-03-02', after: null, until: '2024-03-01' },
    { from: '2024-03-01', to: '2024-03-02', after: ['2024-03-01', 'x'.repeat(201), '', '', 0] },
    { from: '2024-03-01', to: '2024-03-02', after: ['2024-03-01', 1, '', '', 0] },
  ])('refuses a position that it never gives: %j', async (value) => {
    await using account = await openFakeAccount(create(0));
    expect(account.backend.position(value)).toBeUndefined();
  });
});

describe.each(SUBJECTS)('reading documents of $name', ({ create }) => {
  test('returns them in the order of the keys, with null for those that do not exist', async () => {
    await using account = await openFakeAccount(create(COUNT));
    const absent = documentIn(account.backend, account.fake.absentKey);
    const documents = (await listDocuments(account.backend)).toReversed();
    const asked = [absent, ...documents.slice(0, 4), absent, ...documents.slice(4)];
    const read = await account.backend.readInvoices(asked, uncachedReads());
    expect(read.map((one) => one !== null && !(one instanceof GatewayError) && one.ref.key)).toEqual(
      asked.map((document) => document !== absent && document.key),
    );
  });

  test('does not make a call for an empty list of keys', async () => {
    await using account = await openFakeAccount(create(COUNT));
    expect(await account.backend.readInvoices([], uncachedReads())).toEqual([]);
    expect(account.arrivals).toEqual([]);
  });

  test('puts the error of one document in its place, and reads the others', async () => {
    await using account = await openFakeAccount(create(COUNT));
    const documents = await listDocuments(account.backend);
    const asked = [10, 4, 0].flatMap((index) => documents[index] ?? []);
    account.fault = (arrival) => {
      const isAboutIt = account.fake.reads(arrival, 4);
      if (isAboutIt) answerJson(arrival, { message: 'secret' }, 500);
      return isAboutIt;
    };
    const read = await account.backend.readInvoices(asked, uncachedReads());
    expect(read[1]).toMatchObject({ code: 'BACKEND_UNAVAILABLE', accountId: { company: 'acme' } });
    expect([read[0], read[2]]).toMatchObject([{ ref: { key: asked[0]?.key } }, { ref: { key: asked[2]?.key } }]);
  });
});

type Failure = readonly [name: string, code: string, answer: (arrival: Arrival) => void];

const html = '<html><body>proxy at 10.0.0.1</body></html>';
const FAILURES: readonly Failure[] = [
  ['HTML where JSON is promised', 'BACKEND_BAD_RESPONSE', (call) => call.answer(200, html)],
  ['half of a JSON text', 'BACKEND_BAD_RESPONSE', (call) => call.answer(200, '{"items":[')],
  ['nothing with a 200', 'BACKEND_BAD_RESPONSE', (call) => call.answer(200, '')],
  ['a JSON string', 'BACKEND_BAD_RESPONSE', (call) => call.answer(200, '"documents"')],
  ['a number', 'BACKEND_BAD_RESPONSE', (call) => call.answer(200, '1')],
  ['null', 'BACKEND_BAD_RESPONSE', (call) => call.answer(200, 'null')],
  ['a redirect', 'BACKEND_BAD_RESPONSE', (call) => call.answer(302, '', { location: 'http://127.0.0.1:9/' })],
  ['a 400', 'BACKEND_REJECTED', (call) => call.answer(400)],
  ['a 401', 'BACKEND_UNAUTHORIZED', (call) => call.answer(401)],
  ['a 403', 'BACKEND_UNAUTHORIZED', (call) => call.answer(403)],
  ['a 429', 'BACKEND_RATE_LIMITED', (call) => call.answer(429)],
  ['a 500', 'BACKEND_UNAVAILABLE', (call) => call.answer(500, html)],
  [
    'a body that breaks off',
    'BACKEND_UNAVAILABLE',
    ({ response }) => {
      response.writeHead(200, { 'content-length': '100' }).write('{"items":', () => response.destroy());
    },
  ],
  ['a closed connection', 'BACKEND_UNAVAILABLE', ({ socket }) => void socket.destroy()],
];

describe.each(SUBJECTS)('a failure of $name', ({ create }) => {
  test.each(FAILURES)('has the code of its kind: %s is %s', async (_, code, answer) => {
    await using account = await openFakeAccount(create(3));
    const documents = await listDocuments(account.backend);
    account.fault = (arrival) => {
      answer(arrival);
      return true;
    };
    const accountId = { source: account.fake.source, company: 'acme' };
    const error = await rejection(account.backend.listInvoices(QUERY, null, uncachedReads()));
    expect(error).toMatchObject({ code, accountId });
    const [inPlace] = await account.backend.readInvoices(documents.slice(0, 1), uncachedReads());
    expect(inPlace).toMatchObject({ code, accountId });
    expect(String(error) + String(inPlace)).not.toMatch(/127\.0\.0\.1|10\.0\.0\.1|html|the-key|the-secret|token-/);
  });

  test('to answer in time is a BACKEND_TIMEOUT', async () => {
    await using account = await openFakeAccount(create(3), { timeoutMs: 40 });
    const documents = await listDocuments(account.backend);
    account.fault = () => true;
    const error = await rejection(account.backend.listInvoices(QUERY, null, uncachedReads()));
    expect(error).toMatchObject({ code: 'BACKEND_TIMEOUT' });
    const read = await account.backend.readInvoices(documents, uncachedReads());
    expect(read).toMatchObject(documents.map(() => ({ code: 'BACKEND_TIMEOUT' })));
  });

  test('to answer at all is unavailable, and its state says so without an address', async () => {
    const account = await openFakeAccount(create(3));
    expect(account.backend.status()).toEqual({ state: 'UNKNOWN', latencyMs: null, lastError: null });
    await listDocuments(account.backend);
    expect(account.backend.status()).toEqual({ state: 'UP', latencyMs: expect.any(Number), lastError: null });
    account.fault = (arrival) => {
      arrival.answer(500);
      return true;
    };
    await rejection(account.backend.listInvoices(QUERY, null, uncachedReads()));
    expect(account.backend.status()).toMatchObject({ state: 'DEGRADED', lastError: 'answered HTTP 500' });
    for (let i = 0; i < 4; i += 1) await rejection(account.backend.listInvoices(QUERY, null, uncachedReads()));
    const calls = account.calls().length;
    const error = await rejection(account.backend.listInvoices(QUERY, null, uncachedReads()));
    expect(error).toMatchObject({ code: 'BACKEND_UNAVAILABLE' });
    expect(account.calls().length).toBe(calls);
    expect(account.backend.status()).toMatchObject({ state: 'DOWN', lastError: 'answered HTTP 500' });
    await account[Symbol.asyncDispose]();
  });
});

test.each(SUBJECTS)(
  'a caller of $name who disconnects ends the call, and the source does not count it as a failure',
  async ({ create }) => {
    await using account = await openFakeAccount(create(3));
    await listDocuments(account.backend);
    const controller = new AbortController();
    const reached = new Promise<Arrival>((resolve) => {
      account.fault = (arrival) => {
        resolve(arrival);
        return true;
      };
    });
    const error = rejection(account.backend.listInvoices(QUERY, null, uncachedReads(controller.signal)));
    const { disconnected } = await reached;
    controller.abort();
    await disconnected;
    expect(await error).toBeInstanceOf(GatewayError);
    expect(account.backend.status()).toMatchObject({ state: 'UP', lastError: null });
  },
);

test.each(SUBJECTS)('a disposed account of $name makes no more calls', async ({ create }) => {
  await using account = await openFakeAccount(create(3));
  await account.backend[Symbol.asyncDispose]();
  const error = await rejection(account.backend.listInvoices(QUERY, null, uncachedReads()));
  expect(error).toMatchObject({ code: 'BACKEND_UNAVAILABLE' });
  expect(account.arrivals).toEqual([]);
});

/** The source's own name of a wire document. */
function nameOf(document: unknown): string {
  const { id, invoiceNo } = document as { readonly id?: string; readonly invoiceNo?: string };
  return id ?? invoiceNo ?? '';
}
