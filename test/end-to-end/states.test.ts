import { describe, expect, test, vi } from 'vitest';
import { readPage } from './list-pages.ts';
import { openLiveClient, subscribersOf, take } from './live-client.ts';
import { impatient } from './ways-to-fail.ts';
import { startWorld, type TestWorld } from './world.ts';

const STATE = `query($id: ID!) {
  invoice(id: $id) { state history { type ... on DocumentMarkedExported { writeId } ... on InvoiceEvent { invoice { id } } } }
}`;
const MARK = `mutation($input: MarkInvoicesExportedInput!) {
  markInvoicesExported(input: $input) { results { ok writeId error { code documentState writeId } } }
}`;
const REPORT = `mutation($input: ReportSyncErrorInput!) {
  reportSyncError(input: $input) { ok errors { code documentState writeId } }
}`;
const EVENTS = `query($after: ID) {
  documentEvents(after: $after) {
    __typename id type company { id }
    ... on InvoiceEvent { invoice { id sourceId number } }
    ... on DocumentMarkedExported { writeId } ... on DocumentRejected { writeId } ... on WriteResolved { writeId outcome }
  }
}`;

interface Seen {
  readonly invoice: { readonly state: string; readonly history: readonly { readonly type: string }[] } | null;
}

interface Refusal {
  readonly code: string;
  readonly documentState: string | null;
  readonly writeId: string | null;
}

interface Marked {
  readonly ok: boolean;
  readonly writeId: string;
  readonly error: Refusal | null;
}

async function stateOf(world: TestWorld, id: string) {
  const { data } = await world.ask<Seen>(STATE, { id });
  return { state: data?.invoice?.state, history: data?.invoice?.history.map(({ type }) => type) };
}

async function mark(world: TestWorld, id: string): Promise<Marked | undefined> {
  const { data } = await world.ask<{ markInvoicesExported: { results: Marked[] } }>(MARK, { input: { ids: [id] } });
  return data?.markInvoicesExported.results[0];
}

async function report(world: TestWorld, invoiceId: string) {
  const { data } = await world.ask<{ reportSyncError: { ok: boolean; errors: Refusal[] } }>(REPORT, {
    input: { invoiceId, message: 'no ledger account' },
  });
  return data?.reportSyncError;
}

async function listed(world: TestWorld, source: string, count: number): Promise<readonly string[]> {
  const page = await readPage(world, { filter: { companies: ['acme'], sources: [source] }, first: count });
  return page.edges.map(({ node }) => node.id);
}

async function statesInList(world: TestWorld, source: string): Promise<ReadonlyMap<string, string>> {
  const { data } = await world.ask<{ invoices: { nodes: { id: string; state: string }[] } }>(
    'query($filter: InvoiceFilter) { invoices(filter: $filter, first: 200) { nodes { id state } } }',
    { filter: { companies: ['acme'], sources: [source] } },
  );
  return new Map(data?.invoices.nodes.map(({ id, state }) => [id, state]));
}

async function events(world: TestWorld) {
  const { data } = await world.ask<{ documentEvents: readonly object[] }>(EVENTS);
  return data?.documentEvents ?? [];
}

