import { afterAll, beforeAll } from 'vitest';
import { startWorld, type TestWorld, type WorldOptions } from '../end-to-end/world.ts';
import { supergraphOf } from './compose.ts';
import { type Payments, startPayments } from './payments.ts';
import { type Router, startRouter } from './router.ts';

export interface Supergraph {
  readonly world: TestWorld;
  readonly payments: Payments;
  readonly router: Router;
}

/** The gateway and another subgraph behind a router, for all tests of a file. */
export function useSupergraph(options: WorldOptions = {}): Supergraph {
  const started: { supergraph?: Supergraph } = {};
  const used = new AsyncDisposableStack();
  const supergraph = (): Supergraph => {
    if (started.supergraph === undefined) throw new Error('The supergraph starts before the first test');
    return started.supergraph;
  };
  beforeAll(async () => {
    const world = used.use(await startWorld(options));
    const payments = used.use(await startPayments());
    const router = used.use(await startRouter(await supergraphOf(world, payments)));
    started.supergraph = { world, payments, router };
  });
  afterAll(() => used.disposeAsync());
  return {
    get world() {
      return supergraph().world;
    },
    get payments() {
      return supergraph().payments;
    },
    get router() {
      return supergraph().router;
    },
  };
}
