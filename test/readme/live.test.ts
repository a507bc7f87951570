import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSchema } from '../../src/features/schema/create-schema.ts';
import { subscribersOf } from '../end-to-end/live-client.ts';
import { startWorld, type TestWorld } from '../end-to-end/world.ts';
import { curlRequest, Page } from './page.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const page = new Page('docs/live.md');
const [stream = '', ...commands] = page.blocks('sh');

interface Follower extends AsyncDisposable {
  /** The next line that it prints. */
  next(): Promise<{ readonly id: string; readonly type: string }>;
}

/** Runs a script of the page, as a file in the project's folder would run. */
function follow(script: string, gateway: string, after?: string): Follower {
  const parameters = ['--input-type=module', '--eval', script, ...(after === undefined ? [] : ['follow.mjs', after])];
  const child: ChildProcess = spawn(process.execPath, parameters, {
    cwd: ROOT,
    env: { ...process.env, GATEWAY: gateway },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.stdout === null) throw new Error('There is no output');
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  return {
    next: async () => JSON.parse((await lines.next()).value ?? 'null'),
    async [Symbol.asyncDispose]() {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

describe('docs/live.md', () => {
  let world: TestWorld;

  beforeAll(async () => {
    world = await startWorld();
    await world.sandbox.connect(world.url);
  });

  afterAll(() => world[Symbol.asyncDispose]());

  const publish = async (): Promise<void> => {
    world.sandbox.sns.publish('acme', 'EXPORTED');
    await world.sandbox.sns.settled();
  };

  test.each([
    ['graphql-ws', 0, 'graphql', 'ws:'],
    ['graphql-sse', 1, 'graphql/stream', 'http:'],
  ])(
    'follows with %s, and continues after a break with the events that happened meanwhile',
    async (_, index, path, protocol) => {
      const script = page.blocks('js')[index] ?? '';
      const url = new URL(path, world.url);
      url.protocol = protocol;
      let last: string;
      {
        await using follower = follow(script, url.href);
        await subscribersOf(world, 1);
        await publish();
        const event = await follower.next();
        expect(event).toMatchObject({ type: 'EXPORTED', company: { id: 'acme' } });
        last = event.id;
      }
      await subscribersOf(world, 0);
      await publish();
      await publish();
      await using follower = follow(script, url.href, last);
      const ids = [(await follower.next()).id, (await follower.next()).id];
      const kept = await world.ask<{ documentEvents: readonly { id: string }[] }>(
        'query ($after: ID) { documentEvents(after: $after) { id } }',
        { after: last },
      );
      expect(ids).toEqual(kept.data?.documentEvents.map(({ id }) => id));
    },
  );

  test('shows commands that are answered', async () => {
    const answers = await Promise.all(
      commands.flatMap((block) => {
        const body = /-d ['"](.*)['"]$/m.exec(block)?.[1]?.replaceAll('\\"', '"') ?? '';
        const authorization = /'authorization: (.*?)'/.exec(block)?.[1] ?? '';
        return (block.includes('$event') ? ['ON_DIGITIZED', 'ON_EXPORTED'] : ['']).map(async (event) => {
          const response = await world.fetch('graphql', {
            method: 'POST',
            headers: { authorization, 'content-type': 'application/json' },
            body: body.replace('$event', event),
          });
          return (await response.json()) as { data: object; errors?: unknown };
        });
      }),
    );
    expect(answers).toHaveLength(3);
    for (const { errors } of answers) expect(errors).toBeUndefined();
    expect(answers.slice(1)).toMatchObject(Array(2).fill({ data: { subscribeWebhook: { errors: [] } } }));
  });

  test('shows a subscription, and the form of an event that it delivers', async () => {
    await using live = await startWorld();
    const hangUp = new AbortController();
    const response = await live.fetch('graphql/stream', {
      method: 'POST',
      ...curlRequest(stream),
      signal: hangUp.signal,
    });
    await live.sandbox.connect(live.url);
    live.sandbox.sns.publish('acme', 'DIGITIZED');
    const event = await nextEvent(response);
    hangUp.abort();
    const [, shown = ''] = /^data: (\{.*)$/m.exec(page.text) ?? [];
    expect(formOf(event)).toEqual(formOf(JSON.parse(shown)));
  });

  test('has a row for each subscription', () => {
    const named = page.rows('| subscription | delivers |').map(([cell]) => cell?.replaceAll('`', ''));
    expect(named.toSorted()).toEqual(Object.keys(createSchema().getSubscriptionType()?.getFields() ?? {}).toSorted());
  });
});

/** The first event of a stream, without the pings before it. */
async function nextEvent({ body }: Response): Promise<unknown> {
  let text = '';
  for await (const chunk of body ?? []) {
    text += Buffer.from(chunk).toString('utf8');
    const data = /^event: next\ndata: (.*)$/m.exec(text)?.[1];
    if (data !== undefined) return JSON.parse(data);
  }
  throw new Error('The stream ended without an event');
}

/** The same without its values. */
function formOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return '';
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, formOf(one)]));
}
