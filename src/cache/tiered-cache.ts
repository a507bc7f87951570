import type { Logger } from 'pino';
import type { Loaded, ReadKind, ReadOptions, Reads } from '../backends/backend.ts';
import type { AccountId } from '../errors/catalogue.ts';
import { currentBehalf } from '../limits/on-behalf.ts';
import type { CallTrace } from '../telemetry/call-trace.ts';
import { type Span, traced } from '../telemetry/tracing/tracer.ts';
import type { Cache, OperationCache } from './cache.ts';
import { cacheKey, documentCacheKey } from './cache-key.ts';
import { DocumentVersions } from './document-versions.ts';
import { type ListVersion, ListVersions } from './list-versions.ts';
import { createMemoryStore, type MemoryStore } from './memory-store.ts';
import { ReadCounts } from './read-counts.ts';
import { SHAPE } from './shape.ts';
import type { SharedStore } from './shared-store.ts';
import { SingleFlight } from './single-flight.ts';
import { TIMES_TO_LIVE } from './times-to-live.ts';

/** Larger answers are read again by each gateway: writing them would stop this one, and reading them the others. */
const MAX_SHARED_BYTES = 1_000_000;

/** A cache in memory, in front of a shared store if there is one. */
export function createTieredCache(maxBytes: number, shared: SharedStore | undefined, logger: Logger): Cache {
  const counts = new ReadCounts();
  const tiers = { memory: createMemoryStore(maxBytes), shared, flights: new SingleFlight(), counts };
  const lists = new ListVersions(shared, logger);
  const documents = new DocumentVersions(shared);
  return {
    counts,
    openOperation: (trace) => openOperation({ ...tiers, trace, span: currentBehalf().span }, lists, documents),
    ping: async () => shared?.ping(),
    [Symbol.asyncDispose]: async () => {
      tiers.memory[Symbol.dispose]();
      await shared?.[Symbol.asyncDispose]();
    },
  };
}

interface Tiers {
  readonly memory: MemoryStore;
  readonly shared: SharedStore | undefined;
  readonly flights: SingleFlight;
  readonly counts: ReadCounts;
}

/** The tiers as one operation reads them. */
interface OperationTiers extends Tiers {
  readonly trace: CallTrace | undefined;
  readonly span: Span | undefined;
}

function openOperation(tiers: OperationTiers, lists: ListVersions, documents: DocumentVersions): OperationCache {
  // One look for all reads of an operation: its caller may expect the state in which it began.
  const known = new Map<string, ListVersion | Promise<ListVersion>>();
  const listsOf = (account: AccountId): ListVersion | Promise<ListVersion> => {
    const name = `${account.source}:${account.company}`;
    const version = known.get(name) ?? lists.current(account);
    known.set(name, version);
    return version;
  };
  const of = (account: AccountId, signal: AbortSignal, all: ReadOptions = { fresh: false }): Reads => ({
    signal,
    through: async (kind, key, load, options) => {
      const isFresh = all.fresh || options?.fresh === true;
      const base = cacheKey(account, kind, key);
      if (kind !== 'queue') return read(tiers, { account, kind, name: base, flight: base, isFresh }, load, signal);
      const asked = listsOf(account);
      const { kept, active } = asked instanceof Promise ? await asked : asked;
      const names = { name: `${base}@${kept ?? '?'}`, flight: `${base}@${active}` };
      return read(tiers, { account, kind, ...names, isFresh: isFresh || kept === undefined }, load, signal);
    },
    document: async (key, load) => {
      const base = documentCacheKey(account, key);
      const asked = documents.current(base, () => listsOf(account));
      const version = asked instanceof Promise ? await asked : asked;
      const name = version === undefined ? base : `${base}@${version}`;
      return read(tiers, { account, kind: 'invoice', name, flight: name, isFresh: all.fresh }, load, signal);
    },
  });
  return {
    of,
    forget: async (account, document) => {
      if (document !== undefined) await documents.advance(documentCacheKey(account, document));
      await lists.advance(account);
      known.clear();
    },
  };
}

interface Wanted {
  readonly account: AccountId;
  readonly kind: ReadKind;
  /** The name under which its value is kept. */
  readonly name: string;
  /** The name of its call, which is equal for readers that may share one. */
  readonly flight: string;
  /** True if it has to come from the source. */
  readonly isFresh: boolean;
}

function read<T>(
  tiers: OperationTiers,
  wanted: Wanted,
  load: (signal: AbortSignal) => Promise<Loaded<T>>,
  signal: AbortSignal,
): T | Promise<T> {
  const { kind, name, flight, isFresh } = wanted;
  const kept = isFresh ? undefined : tiers.memory.get(name);
  // A name stands for one type of value: the caller asks for the type that was read.
  if (kept !== undefined) {
    tiers.counts.count(kind, 'memory');
    tiers.trace?.hit(wanted.account, kind, 'memory');
    tiers.span?.countHit('memory');
    return kept.value as T;
  }
  // A call in flight may already have its answer, or may be a lookup in the shared store: a fresh read joins only other
  // fresh reads.
  const joined = isFresh ? `fresh:${flight}` : flight;
  let isFirst = false;
  const reading = tiers.flights.join(joined, signal, (common) => {
    isFirst = true;
    return readInto(tiers, wanted, () => load(common));
  });
  if (isFirst) return reading;
  tiers.counts.count(kind, 'joined');
  return traced(tiers.span, reading, 'wait call in flight');
}

async function readInto<T>(
  { memory, shared, counts, trace, span }: OperationTiers,
  { account, kind, name, isFresh }: Wanted,
  load: () => Promise<Loaded<T>>,
): Promise<T> {
  if (!isFresh) {
    const copy = await shared?.get(sharedName(name));
    if (isStored<T>(copy)) {
      counts.count(kind, 'shared');
      trace?.hit(account, kind, 'shared');
      span?.countHit('shared');
      const ttlMs = copy.until - Date.now();
      if (ttlMs > 0) memory.set(name, copy.value, ttlMs);
      return copy.value;
    }
  }
  counts.count(kind, 'source');
  const { value, bytes, ttlMs = TIMES_TO_LIVE[kind] } = await load();
  if (ttlMs > 0) {
    memory.set(name, value, ttlMs);
    // The reader does not wait until other gateways have their copy.
    if (bytes <= MAX_SHARED_BYTES) void shared?.set(sharedName(name), { value, until: Date.now() + ttlMs }, ttlMs);
  }
  return value;
}

/** Gateways of several versions can use one store: each reads only what the same code wrote. */
function sharedName(name: string): string {
  return `${SHAPE}:${name}`;
}

interface Stored<T> {
  readonly value: T;
  readonly until: number;
}

/**
 * Only this gateway's code writes under its names, and other code has other names: the rest of the form need not be
 * checked.
 */
function isStored<T>(copy: unknown): copy is Stored<T> {
  return (
    typeof copy === 'object' && copy !== null && 'value' in copy && 'until' in copy && typeof copy.until === 'number'
  );
}
