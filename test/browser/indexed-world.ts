import { vi } from 'vitest';
import type { TestWorld, WorldOptions } from '../end-to-end/world.ts';
import { startConnectedWorld } from './start-web.ts';

interface Backends {
  readonly backends: readonly { readonly index: { readonly isComplete: boolean; readonly error: object | null } }[];
}

/** A world whose gateway has read all accounts into its index, except those that cannot be read. */
export async function startIndexedWorld({ config, ...options }: WorldOptions = {}): Promise<TestWorld> {
  await using opened = new AsyncDisposableStack();
  const world = opened.use(
    await startConnectedWorld({
      ...options,
      config: (ofSandbox) => ({ watch: {}, ...(typeof config === 'function' ? config(ofSandbox) : config) }),
    }),
  );
  await vi.waitFor(
    async () => {
      const { data } = await world.ask<Backends>('{ backends { index { isComplete error { code } } } }');
      const open = data?.backends.filter(({ index }) => !index.isComplete && index.error === null);
      if (open?.length !== 0) throw new Error(`${open?.length} accounts are not in the index yet`);
    },
    { timeout: 50_000, interval: 100 },
  );
  opened.move();
  return world;
}
