import type { Caller } from './auth/caller.ts';
import type { Able } from './backends/backend.ts';
import type { Cache, OperationReads } from './cache/cache.ts';
import type { GatewayError } from './errors/catalogue.ts';
import type { Relay } from './events/relay.ts';
import type { Reader } from './events/subscriber.ts';
import type { ImportJobWatch } from './loaders/import-job-watch.ts';
import { Loaders } from './loaders/loaders.ts';
import type { VisibleAccounts } from './loaders/visible-accounts.ts';
import type { EventLog } from './store/events/event-log.ts';
import type { DocumentIndex } from './store/index/document-index.ts';
import type { WatchStore } from './store/watch/watch-store.ts';
import type { Journal } from './store/writes/journal.ts';
import type { CallTrace } from './telemetry/call-trace.ts';
import type { WebhookTarget } from './webhooks/webhook-target.ts';
import { performWrite, type Write, type Written } from './writes/perform-write.ts';

/** The resources of the resolvers of one operation, or of one event of a subscription. */
export interface Context {
  readonly caller: Caller;
  /** Aborted when the caller hangs up, or the operation has taken too long. */
  readonly signal: AbortSignal;
  /** Aborts the calls of the operation; undefined if other operations share them. */
  readonly abort: ((reason: GatewayError) => void) | undefined;
  readonly accounts: VisibleAccounts;
  /** True while the company is in the configuration, which may be replaced while the operation runs. */
  readonly isConfigured: (company: string) => boolean;
  readonly loaders: Loaders;
  /** How this operation reads: through the cache, or for itself. */
  readonly reads: OperationReads;
  /** Sends a write to a source; the only way to do so. */
  readonly write: <T>(write: Write<T>) => Promise<Written<T>>;
  /** The header Idempotency-Key of the request; null without one. */
  readonly idempotencyKey: string | null;
  readonly journal: Pick<Journal, 'read' | 'list'>;
  /** The documents of all companies: its queries name those that the caller may see. */
  readonly index: Pick<DocumentIndex, 'search' | 'load' | 'read'>;
  /** The watches of all companies, as above. */
  readonly watches: Pick<WatchStore, 'read'>;
  /** The events of all companies: the code that reads it selects those that the caller may see. */
  readonly eventLog: Pick<EventLog, 'read' | 'end'>;
  readonly relay: Pick<Relay, 'events'>;
  readonly importJobs: Pick<ImportJobWatch, 'watch'>;
  /** The URL for the delivery of an account's events; undefined if sources cannot reach this gateway. */
  readonly webhookTarget: (account: Able<'webhooks'>) => WebhookTarget | undefined;
  /** Reads the results of a subscription; undefined for other operations. */
  readonly reader: Reader | undefined;
}

/** The caller of an operation, and the signal that ends it. */
export interface OperationScope {
  readonly caller: Caller;
  readonly signal: AbortSignal;
  readonly abort?: (reason: GatewayError) => void;
  readonly reader?: Reader;
  readonly idempotencyKey?: string | null;
  readonly trace?: CallTrace | undefined;
}

/** Shared by all operations. */
export interface ContextDependencies extends Pick<Context, 'relay' | 'importJobs' | 'webhookTarget' | 'isConfigured'> {
  readonly eventLog: EventLog;
  readonly cache: Cache;
  readonly journal: Journal;
  readonly index: Context['index'];
  readonly watches: Context['watches'];
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly accountsOf: (caller: Caller) => VisibleAccounts;
}

export function createContextFactory({
  cache,
  journal,
  index,
  watches,
  now,
  accountsOf,
  eventLog,
  relay,
  importJobs,
  webhookTarget,
  isConfigured,
}: ContextDependencies): (scope: OperationScope) => Context {
  return ({ caller, signal, abort, reader, idempotencyKey = null, trace }) => {
    const accounts = accountsOf(caller);
    const reads = cache.openOperation(trace);
    const loaders = new Loaders({ accounts, reads, journal, eventLog, index, watches, signal });
    const dependencies = { caches: reads, journal, caller: caller.name, signal, now, sending: { count: 0 } };
    const write = <T>(one: Write<T>) => performWrite(one, dependencies);
    return {
      caller,
      signal,
      abort,
      accounts,
      reads,
      write,
      idempotencyKey,
      journal,
      index,
      watches,
      loaders,
      eventLog,
      relay,
      importJobs,
      webhookTarget,
      isConfigured,
      reader,
    };
  };
}