describe('the state of a document', () => {
  test.each(['IVESK', 'V6'])('changes when the gateway marks the document, in lists as well: %s', async (source) => {
    await using world = await startWorld();
    const [id = '', other = ''] = await listed(world, source, 2);
    expect(await stateOf(world, id)).toEqual({ state: 'AWAITING_EXPORT', history: [] });
    const marked = await mark(world, id);
    expect(await stateOf(world, id)).toEqual({ state: 'EXPORTED', history: ['MARKED_EXPORTED'] });
    const states = await statesInList(world, source);
    expect([states.get(id), states.get(other)]).toEqual(['EXPORTED', 'AWAITING_EXPORT']);
    const refusal = { code: 'CONFLICT', documentState: 'EXPORTED', writeId: marked?.writeId };
    expect((await mark(world, id))?.error).toEqual(refusal);
    expect((await stateOf(world, id)).history).toEqual(['MARKED_EXPORTED']);
  });

  test('follows the list of Lightyear, until the gateway exports or rejects the document', async () => {
    await using world = await startWorld();
    const [exported = '', rejected = '', waiting = ''] = await listed(world, 'LIGHTYEAR', 3);
    const before = await statesInList(world, 'LIGHTYEAR');
    expect(new Set(before.values())).toEqual(new Set(['AWAITING_EXPORT']));
    expect((await stateOf(world, exported)).state).toBe('AWAITING_EXPORT');
    const marked = await mark(world, exported);
    expect((await report(world, rejected))?.ok).toBe(true);
    expect(await stateOf(world, exported)).toEqual({ state: 'EXPORTED', history: ['MARKED_EXPORTED'] });
    expect(await stateOf(world, rejected)).toEqual({ state: 'REJECTED', history: ['REJECTED'] });
    expect(await stateOf(world, waiting)).toEqual({ state: 'AWAITING_EXPORT', history: [] });
    // Each conflict says what the document is, and which write made it so.
    const conflict = { code: 'CONFLICT', documentState: 'EXPORTED', writeId: marked?.writeId };
    expect((await mark(world, exported))?.error).toEqual(conflict);
    expect((await report(world, exported))?.errors).toEqual([conflict]);
    expect((await mark(world, rejected))?.error).toMatchObject({ code: 'CONFLICT', documentState: 'REJECTED' });
  });

  test('that was exported elsewhere is unknown, until its source refuses a write', async () => {
    await using world = await startWorld();
    const [id = ''] = await listed(world, 'LIGHTYEAR', 1);
    world.sandbox.world.acme.lightyear.settle(sourceIdOf(id));
    expect(await stateOf(world, id)).toEqual({ state: 'UNKNOWN', history: [] });
    expect((await mark(world, id))?.error).toMatchObject({ code: 'CONFLICT', documentState: 'EXPORTED' });
    expect((await stateOf(world, id)).state).toBe('EXPORTED');
  });

  test('is unknown while the source does not answer, and the rest of the document is there', async () => {
    await using world = await startWorld({ config: impatient('LIGHTYEAR') });
    const [id = ''] = await listed(world, 'LIGHTYEAR', 1);
    world.sandbox.lightyear.fail('listExportableInvoiceIds', { kind: 'status', status: 500 });
    const { data, errors } = await world.ask('query($id: ID!) { invoice(id: $id) { id state } }', { id });
    expect({ data, errors }).toEqual({ data: { invoice: { id, state: 'UNKNOWN' } }, errors: [] });
  });

  test('is read for many documents with one call to their source', async () => {
    await using world = await startWorld({ config: { cache: { enabled: false } } });
    const ids = await listed(world, 'LIGHTYEAR', 5);
    world.forgetCalls();
    await world.ask('query($ids: [ID!]!) { nodes(ids: $ids) { ... on Invoice { state } } }', { ids });
    expect(world.callCounts()['LIGHTYEAR listExportableInvoiceIds']).toBe(1);
  });
});

function sourceIdOf(id: string): string {
  const parts: unknown = JSON.parse(Buffer.from(id, 'base64url').toString());
  return Array.isArray(parts) ? String(parts[3]) : '';
}

