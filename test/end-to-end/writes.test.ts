import { describe, expect, test, vi } from 'vitest';
import { decodeId, encodeId } from '../../src/domain/ids.ts';
import { identityOf } from '../../src/loaders/identity-of.ts';
import { readPage } from './list-pages.ts';
import { body, impatient, status } from './ways-to-fail.ts';
import { type Ask, type SandboxConfig, startWorld, type TestWorld } from './world.ts';

interface Result {
  readonly id: string;
  readonly ok: boolean;
  readonly isSourceTold: boolean;
  readonly writeId: string | null;
  readonly isReplay: boolean;
  readonly error: { readonly code: string; readonly writeId: string | null } | null;
}

const MARK = `mutation Mark($input: MarkInvoicesExportedInput!) {
  markInvoicesExported(input: $input) { results { id ok isSourceTold writeId isReplay error { code writeId } } }
}`;
const WRITES = `query Writes($filter: WriteFilter, $first: Int, $after: String) {
  writes(filter: $filter, first: $first, after: $after) {
    nodes {
      id action outcome caller source invoiceId idempotencyKey startedAt endedAt isInferred
      company { id } error { code message writeId }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;

interface Write {
  readonly id: string;
  readonly outcome: string;
  readonly company: { readonly id: string };
  readonly [field: string]: unknown;
}

interface WritePage {
  readonly nodes: readonly Write[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

async function mark(world: TestWorld, input: object, options?: Ask): Promise<readonly Result[]> {
  const answer = await world.ask<{ markInvoicesExported: { results: Result[] } | null }>(MARK, { input }, options);
  return answer.data?.markInvoicesExported?.results ?? [];
}

async function codeOf(world: TestWorld, input: object, options?: Ask) {
  const [result] = await mark(world, input, options);
  return result?.error?.code;
}

async function writes(world: TestWorld, variables: object = {}, options?: Ask): Promise<WritePage> {
  const { data, errors } = await world.ask<{ writes: WritePage }>(WRITES, variables, options);
  if (!data) throw new Error(`No writes: ${JSON.stringify(errors)}`);
  return data.writes;
}

async function listed(world: TestWorld, source: string, count = 1, company = 'acme'): Promise<readonly string[]> {
  const page = await readPage(world, { filter: { companies: [company], sources: [source] }, first: count });
  return page.edges.map(({ node }) => node.id);
}

function completions(world: TestWorld) {
  return world.sandbox.lightyear.calls.of('completeInvoiceExport');
}

/** A clock that the test sets forward. */
type TestClock = ReturnType<typeof createClock>;

function createClock() {
  let ahead = 0;
  return {
    now: () => Date.now() + ahead,
    pass: (ms: number) => {
      ahead += ms;
    },
  };
}

describe('a repeated request', () => {
  test('with the same key in its input has the recorded outcome, and is not sent', async () => {
    await using world = await startWorld();
    const ids = await listed(world, 'LIGHTYEAR', 3);
    const input = { ids, idempotencyKey: 'batch 1' };
    const first = await mark(world, input);
    expect(first.map(({ ok, isReplay, isSourceTold }) => [ok, isReplay, isSourceTold])).toEqual(
      ids.map(() => [true, false, true]),
    );
    expect(await mark(world, input)).toEqual(first.map((result) => ({ ...result, isReplay: true })));
    expect(completions(world).length).toBe(3);
    expect(new Set(first.map(({ writeId }) => writeId)).size).toBe(3);
  });

  test('is the same if it names its document by an older id', async () => {
    await using world = await startWorld();
    const [id = ''] = await listed(world, 'IVESK');
    const identity = decodeId(id);
    if (identity.type !== 'Invoice') throw new Error('a list gives the ids of invoices');
    const [name = '', at = ''] = identity.ref.key;
    const older = encodeId({ ...identity, ref: { ...identity.ref, key: [name, at.replace('Z', '000+00:00')] } });
    const report = async (invoiceId: string) => {
      const input = { invoiceId, message: 'no account', idempotencyKey: 'k' };
      const { data } = await world.ask<{ reportSyncError: object }>(
        'mutation Report($input: ReportSyncErrorInput!) { reportSyncError(input: $input) { ok errors { code } } }',
        { input },
      );
      return data?.reportSyncError;
    };
    expect([await report(id), await report(older)]).toEqual([id, older].map(() => ({ ok: true, errors: [] })));
    expect(world.sandbox.ivesk.calls.of('reportSyncError').length).toBe(1);
    const both = { ids: [id, older], idempotencyKey: 'both' };
    const marked = await mark(world, both);
    expect(marked.map(({ id: named, ok }) => [named, ok])).toEqual([id, older].map((one) => [one, true]));
    expect(new Set(marked.map(({ writeId }) => writeId)).size).toBe(1);
    expect(await mark(world, { ...both, ids: [older, id] })).toMatchObject([{ isReplay: true }, { isReplay: true }]);
  });

  test('with the same header is the same for each response name', async () => {
    await using world = await startWorld();
    const [id = '', other = ''] = await listed(world, 'LIGHTYEAR', 2);
    const query = `mutation($a: ID!, $b: ID!) {
      one: markInvoicesExported(input: { ids: [$a] }) { results { ok isReplay } }
      two: markInvoicesExported(input: { ids: [$b] }) { results { ok isReplay } }
    }`;
    const headers = { 'idempotency-key': '"8e03978e-40d5-43dd-bc93-6894a57f9324"' };
    const outcomes = (isReplay: boolean) => ({ results: [{ ok: true, isReplay }] });
    const ask = async () => (await world.ask(query, { a: id, b: other }, { headers })).data;
    expect(await ask()).toEqual({ one: outcomes(false), two: outcomes(false) });
    expect(await ask()).toEqual({ one: outcomes(true), two: outcomes(true) });
    expect(completions(world).length).toBe(2);
  });

  test('with the same key and another input is refused, and so is the key with another field', async () => {
    await using world = await startWorld();
    const [id = '', other = ''] = await listed(world, 'LIGHTYEAR', 2);
    await mark(world, { ids: [id], idempotencyKey: 'k' });
    expect(await codeOf(world, { ids: [other], idempotencyKey: 'k' })).toBe('IDEMPOTENCY_KEY_REUSED');
    const report = await world.ask<{ reportSyncError: { errors: { code: string }[] } }>(
      'mutation($input: ReportSyncErrorInput!) { reportSyncError(input: $input) { errors { code } } }',
      { input: { invoiceId: other, message: 'no account', idempotencyKey: 'k' } },
    );
    expect(report.data?.reportSyncError.errors).toEqual([{ code: 'IDEMPOTENCY_KEY_REUSED' }]);
    expect(await codeOf(world, { ids: [other], idempotencyKey: 'k' }, { as: 'acme' })).toBeUndefined();
  });

  test('after a refusal that lasts is refused again; after one that does not, it is sent again', async () => {
    await using world = await startWorld({ config: impatient('LIGHTYEAR') });
    const [id = ''] = await listed(world, 'LIGHTYEAR');
    const input = { ids: [id], idempotencyKey: 'k' };
    world.sandbox.lightyear.fail('completeInvoiceExport', status(429), { times: 1 });
    expect(await codeOf(world, input)).toBe('BACKEND_RATE_LIMITED');
    const [sent] = await mark(world, input);
    expect(sent).toMatchObject({ ok: true, isReplay: false });
    const again = { ids: [id], idempotencyKey: 'another' };
    const [refused] = await mark(world, again);
    // The write that exported it.
    expect(refused).toMatchObject({ error: { code: 'CONFLICT', writeId: sent?.writeId } });
    const count = completions(world).length;
    expect(await codeOf(world, again)).toBe('CONFLICT');
    expect(completions(world).length).toBe(count);
  });

  test.each(['', 'x'.repeat(256)])('with a key of %j is refused', async (idempotencyKey) => {
    await using world = await startWorld();
    const [id = ''] = await listed(world, 'LIGHTYEAR');
    const { errors } = await world.ask(MARK, { input: { ids: [id], idempotencyKey } });
    expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
    const headers = { 'idempotency-key': idempotencyKey === '' ? '""' : idempotencyKey };
    const answer = await world.ask(MARK, { input: { ids: [id] } }, { headers });
    expect([answer.status, answer.errors[0]?.extensions.code]).toEqual([400, 'BAD_USER_INPUT']);
    expect(completions(world)).toEqual([]);
  });
});

/** Lets the gateway look at the list so often, and waits for the outcomes of the writes. */
async function lookUntil(world: TestWorld, clock: TestClock, outcomes: readonly string[], looks: number) {
  const seen = () => world.sandbox.lightyear.calls.of('listExportableInvoiceIds').length;
  for (let look = 1; look <= looks; look += 1) {
    const before = seen();
    const isSeen = () => {
      // An outcome that is recorded late is looked at later.
      clock.pass(400_000);
      expect(seen()).toBeGreaterThan(before);
    };
    await vi.waitFor(isSeen, { timeout: 10_000, interval: 50 });
  }
  await vi.waitFor(async () => expect((await writes(world)).nodes.map(({ outcome }) => outcome)).toEqual(outcomes), {
    timeout: 10_000,
    interval: 50,
  });
}

/** The id of the same document, with its UUID in capital letters. */
function inCapitals(id: string): string {
  const { ref } = identityOf('Invoice', id);
  return encodeId({ type: 'Invoice', ref: { ...ref, key: ref.key.map((part) => part.toUpperCase()) } });
}

describe('an unknown outcome', () => {
  test.each([
    { how: 'exported', done: true, outcome: 'DONE', left: 0 },
    { how: 'still listed', done: false, outcome: 'NOT_DONE', left: 1 },
  ])('is learned from the source: the document is $how', async ({ done, outcome, left }) => {
    const clock = createClock();
    await using world = await startWorld({ config: impatient('LIGHTYEAR'), overrides: { now: clock.now } });
    const [id = ''] = await listed(world, 'LIGHTYEAR');
    world.sandbox.lightyear.fail('completeInvoiceExport', { kind: 'reset', done }, { times: 1 });
    const input = { ids: [id], idempotencyKey: 'k' };
    const [unknown] = await mark(world, input);
    expect(unknown?.error?.code).toBe('OUTCOME_UNKNOWN');
    expect(await mark(world, input)).toMatchObject([{ error: { code: 'OUTCOME_UNKNOWN' }, isReplay: true }]);
    await lookUntil(world, clock, [outcome], 1 + Number(done));
    expect((await writes(world)).nodes).toMatchObject([{ id: unknown?.writeId, isInferred: true, invoiceId: id }]);
    expect(await mark(world, input)).toMatchObject([{ ok: true, isReplay: left === 0 }]);
    expect(completions(world).length).toBe(1 + left);
  });

  test('is not DONE because one answer lists no document', async () => {
    const clock = createClock();
    await using world = await startWorld({ config: impatient('LIGHTYEAR'), overrides: { now: clock.now } });
    const { lightyear } = world.sandbox;
    const [id = ''] = await listed(world, 'LIGHTYEAR');
    lightyear.fail('completeInvoiceExport', { kind: 'reset' }, { times: 1 });
    await mark(world, { ids: [id] });
    lightyear.fail('listExportableInvoiceIds', body('{"items":[],"continuationKey":null}'));
    await lookUntil(world, clock, ['UNKNOWN'], 1);
    lightyear.clearFaults();
    await lookUntil(world, clock, ['NOT_DONE'], 1);
  });

  test('is not DONE because another write has taken the document off the list', async () => {
    const clock = createClock();
    await using world = await startWorld({ config: impatient('LIGHTYEAR'), overrides: { now: clock.now } });
    const [id = ''] = await listed(world, 'LIGHTYEAR');
    world.sandbox.lightyear.fail('completeInvoiceExport', { kind: 'reset' }, { times: 1 });
    await mark(world, { ids: [id] });
    const report = 'mutation($input: ReportSyncErrorInput!) { reportSyncError(input: $input) { errors { code } } }';
    const reported = await world.ask(report, { input: { invoiceId: id, message: 'no account' } });
    expect(reported.data).toEqual({ reportSyncError: { errors: [] } });
    await lookUntil(world, clock, ['DONE', 'NOT_DONE'], 2);
  });

  test('is learned for an id that was saved in another letter case', async () => {
    const clock = createClock();
    await using world = await startWorld({ config: impatient('LIGHTYEAR'), overrides: { now: clock.now } });
    const [id = ''] = await listed(world, 'LIGHTYEAR');
    world.sandbox.lightyear.fail('completeInvoiceExport', { kind: 'reset' }, { times: 1 });
    await mark(world, { ids: [inCapitals(id)] });
    await lookUntil(world, clock, ['NOT_DONE'], 1);
    expect((await writes(world)).nodes).toMatchObject([{ invoiceId: id }]);
  });

  test('is not learned from a list that is too large to read', async () => {
    const clock = createClock();
    const config = (ofSandbox: SandboxConfig) => ({
      ...impatient('LIGHTYEAR')(ofSandbox),
      limits: { maxFetchedBytes: 1_000_000 },
    });
    await using world = await startWorld({ config, overrides: { now: clock.now } });
    const [id = ''] = await listed(world, 'LIGHTYEAR');
    const { lightyear } = world.sandbox;
    lightyear.fail('completeInvoiceExport', { kind: 'reset', done: true }, { times: 1 });
    await mark(world, { ids: [id] });
    const large = (text: string) => `${' '.repeat(600_000)}${text}`;
    lightyear.fail('listExportableInvoiceIds', { kind: 'transform', transform: large });
    await lookUntil(world, clock, ['UNKNOWN'], 1);
    lightyear.clearFaults();
    await lookUntil(world, clock, ['DONE'], 2);
    expect((await writes(world)).nodes).toMatchObject([{ isInferred: true }]);
  });

  test('is not learned from a list that does not end, which is read up to the limit of REST calls', async () => {
    const clock = createClock();
    const config = (ofSandbox: SandboxConfig) => ({
      ...impatient('LIGHTYEAR')(ofSandbox),
      limits: { maxRestCalls: 20 },
    });
    await using world = await startWorld({ config, overrides: { now: clock.now } });
    const [id = ''] = await listed(world, 'LIGHTYEAR');
    const { lightyear } = world.sandbox;
    lightyear.fail('completeInvoiceExport', { kind: 'reset' }, { times: 1 });
    await mark(world, { ids: [id] });
    lightyear.calls.clear();
    for (let page = 1; page <= 30; page += 1) {
      const text = JSON.stringify({ items: [`document ${page}`], continuationKey: `key ${page}` });
      lightyear.fail('listExportableInvoiceIds', body(text), { times: 1 });
    }
    clock.pass(6_000);
    const count = () => lightyear.calls.of('listExportableInvoiceIds').length;
    await vi.waitFor(() => expect(count()).toBe(20), { timeout: 10_000, interval: 50 });
    lightyear.clearFaults();
    await lookUntil(world, clock, ['NOT_DONE'], 1);
    expect(count()).toBe(21);
  });

  test('that cannot be looked up stays unknown', async () => {
    const clock = createClock();
    await using world = await startWorld({ config: impatient('IVESK'), overrides: { now: clock.now } });
    const [invoiceId = ''] = await listed(world, 'IVESK');
    world.sandbox.ivesk.fail('reportSyncError', { kind: 'reset', done: true }, { times: 1 });
    const input = { invoiceId, message: 'no account', idempotencyKey: 'k' };
    const report = 'mutation($input: ReportSyncErrorInput!) { reportSyncError(input: $input) { errors { code } } }';
    const ask = async () => (await world.ask(report, { input })).data;
    const unknown = { reportSyncError: { errors: [{ code: 'OUTCOME_UNKNOWN' }] } };
    expect(await ask()).toEqual(unknown);
    clock.pass(400_000);
    expect(await ask()).toEqual(unknown);
    expect((await writes(world)).nodes).toMatchObject([{ outcome: 'UNKNOWN', isInferred: false }]);
  });
});

describe('a document whose source has no call for exports', () => {
  test.each(['IVESK', 'V6'])('is marked by the gateway, once: %s', async (source) => {
    await using world = await startWorld();
    const [id = ''] = await listed(world, source);
    world.forgetCalls();
    const [marked] = await mark(world, { ids: [id] });
    expect(marked).toMatchObject({ ok: true, isSourceTold: false, error: null });
    expect(await mark(world, { ids: [id] })).toMatchObject([{ ok: false, error: { code: 'CONFLICT' } }]);
    expect(world.calls().filter((call) => call.includes('complete'))).toEqual([]);
    expect((await writes(world, { filter: { invoiceId: id, outcomes: ['DONE'] } })).nodes).toMatchObject([
      { id: marked?.writeId, action: 'MARK_EXPORTED', source, caller: 'sandbox' },
    ]);
  });

  test('has to exist', async () => {
    await using world = await startWorld();
    const unknown = Buffer.from(JSON.stringify(['I', 'acme', 'V6', '2026-05-04', 'no such invoice'])).toString(
      'base64url',
    );
    const code = await codeOf(world, { ids: [unknown] });
    expect(['NOT_FOUND', 'BAD_USER_INPUT']).toContain(code);
    expect((await writes(world)).nodes).toEqual([]);
  });
});

describe('the journal', () => {
  test('lists writes from the newest on, in pages, and each by its id', async () => {
    await using world = await startWorld();
    const ids = await listed(world, 'LIGHTYEAR', 5);
    for (const id of ids) await mark(world, { ids: [id] });
    const seen: unknown[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const { nodes, pageInfo }: WritePage = await writes(world, { first: 2, after });
      seen.push(...nodes.map(({ invoiceId }) => invoiceId));
      [after, more] = [pageInfo.endCursor, pageInfo.hasNextPage];
    }
    expect(seen).toEqual(ids.toReversed());
    const [newest] = (await writes(world, { first: 1 })).nodes;
    const one = await world.ask('query($id: ID!) { write(id: $id) { id outcome } }', { id: newest?.id });
    expect(one.data).toEqual({ write: { id: newest?.id, outcome: 'DONE' } });
  });

  test('shows a caller the writes of its companies, whoever sent them, and no others', async () => {
    await using world = await startWorld();
    await mark(world, { ids: await listed(world, 'LIGHTYEAR', 1, 'acme') });
    await mark(world, { ids: await listed(world, 'LIGHTYEAR', 1, 'borealis') });
    const companies = async (options?: Ask) =>
      (await writes(world, {}, options)).nodes.map(({ company }) => company.id);
    expect((await companies()).sort()).toEqual(['acme', 'borealis']);
    expect(await companies({ as: 'acme' })).toEqual(['acme']);
    const [ofBorealis] = (await writes(world, { filter: { companies: ['borealis'] } })).nodes;
    const hidden = await world.ask('query($id: ID!) { write(id: $id) { id } }', { id: ofBorealis?.id }, { as: 'acme' });
    expect(hidden.data).toEqual({ write: null });
    const foreign = await world.ask(WRITES, { filter: { companies: ['borealis'] } }, { as: 'acme' });
    expect(foreign.errors[0]?.extensions.code).toBe('NOT_FOUND');
    const withoutScope = await world.ask(WRITES, {}, { as: 'reader' });
    expect(withoutScope.errors[0]?.extensions.code).toBe('FORBIDDEN');
  });

  test.each(['x', 'W3d', ''.padEnd(500, 'a')])('refuses %j as a cursor', async (after) => {
    await using world = await startWorld();
    const { errors } = await world.ask(WRITES, { after });
    expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});
