import { isSourceKey } from '../../domain/source-key.ts';
import { BackendBadResponse } from '../../errors/catalogue.ts';
import type { ReadOptions, Reads } from '../backend.ts';
import { digest } from '../digest.ts';
import type { OpenAccount } from '../open-account.ts';
import { key, wireList, wireObject } from '../wire.ts';
import { endpoints } from './endpoints.ts';
import type { WireIdsPage } from './wire.ts';

/** One page of the exportable list, as it was when it was asked for. */
export interface QueuePage {
  /** The name under which it is kept; each page has a name of its own. */
  readonly name: string;
  /** The key with which it was requested; null = the front. */
  readonly from: string | null;
  readonly ids: readonly string[];
  /** The key of the page that follows; null = the list ends here. */
  readonly next: string | null;
}

export function readQueuePage(
  { client, accountId, deviations }: OpenAccount,
  from: string | null,
  reads: Reads,
  options: ReadOptions,
): Promise<QueuePage> {
  const load = async (signal: AbortSignal) => {
    const { json, bytes } = await client.get(endpoints.exportable(from), signal);
    const wire = wireObject<WireIdsPage>(json);
    if (wire === undefined)
      throw new BackendBadResponse('LIGHTYEAR answered with something that is not a page of ids', { accountId });
    const ids = new Set<string>();
    for (const item of wireList(wire.items)) {
      const id = key(item);
      if (id === null || !isSourceKey(id)) deviations.documentLeftOut('an entry of the exportable list without an id');
      else ids.add(id);
    }
    const next = key(wire.continuationKey);
    // The source gave the key that was just used, and no ids: reading on would not end.
    const stuck = next !== null && next === from && ids.size === 0;
    return { value: toPage(from, [...ids], stuck ? null : next), bytes };
  };
  return reads.through('queue', `exportable:${from ?? ''}`, load, options);
}

/** Keeps a page for readers that stop in the middle of it: longer than a list is kept, and despite writes. */
export async function keepPage(page: QueuePage, reads: Reads): Promise<void> {
  const keep = async () => ({ value: page, bytes: sizeOf(page) });
  const kept = await reads.through<QueuePage | undefined>('listing', page.name, keep);
  // It may have joined a call of `keptPage`, which has no page to keep.
  if (kept === undefined) await reads.through('listing', page.name, keep, { fresh: true });
}

/** The page of that name; undefined if it is not kept. */
export function keptPage(name: string, reads: Reads): Promise<QueuePage | undefined> {
  return reads.through<QueuePage | undefined>('listing', name, async () => ({ value: undefined, bytes: 0, ttlMs: 0 }));
}

function toPage(from: string | null, ids: readonly string[], next: string | null): QueuePage {
  return { name: digest(JSON.stringify([from, ids, next])), from, ids, next };
}

function sizeOf({ ids, next }: QueuePage): number {
  return ids.reduce((sum, id) => sum + id.length + 3, 100 + (next?.length ?? 0));
}
