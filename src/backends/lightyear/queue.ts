import { isSourceKey } from '../../domain/source-key.ts';
import { BackendBadResponse, BackendRejected, Conflict, NotFound, type Origin } from '../../errors/catalogue.ts';
import type { ListEntry, Listing, Position, Reads } from '../backend.ts';
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
  /** The key that the list's last page was read with. */
  readonly last?: string;
  /** Some of the last ids shown, where the list has ended: what follows them is new. */
  readonly seen?: readonly string[];
}

interface IdsPage {
  readonly ids: readonly string[];
  readonly next: string | null;
}

export function parseQueuePosition(value: unknown): QueuePosition | undefined {
  const given = wireObject<QueuePosition>(value);
  if (given === undefined) return undefined;
  const { ids, next, last, seen } = given;
  if (!isIds(ids) || !(next === null || typeof next === 'string')) return undefined;
  if (!(last === undefined || typeof last === 'string') || !(seen === undefined || isIds(seen))) return undefined;
  return { ids, next, ...(last !== undefined && { last }), ...(seen !== undefined && { seen }) };
}

/**
 * The ids that follow a position, with one call; without one where the position has ids left, with a second one where
 * its key is not taken any more. After the end that is the last page once more: what follows those seen is new.
 */
export async function listExportable(
  client: RestClient,
  position: QueuePosition | null,
  reads: Reads,
  origin: Origin,
  oddities: Oddities,
): Promise<Listing> {
  if (position !== null && position.ids.length > 0) return toListing(position);
  const seen = position?.seen ?? [];
  const read = (from: string | null) => readPage(client, from, reads, origin, oddities);
  const { page, from } = await readFromKey(read, position?.next ?? position?.last ?? null);
  const ids = page.ids.slice(page.ids.findLastIndex((id) => seen.includes(id)) + 1);
  return toListing({ ids, next: page.next, ...(page.next === null && from !== null && { last: from }) }, seen);
}

async function readFromKey(
  read: (from: string | null) => Promise<IdsPage>,
  from: string | null,
): Promise<{ readonly page: IdsPage; readonly from: string | null }> {
  try {
    return { page: await read(from), from };
  } catch (error) {
    const refused = error instanceof BackendRejected || error instanceof Conflict || error instanceof NotFound;
    if (from === null || !refused) throw error;
    // The key is not taken any more: from the front, so that documents come again rather than not at all.
    return { page: await read(null), from: null };
  }
}

function readPage(
  client: RestClient,
  from: string | null,
  reads: Reads,
  origin: Origin,
  oddities: Oddities,
): Promise<IdsPage> {
  return reads.through('queue', `exportable:${from ?? ''}`, async (signal) => {
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
  });
}

function toListing({ ids, next, last }: QueuePosition, seenBefore: readonly string[] = []): Listing {
  return {
    entries: ids.map((id): ListEntry => ({ key: [id], sourceId: id, invoice: null })),
    more: next !== null,
    positionAfter: (count) => {
      const rest = ids.slice(count);
      if (next !== null) return { ids: rest, next };
      const ending = last === undefined ? { next } : { next, last };
      if (rest.length > 0) return { ids: rest, ...ending };
      return { ids: [], ...ending, seen: sampleFromEnd([...seenBefore, ...ids]) };
    },
  };
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
