import { describe, expect, test } from 'vitest';
import { rawRequest, requestText } from '../server/raw-http.ts';
import { openLiveClient } from './live-client.ts';
import { useSturdyWorld } from './sturdy-world.ts';
import { post } from './webhook-endpoint.ts';
import { tokenOf } from './world.ts';

const used = useSturdyWorld();

type Entry = Readonly<Record<string, unknown>>;

/** The access lines of what happens meanwhile. The line of a request follows its answer. */
async function linesOf(count: number, work: () => Promise<unknown>): Promise<readonly Entry[]> {
  const { log } = used.world;
  const before = log.entries().length;
  const lines = () =>
    log
      .entries()
      .slice(before)
      .filter(({ msg }) => msg === 'request');
  await work();
  await expect.poll(() => lines().length).toBe(count);
  return lines();
}

describe('the access log', () => {
  test('has a line for an operation, with its caller, its outcome and its REST calls', async () => {
    const query = 'query Inbox { invoices(filter: { sources: [LIGHTYEAR] }, first: 2) { nodes { number netAmount } } }';
    const headers = { 'x-request-id': 'line-1' };
    const [line] = await linesOf(1, () => used.world.ask(query, {}, { headers, as: 'acme' }));
    expect(line).toMatchObject({
      ...{ level: 'info', requestId: 'line-1', method: 'POST', path: '/graphql', caller: 'acme' },
      ...{ type: 'query', operation: 'Inbox', status: 200, code: 'OK', restCalls: 3 },
    });
    expect(line?.['ms']).toBeGreaterThan(0);
    expect(line?.['bytes']).toBeGreaterThan(100);
    expect(Object.keys(line ?? {})).not.toContain('query');
  });

  test.each([
    ['a document that is refused', '{', { status: 400, code: 'BAD_USER_INPUT' }],
    ['a field without its scope', '{ backends { source } }', { status: 200, code: 'FORBIDDEN' }],
  ])('has the code of %s', async (_what, query, wanted) => {
    const [line] = await linesOf(1, () => used.world.ask(query, {}, { as: 'reader' }));
    expect(line).toMatchObject({ caller: 'reader', ...wanted });
  });

  test('has a line for an operation of a WebSocket, and one for a stream', async () => {
    await using client = openLiveClient(used.world, 'acme');
    const [line] = await linesOf(1, () => client.subscribe('query Mine { companies { id } }').next());
    expect(line).toMatchObject({
      method: 'WEBSOCKET',
      path: '/graphql',
      caller: 'acme',
      operation: 'Mine',
      code: 'OK',
    });
    expect(line).not.toHaveProperty('status');

    const [ofStream] = await linesOf(1, async () => {
      const headers = { authorization: `Bearer ${tokenOf('acme')}`, accept: 'text/event-stream' };
      await (await used.world.fetch('graphql/stream?query={companies{nope}}', { headers })).text();
    });
    expect(ofStream).toMatchObject({ method: 'GET', path: '/graphql/stream', status: 200, code: 'BAD_USER_INPUT' });
  });

  test('has a line for a delivery that was accepted', async () => {
    const { world } = used;
    const { sns } = world.sandbox;
    const [line] = await linesOf(1, () => post(world, sns.sign(sns.compose('acme', 'EXPORTED'))));
    expect(line).toMatchObject({ path: '/webhooks/ivesk/acme', caller: 'webhook acme', status: 200, code: 'OK' });
  });

  test('has no line for health checks, metrics, pages, preflights, and requests of strangers', async () => {
    const { url } = used.world;
    const requests = [
      ...['/health/live', '/health/ready', '/metrics', '/', '/graphiql', '/nope'].map((path) =>
        requestText(`GET ${path}`),
      ),
      requestText('OPTIONS /graphql'),
      requestText('POST /graphql', ['content-type: application/json'], '{"query":"{ companies { id } }"}'),
      requestText('POST /webhooks/ivesk/acme', [], 'x'),
    ];
    const lines = await linesOf(1, async () => {
      for (const request of requests) await rawRequest(url, request);
      await used.world.ask('query Last { companies { id } }');
    });
    expect(lines).toEqual([expect.objectContaining({ operation: 'Last' })]);
  });
});
