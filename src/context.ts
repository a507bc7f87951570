import type { Caller } from './auth/caller.ts';
import type { Able } from './backends/backend.ts';
import type { Cache, OperationReads } from './cache/cache.ts';
import type { GatewayError } from './errors/catalogue.ts';
import type { Relay } from './events/relay.ts';
import type { Reader } from './events/subscriber.ts';
import type { ImportJobWatch } from './loaders/import-job-watch.ts';
import { Loaders } from './loaders/loaders.ts';
import type { VisibleAccounts } from './loaders/visible-accounts.ts';
import type { EventLog } from './store/event-log.ts';
import type { WebhookTarget } from './webhooks/webhook-target.ts';

/** What the resolvers of one operation, or of one event of a subscription, have at hand. */
export interface Context {
  readonly caller: Caller;
  /** Aborted when the caller hangs up, or the operation has taken too long. */
  readonly signal: AbortSignal;
  /** Ends what the operation has in flight; undefined where others share it. */
  readonly abort: ((reason: GatewayError) => void) | undefined;
  readonly accounts: VisibleAccounts;
  readonly loaders: Loaders;
  /** How this operation reads: through the cache, or for itself. */
  readonly reads: OperationReads;
  /** The events of all companies: what of them a caller may see is for who asks to say. */
  readonly eventLog: Pick<EventLog, 'read'>;
  readonly relay: Pick<Relay, 'events'>;
  readonly importJobs: Pick<ImportJobWatch, 'watch'>;
  /** Where an account's events are to be delivered; undefined where this gateway cannot be reached. */
  readonly webhookTarget: (account: Able<'webhooks'>) => WebhookTarget | undefined;
  /** Of a subscription: who reads its results. */
  readonly reader: Reader | undefined;
}

/** Who asks, and for how long. */
export interface OperationScope {
  readonly caller: Caller;
  readonly signal: AbortSignal;
  readonly abort?: (reason: GatewayError) => void;
  readonly reader?: Reader;
}

/** What all operations share. */
export interface ContextDependencies extends Pick<Context, 'eventLog' | 'relay' | 'importJobs' | 'webhookTarget'> {
  readonly cache: Cache;
  readonly accountsOf: (caller: Caller) => VisibleAccounts;
}

export function createContextFactory({
  cache,
  accountsOf,
  eventLog,
  relay,
  importJobs,
  webhookTarget,
}: ContextDependencies): (scope: OperationScope) => Context {
  return ({ caller, signal, abort, reader }) => {
    const accounts = accountsOf(caller);
    const reads = cache.openOperation();
    const loaders = new Loaders({ accounts, reads, signal });
    return { caller, signal, abort, accounts, reads, loaders, eventLog, relay, importJobs, webhookTarget, reader };
  };
}
