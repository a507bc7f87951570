import { Agent, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setInterval } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/start.ts';
import { openLiveClient, subscribersOf } from '../end-to-end/live-client.ts';
import { type LiveGateway, liveGateways, UNWATCHED } from './live-gateway.ts';

const DRAIN = { operations: { drainMs: 600 } };
const used = new AsyncDisposableStack();
let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = used.use(await startSandbox());
});

afterAll(() => used.disposeAsync());

describe('a gateway with time to drain', () => {
  test('is replaced without a lost request, over connections that are kept alive', async () => {
    // Each has a store of its own: the requests do not use it.
    await using ofOld = await liveGateways(sandbox, undefined, { ...UNWATCHED, ...DRAIN });
    await using ofNew = await liveGateways(sandbox, undefined, UNWATCHED);
    await using old = await ofOld.start();
    await using next = await ofNew.start();
    await using balancer = startBalancer([old, next]);
    const clients = Array.from({ length: 8 }, () => balancer.sendUntilStopped());
    await expect.poll(() => balancer.answers.length).toBeGreaterThan(100);

    old.process.kill('SIGTERM');
    const { code } = await old.process.exit;
    const before = balancer.answers.length;
    await expect.poll(() => balancer.answers.length).toBeGreaterThan(before + 50);
    balancer.stop();
    await Promise.all(clients);

    expect(code).toBe(0);
    expect(balancer.answers.filter(({ outcome }) => outcome !== 200)).toEqual([]);
    const last = balancer.answers.filter(({ from }) => from === old).at(-1);
    expect(last?.connection).toBe('close');
    expect(balancer.answers.at(-1)?.from).toBe(next);
  });

  test('is not ready while it drains, serves new connections, and keeps its subscribers until the end', async () => {
    await using gateways = await liveGateways(sandbox, undefined, { ...UNWATCHED, ...DRAIN });
    await using gateway = await gateways.start();
    await using client = openLiveClient(gateway, 'sandbox');
    const ended = client
      .subscribe('subscription { documentEvents { id } }')
      .next()
      .catch((closed: unknown) => closed);
    await subscribersOf(gateway, 1);

    gateway.process.kill('SIGTERM');
    await gateway.process.printed('"shutting down"');
    const ready = await gateway.fetch('health/ready');
    const answer = await gateway.fetch('graphql', asked());

    expect([ready.status, await ready.json()]).toEqual([
      503,
      { status: 'draining', stores: { cache: 'ok', store: 'ok' } },
    ]);
    expect([answer.status, answer.headers.get('connection')]).toEqual([200, 'close']);
    expect(await ended).toMatchObject({ code: 1001 });
    expect(await gateway.process.exit).toMatchObject({ code: 0, stderr: '' });
  });

  test('ends at once at the second signal', async () => {
    await using gateways = await liveGateways(sandbox, undefined, { operations: { drainMs: 60_000 } });
    await using gateway = await gateways.start();
    gateway.process.kill('SIGTERM');
    await gateway.process.printed('"shutting down"');
    gateway.process.kill('SIGTERM');
    expect(await gateway.process.exit).toMatchObject({ code: 1 });
  });
});

const BODY = JSON.stringify({ query: '{ companies { id } }' });
const HEADERS = { 'content-type': 'application/json', authorization: 'Bearer sandbox-token-not-a-secret' };

function asked(): RequestInit {
  return { method: 'POST', headers: HEADERS, body: BODY };
}

interface BalancedAnswer {
  readonly from: LiveGateway;
  /** The status, or the message of a network failure. */
  readonly outcome: number | string;
  readonly connection: string | undefined;
}

/** Sends requests to the gateways that are ready in turn, over connections that it keeps. */
function startBalancer(gateways: readonly LiveGateway[]) {
  const agent = new Agent({ keepAlive: true });
  const answers: BalancedAnswer[] = [];
  const ready = new Set(gateways);
  let isStopped = false;
  let turn = 0;

  const checks = (async () => {
    for await (const _ of setInterval(20)) {
      if (isStopped) return;
      for (const gateway of gateways) {
        const isReady = await gateway.fetch('health/ready').then(
          ({ ok }) => ok,
          () => false,
        );
        if (!isReady) ready.delete(gateway);
      }
    }
  })();

  const sendOne = async () => {
    const chosen = [...ready][turn++ % ready.size];
    if (chosen === undefined) throw new Error('no gateway is ready');
    try {
      const response = await post(new URL('graphql', chosen.url), agent);
      await text(response);
      answers.push({ from: chosen, outcome: response.statusCode ?? 0, connection: response.headers.connection });
    } catch (error) {
      answers.push({ from: chosen, outcome: String(error), connection: undefined });
    }
  };

  return {
    answers,
    sendUntilStopped: async () => {
      while (!isStopped) await sendOne();
    },
    stop: () => {
      isStopped = true;
    },
    [Symbol.asyncDispose]: async () => {
      isStopped = true;
      await checks;
      agent.destroy();
    },
  };
}

function post(url: URL, agent: Agent): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request(url, { method: 'POST', agent, headers: HEADERS }, resolve).on('error', reject).end(BODY);
  });
}