describe("the gateway's own writes are events", () => {
  test('with the document and the write, also for subscribers', async () => {
    await using world = await startWorld();
    const [exported = '', rejected = ''] = await listed(world, 'LIGHTYEAR', 2);
    const end = (await world.ask<{ eventsEnd: string }>('{ eventsEnd }')).data?.eventsEnd;
    await using client = openLiveClient(world);
    const live = client.subscribe<{ documentEvents: object }>(
      `subscription($after: ID) { documentEvents(after: $after) { type ... on InvoiceEvent { invoice { id number } } } }`,
      { after: end },
    );
    const first = live.next();
    await subscribersOf(world, 1);
    const marked = await mark(world, exported);
    await report(world, rejected);
    const seen = [(await first).value, ...(await take(live, 1))].map(({ data }) => data?.documentEvents);
    expect(seen).toEqual([
      { type: 'MARKED_EXPORTED', invoice: { id: exported, number: expect.any(String) } },
      { type: 'REJECTED', invoice: { id: rejected, number: expect.any(String) } },
    ]);
    expect(await events(world)).toMatchObject([
      { __typename: 'DocumentMarkedExported', company: { id: 'acme' }, writeId: marked?.writeId },
      { __typename: 'DocumentRejected', company: { id: 'acme' }, invoice: { id: rejected } },
    ]);
    const foreign = await world.ask<{ documentEvents: object[] }>(EVENTS, {}, { as: 'borealis' });
    expect(foreign.data?.documentEvents).toEqual([]);
  });

  test('and so is an outcome that was unknown, and is learned', async () => {
    let ahead = 0;
    const now = () => Date.now() + ahead;
    await using world = await startWorld({ config: impatient('LIGHTYEAR'), overrides: { now } });
    const [id = '', kept = ''] = await listed(world, 'LIGHTYEAR', 2);
    world.sandbox.lightyear.fail('completeInvoiceExport', { kind: 'reset', done: true }, { times: 1 });
    const lost = await mark(world, id);
    world.sandbox.lightyear.fail('completeInvoiceExport', { kind: 'reset', done: false }, { times: 1 });
    const notDone = await mark(world, kept);
    expect([lost?.error?.code, notDone?.error?.code]).toEqual(['OUTCOME_UNKNOWN', 'OUTCOME_UNKNOWN']);
    expect(await events(world)).toEqual([]);
    const haveCome = async () => {
      ahead += 6_000;
      expect(await events(world)).toHaveLength(3);
    };
    await vi.waitFor(haveCome, { timeout: 10_000, interval: 100 });
    const found = (await events(world)).map((event) => ({ ...event, id: '' }));
    const about = (invoiceId: string) => expect.objectContaining({ id: invoiceId });
    expect(found).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ type: 'MARKED_EXPORTED', writeId: lost?.writeId, invoice: about(id) }),
        expect.objectContaining({ type: 'WRITE_RESOLVED', writeId: lost?.writeId, outcome: 'DONE' }),
        expect.objectContaining({ type: 'WRITE_RESOLVED', writeId: notDone?.writeId, outcome: 'NOT_DONE' }),
      ]),
    );
    expect(await stateOf(world, id)).toEqual({ state: 'EXPORTED', history: ['MARKED_EXPORTED', 'WRITE_RESOLVED'] });
  });

  test('that a token without the scope does not get', async () => {
    await using world = await startWorld();
    const { errors } = await world.ask('{ eventsEnd }', {}, { as: 'reader' });
    expect(errors[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

test('an upload is found by its reference, and only Įvesk is asked', async () => {
  await using world = await startWorld();
  const { data } = await world.ask<{ invoices: { nodes: { id: string; uploadReference: string | null }[] } }>(
    '{ invoices(filter: { sources: [IVESK], iveskQueue: DIGITIZED }, first: 200) { nodes { id uploadReference } } }',
  );
  const uploaded = data?.invoices.nodes.find(({ uploadReference }) => uploadReference !== null);
  world.forgetCalls();
  const found = await world.ask<{ invoices: { nodes: { id: string }[] } }>(
    `query($uploadReference: String) {
      invoices(filter: { uploadReference: $uploadReference, iveskQueue: DIGITIZED }, first: 200) { nodes { id } }
    }`,
    { uploadReference: uploaded?.uploadReference },
  );
  expect(found.data?.invoices.nodes).toContainEqual({ id: uploaded?.id });
  expect(found.data?.invoices.nodes.length).toBeLessThan(data?.invoices.nodes.length ?? 0);
  expect(new Set(world.calls().map((call) => call.split(' ')[0]))).toEqual(new Set(['IVESK']));
});
