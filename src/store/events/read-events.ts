import { LimitExceeded } from '../../errors/catalogue.ts';
import { currentBehalf } from '../../limits/on-behalf.ts';
import { checkId, checkIsKept } from './check-event-id.ts';
import type { EventPage, EventQuery, StoredEvent } from './event-log.ts';
import type { EventStore } from './event-store.ts';
import { mergeIds } from './merge-ids.ts';

/** How often a read from the start of the log is tried if the log is trimmed during the read. */
const MAX_ATTEMPTS = 3;

/** Events that are loaded at once: a document can have some 250 kB. */
const CHUNK = 10;
/** V8 uses two bytes for every character of a string that has one character outside Latin-1. */
const BYTES_PER_CHARACTER = 2;

interface PageRequest {
  readonly after: string | null;
  readonly limit: number;
  /** Characters of all documents: beyond them the page ends, or is refused with LimitExceeded. */
  readonly maxCharacters: number;
  readonly beyond: 'END' | 'REFUSE';
}

/** A page of `EventLog.read` or `EventLog.readPage`. */
export async function readEvents(store: EventStore, query: EventQuery, request: PageRequest): Promise<EventPage> {
  const { after } = request;
  if (after !== null) checkId(after, store);
  for (let attempt = 1; ; attempt += 1) {
    const { removed, page } = await readOnce(store, query, request);
    const bounds = await store.bounds();
    if (after !== null) {
      checkIsKept(after, bounds, store);
      return page;
    }
    // An event that was removed meanwhile may still be listed for one kind, but not for another: keep only those after
    // it.
    const events = page.events.filter(({ id }) => store.compare(id, bounds.removed) > 0);
    if (bounds.removed === removed || attempt === MAX_ATTEMPTS) return { ...page, events };
  }
}

async function readOnce(store: EventStore, query: EventQuery, request: PageRequest) {
  const { after, limit } = request;
  const { last, removed } = await store.bounds();
  const kinds = [...query].flatMap(([type, companies]) => [...companies].map((company) => ({ company, type })));
  // Up to the end of the log as it was: if one kind grew after another was read, the page would skip events of the
  // other.
  const lists = kinds.map((kind) => (from: string, count: number) => store.idsOf(kind, from, last, count));
  const ids = await mergeIds(lists, { after: after ?? store.origin, limit, compare: store.compare });
  const { events, isCut } = await loadInTurns(store, ids, request);
  return { removed, page: { events, hasMore: isCut || ids.length === limit } };
}

/** The events with these ids, up to the size limit of the page. Lets other work run between chunks. */
async function loadInTurns(
  store: EventStore,
  ids: readonly string[],
  { maxCharacters, beyond }: PageRequest,
): Promise<{ readonly events: readonly StoredEvent[]; readonly isCut: boolean }> {
  const behalf = currentBehalf();
  const events: StoredEvent[] = [];
  let characters = 0;
  for (let start = 0; start < ids.length; start += CHUNK) {
    await behalf.turn();
    const before = characters;
    for (const event of await store.load(ids.slice(start, start + CHUNK))) {
      characters += event.document?.length ?? 0;
      events.push(event);
    }
    behalf.holdFetched(BYTES_PER_CHARACTER * (characters - before));
    if (characters <= maxCharacters) continue;
    if (beyond === 'END') return { events, isCut: start + CHUNK < ids.length };
    throw new LimitExceeded(
      'maxAnswerBytes',
      `The documents of these events have more than ${maxCharacters.toLocaleString('en')} characters together: ask for fewer events with \`first\``,
      { field: ['first'] },
    );
  }
  return { events, isCut: false };
}
