import { DocumentEventsDocument, DocumentEventType, follow } from 'invoice-gateway-client';
import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../../src/config/load-config.ts';
import { createGateway } from '../../../src/gateway.ts';
import { subscribersOf } from '../../end-to-end/live-client.ts';
import { tokenOf } from '../../end-to-end/world.ts';
import { eventually } from '../eventually.ts';
import { useLiveWorld } from '../use-live-world.ts';
import { follower } from './follower.ts';

const live = useLiveWorld();
function url(): URL {
  return new URL('graphql', live.network.url);
}

/** The id of the first event, after which a test begins. */
async function begin(): Promise<string> {
  await live.happen(1);
  const [first = ''] = await live.allIds();
  return first;
}
async function since(): Promise<readonly string[]> {
  return (await live.allIds()).slice(1);
}

describe('follow()', () => {
  test('yields the events after the given one, and each further event as it happens', async () => {
    const after = await begin();
    await live.happen(2);
    await using one = follower(url(), { variables: { after } });
    await eventually(() => one.ids).toHaveLength(2);
    await live.happen(2);
    await eventually(() => one.ids).toEqual(await since());
    expect(one.ids).toHaveLength(4);
    expect(one.breaks).toEqual([]);
  });

  test('continues after breaks with the events that happened meanwhile, each once and in order', async () => {
    await using one = follower(url(), { variables: { after: await begin() } });
    for (let round = 0; round < 3; round += 1) {
      await subscribersOf(live.world, 1);
      await live.happen(1);
      await eventually(() => one.ids).toEqual(await since());
      live.network.cut({ forNow: true });
      await live.happen(3);
      live.network.mend();
    }
    await eventually(() => one.ids).toEqual(await since());
    expect(one.ids).toHaveLength(12);
  });

  test('begins with the events from now on without a position, and loses none at a break before the first', async () => {
    await live.happen(2);
    await using one = follower(url(), { variables: {} });
    await subscribersOf(live.world, 1);
    live.network.cut({ forNow: true });
    await live.happen(2);
    live.network.mend();
    await eventually(() => one.ids).toEqual((await live.allIds()).slice(2));
    expect(one.ids).toHaveLength(2);
  });

  test('asks for its position again if the gateway is away at first', async () => {
    live.network.cut({ forNow: true });
    await using one = follower(url(), { variables: {}, retries: 0 });
    await eventually(() => one.breaks.length).toBeGreaterThan(1);
    live.network.mend();
    await subscribersOf(live.world, 1);
    await live.happen(1);
    await eventually(() => one.ids).toEqual(await live.allIds());
  });

  test('keeps its filter after a break', async () => {
    const filter = { types: [DocumentEventType.Digitized] };
    await using one = follower(url(), { variables: { after: await begin(), filter } });
    await live.happen(2);
    await eventually(() => one.ids).toHaveLength(1);
    live.network.cut();
    await live.happen(4);
    await eventually(() => one.ids).toHaveLength(3);
  });

  test('continues after a restart of the gateway', async () => {
    await using one = follower(live.world.url.href.replace(/\/$/, '/graphql'), { variables: { after: await begin() } });
    await live.happen(1);
    await eventually(() => one.ids).toHaveLength(1);
    await live.world.gateway[Symbol.asyncDispose]();
    await eventually(() => one.breaks.length).toBeGreaterThan(2);
    const ofSandbox = live.world.sandbox.gatewayConfig() as object;
    const input = { storage: { dataDir: live.dataDir }, watch: { enabled: false }, ...ofSandbox };
    await using second = await createGateway(parseConfig(input), { logger: live.world.log.logger, isLocal: true });
    await second.listen({ host: '127.0.0.1', port: Number(live.world.url.port) });
    await live.happen(2);
    await eventually(() => one.ids).toEqual(await since());
    expect(one.ids).toHaveLength(3);
    one.stop();
    await one.ended;
  });

  test('replaces a connection on which nothing arrives any more', async () => {
    await using one = follower(url(), { variables: { after: await begin() }, silenceMs: 300 });
    await live.happen(1);
    await eventually(() => one.ids).toHaveLength(1);
    live.network.lose();
    await live.happen(2);
    await eventually(() => one.ids).toEqual(await since());
  });

  test('ends when its signal aborts, and closes its connection', async () => {
    await using one = follower(url(), { variables: { after: await begin() } });
    await subscribersOf(live.world, 1);
    one.stop();
    expect(await one.ended).toBe('done');
    await subscribersOf(live.world, 0);
  });

  test('ends when its signal aborts during a pause', async () => {
    await using one = follower(url(), { variables: { after: await begin() }, pauseMs: () => 1e9 });
    await subscribersOf(live.world, 1);
    live.network.cut();
    await eventually(() => one.breaks).toHaveLength(1);
    one.stop();
    expect(await one.ended).toBe('done');
  });

  test('closes its connection when its reader leaves the loop', async () => {
    const after = await begin();
    await live.happen(2);
    const endpoint = { url: url(), token: () => tokenOf('acme') };
    for await (const event of follow(endpoint, DocumentEventsDocument, { after })) {
      expect(event.id).toBe((await since())[0]);
      break;
    }
    await subscribersOf(live.world, 0);
  });

  test('throws CURSOR_EXPIRED if events after the last one are no longer kept', async () => {
    await using one = follower(url(), { variables: { after: await begin() } });
    await live.happen(1);
    await eventually(() => one.ids).toHaveLength(1);
    live.network.cut({ forNow: true });
    const isExpired = async () => {
      await live.happen(5);
      const query = 'query($after: ID) { documentEvents(first: 1, after: $after) { id } }';
      return (await live.world.ask(query, { after: one.ids[0] }, { as: 'acme' })).errors[0]?.extensions.code;
    };
    await eventually(isExpired).toBe('CURSOR_EXPIRED');
    live.network.mend();
    expect(await one.ended).toMatchObject({ name: 'GatewayError', code: 'CURSOR_EXPIRED' });
    expect(one.ids).toHaveLength(1);
  });

  test.each([
    ['a wrong token', { token: () => 'not-a-token', variables: { after: '1' } }, 'UNAUTHENTICATED'],
    ['another company', { variables: { after: '1', filter: { companies: ['borealis'] } } }, 'NOT_FOUND'],
    ['an id that is not of an event', { variables: { after: 'x' } }, 'BAD_USER_INPUT'],
  ])('throws the refusal of the gateway: %s', async (_, options, code) => {
    await using one = follower(url(), options);
    expect(await one.ended).toMatchObject({ name: 'GatewayError', code });
    expect(one.breaks).toEqual([]);
  });

  test('throws the error of a token that cannot be had', async () => {
    const token = () => Promise.reject(new Error('Nobody is signed in'));
    await using one = follower(url(), { variables: { after: '1' }, token });
    expect(await one.ended).toMatchObject({ message: 'Nobody is signed in' });
  });
});
