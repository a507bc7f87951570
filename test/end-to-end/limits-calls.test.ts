import { describe, expect, test } from 'vitest';
import { nodesOf, readPage } from './list-pages.ts';
import { startWorld } from './world.ts';

const LIGHTYEAR = { filter: { companies: ['acme'], sources: ['LIGHTYEAR'] }, first: 10 };
const NUMBERS = 'query($ids: [ID!]!) { nodes(ids: $ids) { ... on Invoice { number } } }';

async function worldWith(limits: object) {
  return startWorld({ config: { cache: { enabled: false }, limits } });
}

describe('limits.maxRestCalls', () => {
  test('leaves the documents of a page that it does not reach among the failures', async () => {
    await using world = await worldWith({ maxRestCalls: 4 });
    const page = await readPage(world, { ...LIGHTYEAR, more: 'number' });
    expect(nodesOf([page])).toHaveLength(3);
    expect(page.failures).toHaveLength(7);
    expect(page.failures[0]?.error).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(world.calls()).toHaveLength(4);
  });

  test('gives fields beyond it an error that says what to do, and is not used up by other operations', async () => {
    await using world = await worldWith({ maxRestCalls: 4 });
    const ids = nodesOf([await readPage(world, LIGHTYEAR)]).map(({ id }) => id);
    world.forgetCalls();
    for (let i = 0; i < 2; i += 1) {
      const { data, errors } = await world.ask<{ nodes: readonly unknown[] }>(NUMBERS, { ids: ids.slice(0, 6) });
      expect(data?.nodes.filter((node) => node !== null)).toHaveLength(4);
      expect(errors).toHaveLength(2);
      expect(errors[0]).toMatchObject({
        message: expect.stringMatching(/more than 4 REST calls.*`limits\.maxRestCalls`: ask for fewer documents/),
        extensions: { code: 'BAD_USER_INPUT', limit: 'maxRestCalls' },
      });
    }
    expect(world.calls()).toHaveLength(8);
  });
});

test('limits.maxQueuedCalls refuses calls of a caller that has too many in line for an account', async () => {
  await using world = await startWorld({
    config: ({ companies }) => ({
      cache: { enabled: false },
      limits: { maxQueuedCalls: 2 },
      companies: {
        ...companies,
        acme: { ...companies.acme, lightyear: { ...companies.acme.lightyear, maxConcurrent: 1 } },
      },
    }),
  });
  const ids = nodesOf([await readPage(world, LIGHTYEAR)]).map(({ id }) => id);
  const { data, errors } = await world.ask<{ nodes: readonly unknown[] }>(NUMBERS, { ids: ids.slice(0, 6) });
  expect(data?.nodes.filter((node) => node !== null)).toHaveLength(3);
  expect(errors[0]).toMatchObject({
    extensions: {
      code: 'RATE_LIMITED',
      limit: 'maxQueuedCalls',
      source: 'LIGHTYEAR',
      company: 'acme',
      retryable: true,
    },
  });
});
