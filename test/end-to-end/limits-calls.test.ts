import { describe, expect, test } from 'vitest';
import { nodesOf, readPage } from './list-pages.ts';
import { startWorld } from './world.ts';

const LIGHTYEAR = { filter: { companies: ['acme'], sources: ['LIGHTYEAR'] }, first: 10 };
const NUMBERS = 'query($ids: [ID!]!) { nodes(ids: $ids) { ... on Invoice { number } } }';

async function worldWith(limits: object) {
  return startWorld({ config: { cache: { enabled: false }, limits } });
}

describe('limits.maxRestCalls', () => {
  test('lists the documents of a page that exceed it among the failures', async () => {
    await using world = await worldWith({ maxRestCalls: 5 });
    // Its filter drops the documents that were read, so a page of two reads on.
    const filter = { ...LIGHTYEAR.filter, kinds: ['RECEIPT'] };
    const page = await readPage(world, { filter, first: 2, more: 'number' });
    expect(page.failures.length).toBeGreaterThan(0);
    expect(page.failures[0]?.error).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(world.calls()).toHaveLength(5);
  });

  test('fails fields beyond it with an error and a remedy, and does not count other operations', async () => {
    const id = await idOfManyLines();
    await using world = await worldWith({ maxRestCalls: 3 });
    for (let i = 0; i < 2; i += 1) {
      const { errors } = await world.ask(MATCHES, { id });
      expect(errors[0]).toMatchObject({
        message: expect.stringMatching(/more than 3 REST calls.*`limits\.maxRestCalls`: ask for fewer documents/),
        extensions: { code: 'BAD_USER_INPUT', limit: 'maxRestCalls' },
      });
    }
    expect(world.calls()).toHaveLength(6);
  });
});

/** The estimate is one call for the matches of one line. In fact each line causes a call. */
const MATCHES = 'query ($id: ID!) { invoice(id: $id) { lineItems { matches { type } } } }';

async function idOfManyLines(): Promise<string> {
  await using world = await startWorld();
  const page = await readPage<{ id: string; lineItems: readonly unknown[] }>(world, {
    ...LIGHTYEAR,
    more: 'lineItems { id }',
  });
  const found = nodesOf([page]).find(({ lineItems }) => lineItems.length >= 3);
  if (found === undefined) throw new Error('The first documents have few lines');
  return found.id;
}

test('limits.maxQueuedCalls refuses calls of a caller that has too many in the queue of an account', async () => {
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
