import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openLiveClient } from './live-client.ts';
import { startWorld, type TestWorld, tokenOf } from './world.ts';

let world: TestWorld;

beforeAll(async () => {
  world = await startWorld();
});

beforeEach(() => world.forgetCalls());

afterAll(() => world[Symbol.asyncDispose]());

interface Refusal {
  readonly message: string;
  readonly extensions: object;
}

type EntryPoint = (query: string) => Promise<readonly Refusal[]>;

const AUTHORIZATION = { authorization: `Bearer ${tokenOf('sandbox')}` };
const IN_JSON = { ...AUTHORIZATION, 'content-type': 'application/json' };

const ENTRY_POINTS: readonly (readonly [string, EntryPoint])[] = [
  ['POST', async (query) => (await world.ask(query)).errors as readonly Refusal[]],
  [
    'GET',
    async (query) => {
      const response = await world.fetch(`graphql?query=${encodeURIComponent(query)}`, { headers: AUTHORIZATION });
      expect(response.status).toBe(400);
      return errorsIn(await response.text());
    },
  ],
  [
    'a multipart request',
    async (query) => {
      const form = new FormData();
      form.set('operations', JSON.stringify({ query }));
      form.set('map', '{}');
      const headers = { ...AUTHORIZATION, 'apollo-require-preflight': 'true' };
      const response = await world.fetch('graphql', { method: 'POST', headers, body: form });
      expect(response.status).toBe(400);
      return errorsIn(await response.text());
    },
  ],
  [
    'server-sent events',
    async (query) => {
      const headers = { ...IN_JSON, accept: 'text/event-stream' };
      const body = JSON.stringify({ query });
      const response = await world.fetch('graphql/stream', { method: 'POST', headers, body });
      const [, data = ''] = /^data: (.+)$/m.exec(await response.text()) ?? [];
      return errorsIn(data);
    },
  ],
  [
    'WebSocket',
    async (query) => {
      await using client = openLiveClient(world, 'sandbox');
      return await client
        .subscribe(query)
        .next()
        .then(
          ({ value }) => value?.errors ?? [],
          (errors: readonly Refusal[]) => errors,
        );
    },
  ],
];

function pages(count: number) {
  return Array.from({ length: count }, (_, index) => `a${index}: invoices(first: 200) { nodes { number } }`).join(' ');
}

describe.each(ENTRY_POINTS)('%s', (_name, ask) => {
  test.each([
    ['of too many root fields', `{ ${pages(101)} }`, 'maxRootFields'],
    ['of too many line breaks', `{ companies {${'\n'.repeat(5_001)} id } }`, 'maxTokens'],
    ['of too many REST calls', `{ ${pages(10)} }`, 'maxRestCalls'],
  ])('refuses an operation %s, and does not ask a source', async (_what, query, limit) => {
    expect(await ask(query)).toEqual([
      { message: expect.stringContaining(`limits.${limit}`), extensions: { code: 'BAD_USER_INPUT', limit } },
    ]);
    expect(world.calls()).toEqual([]);
  });
});

test('a message shortens a quoted name of 40,000 characters', async () => {
  const { errors } = await world.ask(`{ companies { ${'x'.repeat(40_000)} } }`);
  expect(errors[0]?.message).toHaveLength(500);
  expect(errors[0]?.message).toMatch(/^Cannot query field "x+…$/);
});

test('refusals are counted by limit', async () => {
  await world.ask(`{ ${pages(10)} }`);
  expect(await (await world.fetch('metrics')).text()).toMatch(
    /^gateway_refusals_total\{reason="maxRestCalls"\} [1-9]/m,
  );
});

function errorsIn(text: string): readonly Refusal[] {
  return (JSON.parse(text) as { readonly errors: readonly Refusal[] }).errors;
}
