import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { startWorld, type TestWorld } from '../end-to-end/world.ts';
import { type BreakableNetwork, breakableNetwork } from './breakable-network.ts';

/** A gateway whose webhooks are registered, and a way to it that can be cut. */
export interface LiveWorld {
  readonly world: TestWorld;
  readonly network: BreakableNetwork;
  readonly dataDir: string;
  /** Causes this many events, alternately an export and a digitized document, and waits until the gateway has them. */
  happen(count: number): Promise<void>;
  /** The ids of all events so far, in their order. */
  allIds(): Promise<readonly string[]>;
}

/** One for each test of a file, without the events of earlier tests. */
export function useLiveWorld(): LiveWorld {
  let used: AsyncDisposableStack;
  let dataDir: string;
  let world: TestWorld;
  let network: BreakableNetwork;

  beforeEach(async () => {
    used = new AsyncDisposableStack();
    dataDir = await mkdtemp(join(tmpdir(), 'gateway-client-'));
    used.defer(() => rm(dataDir, { recursive: true }));
    world = used.use(
      await startWorld({
        config: { storage: { dataDir }, events: { maxCount: 20 } },
        sandbox: { ivesk: { digitizeMs: 0, exportMs: Number.POSITIVE_INFINITY } },
      }),
    );
    await world.sandbox.connect(world.url);
    network = used.use(await breakableNetwork(world.url));
  });

  afterEach(() => used.disposeAsync());

  return {
    get world() {
      return world;
    },
    get network() {
      return network;
    },
    get dataDir() {
      return dataDir;
    },
    async happen(count) {
      for (let n = 0; n < count; n += 1) world.sandbox.sns.publish('acme', n % 2 === 0 ? 'EXPORTED' : 'DIGITIZED');
      await world.sandbox.sns.settled();
    },
    async allIds() {
      const query = 'query { documentEvents(first: 1000) { id } }';
      const { data } = await world.ask<{ documentEvents: { id: string }[] }>(query, {}, { as: 'acme' });
      return data?.documentEvents.map(({ id }) => id) ?? [];
    },
  };
}
