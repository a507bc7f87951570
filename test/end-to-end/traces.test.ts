import { describe, expect, test } from 'vitest';
import { status } from './ways-to-fail.ts';
import { startWorld, type TestWorld, tokenOf } from './world.ts';

const QUERY = '{ invoices(filter: { companies: ["acme"] }, first: 5) { nodes { source number netAmount } } }';

interface Call {
  readonly source: string;
  readonly operation: string;
  readonly attempt: number;
  readonly ms: number;
  readonly status: number | null;
  readonly failure: string | null;
}

interface Trace {
  readonly requestId: string;
  readonly calls: readonly Call[];
  readonly callsLeftOut: number;
  readonly cacheHits: readonly { readonly kind: string; readonly tier: string; readonly count: number }[];
}

async function send(world: TestWorld, query: string, as: 'acme' | 'reader', trace = true) {
  const response = await world.fetch('graphql', {
    method: 'POST',
    headers: {
      authorization: `Bearer ${tokenOf(as)}`,
      'content-type': 'application/json',
      ...(trace && { 'x-gateway-trace': '1' }),
    },
    body: JSON.stringify({ query }),
  });
  const body = (await response.json()) as {
    readonly data?: unknown;
    readonly errors?: readonly { readonly message: string; readonly extensions: object }[];
    readonly extensions?: { readonly trace: Trace };
  };
  return { status: response.status, requestId: response.headers.get('x-request-id'), ...body };
}

describe('the trace of a request', () => {
  test('has the REST calls behind the answer, and then the reads that the cache answered', async () => {
    await using world = await startWorld();
    const first = await send(world, QUERY, 'acme');
    const trace = first.extensions?.trace;
    expect(trace?.requestId).toBe(first.requestId);
    const made = trace?.calls.map(({ source, operation }) => `${source} ${operation}`).toSorted();
    expect(made).toEqual(world.calls().toSorted());
    expect(trace?.calls.every((call) => call.status === 200 && call.attempt === 1 && call.ms > 0)).toBe(true);
    expect(trace?.cacheHits).toEqual([]);

    const again = (await send(world, QUERY, 'acme')).extensions?.trace;
    expect(again?.calls).toEqual([]);
    expect(again?.cacheHits).toContainEqual({
      source: 'LIGHTYEAR',
      company: 'acme',
      kind: 'invoice',
      tier: 'memory',
      count: 2,
    });
  });

  test('has each attempt at a call, with its status or its failure', async () => {
    await using world = await startWorld({ config: { backends: { timeoutMs: 2_000, retries: 1 } } });
    world.sandbox.v6.fail('listInvoices', status(503), { times: 1 });
    world.sandbox.v6.fail('listInvoices', { kind: 'reset' }, { times: 1 });
    const { extensions } = await send(world, '{ invoices(filter: { sources: [V6] }) { accounts { ok } } }', 'acme');
    expect(extensions?.trace.calls.map(({ attempt, status: code, failure }) => [attempt, code, failure])).toEqual([
      [1, 503, null],
      [2, null, expect.stringMatching(/^connection failed/)],
    ]);
  });

  test('is left out unless the request asks for it', async () => {
    await using world = await startWorld();
    expect(await send(world, QUERY, 'acme', false)).not.toHaveProperty('extensions');
  });

  test('needs the scope debug:read', async () => {
    await using world = await startWorld();
    const { status: code, errors, extensions } = await send(world, QUERY, 'reader');
    expect([code, errors?.[0]?.extensions, extensions]).toEqual([403, { code: 'FORBIDDEN' }, undefined]);
    expect(errors?.[0]?.message).toContain('debug:read');
    expect(world.calls()).toEqual([]);
  });
});
