import { Frame } from '../../answers/frame.ts';
import type { ReadOptions, Reads } from '../../backend.ts';
import { digest } from '../../digest.ts';
import type { OpenAccount } from '../../open-account.ts';
import { documentId } from '../document-id.ts';
import { endpoints } from '../endpoints.ts';
import type { WireIdsPage } from '../wire.ts';

/** One page of the exportable list, as it was when it was asked for. */
export interface QueuePage {
  /** The name under which it is kept; each page has a name of its own. */
  readonly name: string;
  /** The key with which it was requested; null = the front. */
  readonly from: string | null;
  readonly ids: readonly string[];
  /** The key of the page that follows; null = the list ends here. */
  readonly next: string | null;
  /** Entries that are not ids. */
  readonly leftOut: number;
  /** False if an entry was left out: the page is not kept then. */
  readonly isWhole: boolean;
}

export function readQueuePage(
  account: OpenAccount,
  from: string | null,
  reads: Reads,
  options: ReadOptions,
): Promise<QueuePage> {
  const load = async (signal: AbortSignal) => {
    const { json, bytes } = await account.client.getPage(endpoints.exportable(from), signal);
    const page = parseQueuePage(json, from, account);
    return { value: page, bytes, ...(!page.isWhole && { ttlMs: 0 }) };
  };
  return reads.through('queue', `exportable:${from ?? ''}`, load, options);
}

/**
 * A page has a list of ids, which may be empty. A key continues the list; the contract ends it with null, and lets any field
 * be absent. Throws BackendBadResponse for anything else, and for a page without ids that leads to itself.
 */
export function parseQueuePage(
  json: unknown,
  from: string | null,
  { deviations }: Pick<OpenAccount, 'deviations'>,
): QueuePage {
  const frame = new Frame({ deviations }, 'a page of ids');
  const wire = frame.object<WireIdsPage>(json);
  const items = frame.list(wire.items, 'items');
  const ids = items.flatMap((item, index) => {
    const id = documentId(item);
    if (id !== null) return [id];
    deviations.documentLeftOut(`items[${index}]`, 'an entry of the exportable list without an id');
    return [];
  });
  const next = frame.continuation(wire.continuationKey, 'continuationKey');
  if (next !== null && next === from && ids.length === 0) throw frame.broken('continuationKey');
  const unique = [...new Set(ids)];
  return {
    ...{ name: digest(JSON.stringify([from, unique, next])), from, ids: unique, next },
    ...{ leftOut: items.length - ids.length, isWhole: ids.length === items.length },
  };
}

/**
 * Caches a page for readers that continue in the middle of it: for longer than a list, and regardless of writes. Does
 * not cache a page with entries that were left out.
 */
export async function keepPage(page: QueuePage, reads: Reads): Promise<void> {
  if (!page.isWhole) return;
  const keep = async () => ({ value: page, bytes: sizeOf(page) });
  const kept = await reads.through<QueuePage | undefined>('listing', page.name, keep);
  // It may have joined a call of `keptPage`, which has no page to keep.
  if (kept === undefined) await reads.through('listing', page.name, keep, { fresh: true });
}

/** The page of that name; undefined if it is not kept. */
export function keptPage(name: string, reads: Reads): Promise<QueuePage | undefined> {
  return reads.through<QueuePage | undefined>('listing', name, async () => ({ value: undefined, bytes: 0, ttlMs: 0 }));
}

function sizeOf({ ids, next }: QueuePage): number {
  return ids.reduce((sum, id) => sum + id.length + 3, 100 + (next?.length ?? 0));
}
