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
}

export function parseQueuePosition(value: unknown): QueuePosition | undefined {
  const given = wireObject<QueuePosition>(value);
  if (given === undefined) return undefined;
  const { ids, next } = given;
  return isIds(ids) && (next === null || typeof next === 'string') ? { ids, next } : undefined;
}

/**
 * The ids that follow a position, with one call; without one where the position has ids left, with a second one where
 * its key is not taken any more. After the end that is a new run, which the contract has start without a key: what still
 * waits comes again, as a document that was received early and approved late stands before those shown.
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
    return toListing(await readPage(client, from, reads, { fresh: false }, origin, oddities));
  } catch (error) {
    const refused = error instanceof BackendRejected || error instanceof Conflict || error instanceof NotFound;
    if (from === null || !refused) throw error;
    // The key is not taken any more: from the front, so that documents come again rather than not at all. A front that
    // was kept would lead to the same key once more.
    return toListing(await readPage(client, null, reads, { fresh: true }, origin, oddities));
  }
}

function readPage(
  client: RestClient,
  from: string | null,
  reads: Reads,
  options: ReadOptions,
  origin: Origin,
  oddities: Oddities,
): Promise<QueuePosition> {
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

function toListing({ ids, next }: QueuePosition): Listing {
  return {
    entries: ids.map((id): ListEntry => ({ key: [id], sourceId: id, invoice: null })),
    more: next !== null,
    positionAfter: (count) => ({ ids: ids.slice(count), next }),
  };
}

function isIds(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((id) => typeof id === 'string' && isSourceKey(id));
}
