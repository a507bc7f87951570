import { setImmediate as nextTurn } from 'node:timers/promises';
import { LimitExceeded } from '../errors/catalogue.ts';
import { checkCursor, checkId } from './check-cursor.ts';
import type { EventQuery, ReadEventsOptions, StoredEvent } from './event-log.ts';
import type { EventStore } from './event-store.ts';
import { mergeIds } from './merge-ids.ts';

/** How often the start of the log is read anew when it was trimmed under the reader's hands. */
const MAX_ATTEMPTS = 3;

/** Events whose documents are loaded at once. */
const CHUNK = 50;

interface Page extends Partial<ReadEventsOptions> {
  readonly after: string | null;
  readonly limit: number;
}

/** A page of `EventLog.read`. */
export async function readEvents(store: EventStore, query: EventQuery, page: Page): Promise<readonly StoredEvent[]> {
  const { after } = page;
  if (after !== null) checkId(after, store);
  for (let attempt = 1; ; attempt += 1) {
    const { removed, events } = await readOnce(store, query, page);
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

async function readOnce(store: EventStore, query: EventQuery, { after, limit, maxCharacters }: Page) {
  const { last, removed } = await store.bounds();
  const kinds = [...query.companies].flatMap((company) => [...query.types].map((type) => ({ company, type })));
  // Up to where the log ended: otherwise one kind could have grown since another was read, and a page skip its events.
  const lists = kinds.map((kind) => (from: string, count: number) => store.idsOf(kind, from, last, count));
  const ids = await mergeIds(lists, { after: after ?? store.origin, limit, compare: store.compare });
  return { removed, events: await loadInTurns(store, ids, maxCharacters) };
}

/** A page whose documents are bounded is loaded in turns with other work, and no further than its bound. */
async function loadInTurns(
  store: EventStore,
  ids: readonly string[],
  maxCharacters: number | undefined,
): Promise<readonly StoredEvent[]> {
  if (ids.length === 0) return [];
  if (maxCharacters === undefined) return store.load(ids);
  const events: StoredEvent[] = [];
  let characters = 0;
  for (let start = 0; start < ids.length; start += CHUNK) {
    if (start > 0) await nextTurn();
    for (const event of await store.load(ids.slice(start, start + CHUNK))) {
      characters += event.document?.length ?? 0;
      events.push(event);
    }
    if (characters > maxCharacters)
      throw new LimitExceeded(
        'maxAnswerBytes',
        `The documents of these events have more than ${maxCharacters.toLocaleString('en')} characters together: ask for fewer events with \`first\``,
        { field: ['first'] },
      );
  }
  return events;
}
