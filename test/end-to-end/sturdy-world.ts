import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { startWorld, type TestWorld } from './world.ts';

/**
 * A world for all tests of a file whose operations must not leave a trace: after each test the gateway has to answer
 * the next query, and must not have logged an error of its own.
 */
export function useSturdyWorld(): { readonly world: TestWorld } {
  let world: TestWorld | undefined;
  const started = (): TestWorld => {
    if (world === undefined) throw new Error('The world starts before the first test');
    return world;
  };
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world?.[Symbol.asyncDispose]());
  afterEach(async () => {
    const { data, errors } = await started().ask('{ companies { id } }');
    expect(errors).toEqual([]);
    expect(data).toEqual({ companies: [{ id: 'acme' }, { id: 'borealis' }] });
    expect(
      started()
        .log.entries()
        .filter(({ level }) => level === 'error'),
    ).toEqual([]);
  });
  return {
    get world() {
      return started();
    },
  };
}
