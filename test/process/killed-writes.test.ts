import { describe, expect, test, vi } from 'vitest';
import { startSandbox } from '../../sandbox/start.ts';
import { type LiveGateway, liveGateways, UNWATCHED } from './live-gateway.ts';

/** Most of a round is the time that the gateway lets pass between two looks at the source, so that series of rounds share it. */
const SERIES = [
  [0, 4],
  [1, 5],
  [2, 6],
  [3, 7],
] as const;
const DOCUMENTS = 4;

const LIST = `{ invoices(filter: { companies: ["acme"], sources: [LIGHTYEAR] }, first: ${DOCUMENTS}) { nodes { id sourceId } } }`;
const MARK = `mutation($input: MarkInvoicesExportedInput!) {
  markInvoicesExported(input: $input) { results { id ok writeId error { code } } }
}`;
const WRITES = '{ writes(first: 200) { nodes { outcome } } }';

interface Result {
  readonly id: string;
  readonly ok: boolean;
  readonly writeId: string | null;
  readonly error: { readonly code: string } | null;
}

async function mark(gateway: LiveGateway, input: object): Promise<readonly Result[]> {
  const { data } = await gateway.ask<{ markInvoicesExported: { results: readonly Result[] } }>(MARK, { input });
  return data?.markInvoicesExported.results ?? [];
}

/** Repeats the request until no outcome is open: the gateway looks at the source meanwhile. */
function markUntilKnown(gateway: LiveGateway, input: object): Promise<readonly Result[]> {
  return vi.waitFor(
    async () => {
      const results = await mark(gateway, input);
      expect(results.map(({ error }) => error?.code)).not.toContain('OUTCOME_UNKNOWN');
      return results;
    },
    { timeout: 40_000, interval: 100 },
  );
}

describe.concurrent('a gateway that is killed at any moment of a batch', () => {
  test.each(SERIES)(
    'sends each document once, and a repeated request says so: rounds %i and %i',
    async (...rounds) => {
      await using sandbox = await startSandbox();
      await using gateways = await liveGateways(sandbox, undefined, UNWATCHED);
      const completions = () => sandbox.lightyear.calls.of('completeInvoiceExport');
      for (const [number, round] of rounds.entries()) {
        const before = await gateways.start();
        const { data } = await before.ask<{ invoices: { nodes: { id: string; sourceId: string }[] } }>(LIST);
        const nodes = data?.invoices.nodes ?? [];
        expect(nodes).toHaveLength(DOCUMENTS);
        const input = { ids: nodes.map(({ id }) => id), idempotencyKey: `round ${round}` };
        sandbox.lightyear.calls.clear();
        // The kill meets writes before, during and after their calls.
        sandbox.lightyear.fail(
          'completeInvoiceExport',
          { kind: 'delay', delayMs: 5 * (round % 3) },
          { times: DOCUMENTS },
        );
        const marking = mark(before, input).catch(() => []);
        await vi.waitUntil(() => completions().length >= round % (DOCUMENTS + 1), { timeout: 20_000, interval: 1 });
        await before[Symbol.asyncDispose]();
        await marking;

        await using after = await gateways.start();
        const results = await markUntilKnown(after, input);
        expect(results.map(({ ok }) => ok)).toEqual(nodes.map(() => true));
        const repeated = await mark(after, input);
        expect(repeated).toEqual(results);
        // The source refuses a second export.
        expect(completions().map(({ outcome }) => outcome)).not.toContain(409);
        expect(completions().filter(({ outcome }) => outcome === 204)).toHaveLength(DOCUMENTS);
        const listed = await after.ask<{ writes: { nodes: { outcome: string }[] } }>(WRITES);
        expect(listed.data?.writes.nodes.map(({ outcome }) => outcome)).toEqual(
          Array.from({ length: DOCUMENTS * (number + 1) }, () => 'DONE'),
        );
      }
    },
    120_000,
  );
});
