import { describe, expect, test } from 'vitest';
import type { Fault } from '../../sandbox/stand-in/fault.ts';
import { encodeId } from '../../src/domain/ids.ts';
import { body, impatient, status } from './ways-to-fail.ts';
import { startWorld, type TestWorld } from './world.ts';

const MARK = `mutation Mark($ids: [ID!]!) {
  markInvoicesExported(input: { ids: $ids }) { results { id ok error { code retryable } } }
}`;
const REJECT = `mutation Reject($id: ID!) {
  reportSyncError(input: { invoiceId: $id, message: "no account" }) { ok errors { code } }
}`;
const MARK_AND_IMPORT = `mutation Both($ids: [ID!]!) {
  markInvoicesExported(input: { ids: $ids }) { results { ok } }
  startImport(input: { company: "acme", sourceApplicationCode: "erp", objects: { glCodes: [] } }) { errors { code } }
}`;

/** Ids of documents that wait for their export at Acme's Lightyear. */
function waiting(world: TestWorld, count: number): readonly string[] {
  const documents = world.sandbox.world.acme.lightyear.exportableAfter(0).slice(0, count);
  return documents.map(({ id }) =>
    encodeId({ type: 'Invoice', ref: { company: 'acme', source: 'LIGHTYEAR', key: [id] } }),
  );
}

function sent(world: TestWorld): number {
  const { calls } = world.sandbox.lightyear;
  return calls.of('completeInvoiceExport').length + calls.of('rejectInvoiceExport').length;
}

const FAULTS: readonly (readonly [how: string, fault: Fault])[] = [
  ['limits its calls (429)', { kind: 'rateLimit' }],
  ['cannot answer (503)', status(503)],
  ['fails (500)', status(500)],
  ['has a proxy that fails (502)', status(502)],
  ['resets the connection', { kind: 'reset' }],
  ['answers with a failed function', body('{"errorMessage":"Task timed out"}')],
];

describe('a mutation that was carried out is not answered with a status after which clients repeat it', () => {
  test.each(FAULTS)('if the source %s', async (_how, fault) => {
    await using world = await startWorld();
    const [first = '', second = ''] = waiting(world, 2);
    world.sandbox.lightyear.fail('completeInvoiceExport', fault);
    world.sandbox.lightyear.fail('rejectInvoiceExport', fault);
    const marked = await world.ask(MARK, { ids: [first] });
    const rejected = await world.ask(REJECT, { id: second });
    expect(sent(world)).toBe(2);
    expect([marked, rejected]).toMatchObject([
      { status: 200, data: { markInvoicesExported: { results: [{ ok: false }] } } },
      { status: 200, data: { reportSyncError: { ok: false } } },
    ]);
  });

  test('if the source does not answer in time', async () => {
    await using world = await startWorld({ config: impatient('LIGHTYEAR') });
    const [id = ''] = waiting(world, 1);
    world.sandbox.lightyear.fail('completeInvoiceExport', { kind: 'hang' });
    expect(await world.ask(MARK, { ids: [id] })).toMatchObject({
      status: 200,
      data: {
        markInvoicesExported: { results: [{ ok: false, error: { code: 'OUTCOME_UNKNOWN', retryable: false } }] },
      },
    });
    expect(sent(world)).toBe(1);
  });

  test.each([
    ['its answer is too long', { maxAnswerBytes: 200 }],
    ['some of its calls did not find a place in the queue', { maxQueuedCalls: 1 }],
  ])('if %s', async (_how, limits) => {
    await using world = await startWorld({ config: { limits, cache: { enabled: false } } });
    const ids = waiting(world, 12);
    const answer = await world.ask(MARK, { ids });
    expect(sent(world)).toBeGreaterThan(0);
    expect(answer.status).toBe(200);
  });

  test('if one of its fields is wrong and another one was carried out', async () => {
    await using world = await startWorld();
    const ids = waiting(world, 1);
    const { status: given, data } = await world.ask(MARK_AND_IMPORT, { ids });
    expect([given, data]).toMatchObject([200, { markInvoicesExported: { results: [{ ok: true }] } }]);
    expect(sent(world)).toBe(1);
  });
});
