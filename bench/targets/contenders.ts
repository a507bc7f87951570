import { startGateway } from './gateway.ts';
import { startNodeHandler } from './node-handler.ts';
import type { Accounts, Target } from './target.ts';

export interface ContenderOptions {
  /** Whether the gateways have a cache. */
  readonly cache: boolean;
  /** Another checkout whose gateway is measured as well. */
  readonly checkout?: string;
}

/** The bare handler, mercurius, the gateway and, if given, that of another checkout, all with the same accounts. */
export async function startContenders(
  accounts: Accounts,
  { cache, checkout }: ContenderOptions,
): Promise<AsyncDisposable & { readonly targets: readonly Target[] }> {
  await using started = new AsyncDisposableStack();
  const targets: Target[] = [];
  targets.push(started.use(await startNodeHandler('bare', accounts)));
  targets.push(started.use(await startNodeHandler('mercurius', accounts)));
  if (checkout !== undefined) targets.push(started.use(await startGateway(accounts, { cache, checkout })));
  targets.push(started.use(await startGateway(accounts, { cache })));
  const stack = started.move();
  return { targets, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}
