import type { Caller } from './auth/caller.ts';
import type { Cache, OperationReads } from './cache/cache.ts';
import { Loaders } from './loaders/loaders.ts';
import type { VisibleAccounts } from './loaders/visible-accounts.ts';

/** What the resolvers of one operation have at hand. */
export interface Context {
  readonly caller: Caller;
  /** Aborted when the caller hangs up, or the operation has taken too long. */
  readonly signal: AbortSignal;
  readonly accounts: VisibleAccounts;
  readonly loaders: Loaders;
  /** How this operation reads: through the cache, or for itself. */
  readonly reads: OperationReads;
}

/** Who asks, and for how long. */
export interface OperationScope {
  readonly caller: Caller;
  readonly signal: AbortSignal;
}

export function createContextFactory(
  cache: Cache,
  accountsOf: (caller: Caller) => VisibleAccounts,
): (scope: OperationScope) => Context {
  return ({ caller, signal }) => {
    const accounts = accountsOf(caller);
    const reads = cache.openOperation();
    return { caller, signal, accounts, reads, loaders: new Loaders({ accounts, reads, signal }) };
  };
}
