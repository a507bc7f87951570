import type { Loaded, ReadKind, ReadOptions, Reads } from '../backends/backend.ts';
import type { AccountId } from '../errors/catalogue.ts';
import type { Cache, OperationCache } from './cache.ts';
import { cacheKey, documentCacheKey } from './cache-key.ts';
import { ReadCounts } from './read-counts.ts';
import { SingleFlight } from './single-flight.ts';
import { TIMES_TO_LIVE } from './times-to-live.ts';

/** For measuring: each operation makes its own calls, and shares their answers with no other operation. */
export function createCacheOfOperations(): Cache {
  const counts = new ReadCounts();
  return {
    counts,
    openOperation: () => openOperation(counts),
    ping: async () => {},
    [Symbol.asyncDispose]: async () => {},
  };
}

function openOperation(counts: ReadCounts): OperationCache {
  let kept = createKept();
  return {
    of: (account, signal) => readsOf(account, signal, () => kept, counts),
    // Calls in flight store their answers in the old object, which is not read again.
    forget: async () => {
      kept = createKept();
    },
  };
}

/** The values that an operation has read since its last write, and its calls in flight. */
interface Kept {
  readonly values: Map<string, unknown>;
  readonly flights: SingleFlight;
}

function createKept(): Kept {
  return { values: new Map(), flights: new SingleFlight() };
}

function readsOf(account: AccountId, signal: AbortSignal, current: () => Kept, counts: ReadCounts): Reads {
  const read = async <T>(
    { name, kind, fresh }: { readonly name: string; readonly kind: ReadKind; readonly fresh: boolean },
    load: (signal: AbortSignal) => Promise<Loaded<T>>,
  ): Promise<T> => {
    const { values, flights } = current();
    // A name stands for one type of value: the caller asks for the type that was read.
    if (!fresh && values.has(name)) {
      counts.count(kind, 'memory');
      return values.get(name) as T;
    }
    let isFirst = false;
    const reading = flights.join(fresh ? `fresh:${name}` : name, signal, async (common) => {
      isFirst = true;
      counts.count(kind, 'source');
      const { value, ttlMs = TIMES_TO_LIVE[kind] } = await load(common);
      if (ttlMs > 0) values.set(name, value);
      return value;
    });
    if (!isFirst) counts.count(kind, 'joined');
    return reading;
  };
  return {
    signal,
    through: (kind, key, load, { fresh }: ReadOptions = { fresh: false }) =>
      read({ name: cacheKey(account, kind, key), kind, fresh }, load),
    document: (key, load) => read({ name: documentCacheKey(account, key), kind: 'invoice', fresh: false }, load),
  };
}
