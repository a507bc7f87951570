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
    await using world = await worldWith({ maxRestCalls: 5 });
    // Its filter drops what was read, so that a page of two reads on.
    const filter = { ...LIGHTYEAR.filter, kinds: ['RECEIPT'] };
    const page = await readPage(world, { filter, first: 2, more: 'number' });
    expect(page.failures.length).toBeGreaterThan(0);
    expect(page.failures[0]?.error).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(world.calls()).toHaveLength(5);
  });

  test('gives fields beyond it an error that says what to do, and is not used up by other operations', async () => {
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

/** Estimated with one call for the matches of a guessed line; each line makes one. */
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
