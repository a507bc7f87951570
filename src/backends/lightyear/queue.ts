import { isSourceKey } from '../../domain/source-key.ts';
import { BackendBadResponse, BackendRejected, Conflict, NotFound, type Origin } from '../../errors/catalogue.ts';
import type { ListEntry, Listing, Position, ReadOptions, Reads } from '../backend.ts';
import type { Oddities } from '../oddities.ts';
import type { RestClient } from '../rest-client.ts';
import { key, wireList, wireObject } from '../wire.ts';
import { endpoints } from './endpoints.ts';
import type { WireIdsPage } from './wire.ts';

/**
 * Where a reader of the exportable list stands. Only the key of the answer just before may be used, so a reader that
 * stops inside a page takes along the ids that it has not shown yet: the next page needs neither that call again nor a
 * key that has expired by then, and documents that leave the list meanwhile move nothing.
 */
export interface QueuePosition extends Position {
  /** Ids that were listed and not shown. */
  readonly ids: readonly string[];
  /** Goes on after them; null = the list ended there. */
  readonly next: string | null;
  /** Some of the ids shown since the list was begun at its front. */
  readonly shown?: readonly string[];
  /** Some of the ids shown before that, up to its end: what follows them is new. */
  readonly seen?: readonly string[];
}

/** A cursor holds no more ids than this to know documents again by: the ends of as many pages, less those of its end. */
const MAX_KNOWN = 32;

interface IdsPage {
  readonly ids: readonly string[];
  readonly next: string | null;
}

export function parseQueuePosition(value: unknown): QueuePosition | undefined {
  const given = wireObject<QueuePosition>(value);
  if (given === undefined) return undefined;
  const { ids, next, shown, seen } = given;
  if (!isIds(ids) || !(next === null || typeof next === 'string')) return undefined;
  if (!(shown === undefined || isIds(shown)) || !(seen === undefined || isIds(seen))) return undefined;
  return { ids, next, ...(shown !== undefined && { shown }), ...(seen !== undefined && { seen }) };
}

/**
 * The ids that follow a position, with one call; without one where the position has ids left, with a second one where
 * its key is not taken any more. After the end that is a new run, which the contract has start without a key: what
 * follows those seen is new, and a page of which none is known comes again.
 */
export async function listExportable(
  client: RestClient,
  position: QueuePosition | null,
  reads: Reads,
  origin: Origin,
  oddities: Oddities,
): Promise<Listing> {
  if (position !== null && position.ids.length > 0) return toListing(position);
  const from = position?.next ?? null;
  try {
    const { ids, next } = await readPage(client, from, reads, { fresh: false }, origin, oddities);
    const { seen = [], shown = [] } = position ?? {};
    return toListing({ ids: ids.slice(ids.findLastIndex((id) => seen.includes(id)) + 1), next, shown, seen });
  } catch (error) {
    const refused = error instanceof BackendRejected || error instanceof Conflict || error instanceof NotFound;
    if (from === null || !refused) throw error;
    // The key is not taken any more: from the front, so that documents come again rather than not at all. A front that
    // was kept would lead to the same key once more.
    const { ids, next } = await readPage(client, null, reads, { fresh: true }, origin, oddities);
    return toListing({ ids, next });
  }
}

function readPage(
  client: RestClient,
  from: string | null,
  reads: Reads,
  options: ReadOptions,
  origin: Origin,
  oddities: Oddities,
): Promise<IdsPage> {
  const load = async (signal: AbortSignal) => {
    const { json, bytes } = await client.get(endpoints.exportable(from), signal);
    const wire = wireObject<WireIdsPage>(json);
    if (wire === undefined)
      throw new BackendBadResponse('LIGHTYEAR answered with something that is not a page of ids', { origin });
    const ids = new Set<string>();
    for (const item of wireList(wire.items)) {
      const id = key(item);
      if (id === null || !isSourceKey(id)) oddities.documentLeftOut('an entry of the exportable list without an id');
      else ids.add(id);
    }
    const next = key(wire.continuationKey);
    // The key that was just used, and nothing new: going on would never end.
    const stuck = next !== null && next === from && ids.size === 0;
    return { value: { ids: [...ids], next: stuck ? null : next }, bytes };
  };
  return reads.through('queue', `exportable:${from ?? ''}`, load, options);
}

function toListing({ ids, next, shown = [], seen = [] }: QueuePosition): Listing {
  return {
    entries: ids.map((id): ListEntry => ({ key: [id], sourceId: id, invoice: null })),
    more: next !== null,
    positionAfter: (count) => {
      const rest = ids.slice(count);
      if (rest.length > 0) return toPosition(rest, next, shown, seen);
      // The end of each page is known again when the list is read anew, as long as documents stay where they are.
      if (next !== null) return toPosition([], next, latest(shown, ids.slice(-1)), seen);
      return toPosition([], null, [], latest(seen, shown, sampleFromEnd(ids)));
    },
  };
}

function toPosition(
  ids: readonly string[],
  next: string | null,
  shown: readonly string[],
  seen: readonly string[],
): QueuePosition {
  return { ids, next, ...(shown.length > 0 && { shown }), ...(seen.length > 0 && { seen }) };
}

function latest(...lists: readonly (readonly string[])[]): readonly string[] {
  const newestFirst = new Set(lists.flat().reverse());
  return [...newestFirst].slice(0, MAX_KNOWN).reverse();
}

/** The last id, the second to last, the fourth, the eighth ...: some of them stay in the list when others leave it. */
function sampleFromEnd(ids: readonly string[]): readonly string[] {
  const sample: string[] = [];
  for (let back = 1; back <= ids.length; back *= 2) sample.unshift(...ids.slice(-back, ids.length - back + 1));
  return sample;
}

function isIds(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((id) => typeof id === 'string' && isSourceKey(id));
}
