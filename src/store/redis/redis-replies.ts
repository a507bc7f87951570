import type { Appended, StoredEvent } from '../event-log.ts';
import type { TailPage } from '../event-store.ts';
import { toStoredEvent } from '../stored-event.ts';

/** The reply to an append. Like all functions of this file, it throws if the shape is wrong. */
export function toAppended(reply: unknown): Appended {
  const [id, isNew] = listIn(reply);
  return { id: String(id), isNew: isNew === 1 };
}

/** The reply to a request for events by id. */
export function toEvents(reply: unknown): readonly StoredEvent[] {
  return toEntries(reply).flatMap(toEvent);
}

/** The reply to a read of the stream after `after`; null if no event came in time. */
export function toTailPage(reply: unknown, after: string): TailPage {
  const entries = reply === null ? [] : toEntries(listIn(listIn(reply)[0])[1]);
  return { events: entries.flatMap(toEvent), last: entries.at(-1)?.id ?? after };
}

interface Entry {
  readonly id: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Entries of a stream: [id, [name, value, ...]], ... */
function toEntries(reply: unknown): readonly Entry[] {
  return listIn(reply).map((entry) => {
    const [id, flat] = listIn(entry);
    return { id: String(id), fields: toFields(listIn(flat)) };
  });
}

function toEvent({ id, fields }: Entry): readonly StoredEvent[] {
  const event = toStoredEvent(id, fields);
  return event === undefined ? [] : [event];
}

function toFields(flat: readonly unknown[]): Readonly<Record<string, unknown>> {
  const fields: Record<string, unknown> = {};
  for (let i = 0; i < flat.length; i += 2) fields[String(flat[i])] = flat[i + 1];
  return fields;
}

function listIn(reply: unknown): readonly unknown[] {
  if (!Array.isArray(reply)) throw new Error('Redis did not answer with a list');
  return reply;
}
