import { checkCursor, checkId } from './check-cursor.ts';
import type { EventQuery, StoredEvent } from './event-log.ts';
import type { EventStore } from './event-store.ts';
import { mergeIds } from './merge-ids.ts';

/** How often the start of the log is read anew when it was trimmed under the reader's hands. */
const MAX_ATTEMPTS = 3;

/** A page of `EventLog.read`. */
export async function readEvents(
  store: EventStore,
  query: EventQuery,
  after: string | null,
  limit: number,
): Promise<readonly StoredEvent[]> {
  if (after !== null) checkId(after, store);
  for (let attempt = 1; ; attempt += 1) {
    const { removed, events } = await readOnce(store, query, after, limit);
    const bounds = await store.bounds();
    if (after !== null) {
      checkCursor(after, bounds, store);
      return events;
    }
    // From the oldest on: what was removed meanwhile may be known of one kind and not of another.
    const kept = events.filter(({ id }) => store.compare(id, bounds.removed) > 0);
    if (bounds.removed === removed || attempt === MAX_ATTEMPTS) return kept;
  }
}

async function readOnce(store: EventStore, query: EventQuery, after: string | null, limit: number) {
  const { last, removed } = await store.bounds();
  const kinds = [...query.companies].flatMap((company) => [...query.types].map((type) => ({ company, type })));
  // Up to where the log ended: otherwise one kind could have grown since another was read, and a page skip its events.
  const lists = kinds.map((kind) => (from: string, count: number) => store.idsOf(kind, from, last, count));
  const ids = await mergeIds(lists, { after: after ?? store.origin, limit, compare: store.compare });
  return { removed, events: ids.length === 0 ? [] : await store.load(ids) };
}
