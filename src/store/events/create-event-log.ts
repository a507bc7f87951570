import type { Logger } from 'pino';
import type { EventLog } from './event-log.ts';
import type { EventStore } from './event-store.ts';
import { followEvents } from './follow-events.ts';
import { readEvents } from './read-events.ts';

/** Each append removes outdated events, too; this interval is for a log that does not get new events. */
const TRIM_INTERVAL_MS = 3_600_000;

/** A log on top of a store. The log takes ownership of the store. */
export function createEventLog(store: EventStore, logger: Logger): EventLog {
  const closing = new AbortController();
  store.trim();
  const trimming = setInterval(() => store.trim(), TRIM_INTERVAL_MS).unref();
  return {
    append: (event, messageId) => store.append(event, messageId),
    read: async (query, after, limit, maxCharacters = Infinity) =>
      (await readEvents(store, query, { after, limit, maxCharacters, beyond: 'REFUSE' })).events,
    readPage: (query, after, limit, maxCharacters) =>
      readEvents(store, query, { after, limit, maxCharacters, beyond: 'END' }),
    histories: (wanted) => store.histories(wanted),
    end: async () => (await store.bounds()).last,
    newest: async () => (await store.load([(await store.bounds()).last]))[0],
    compare: store.compare,
    isId: store.isId,
    follow: (after, signal) => followEvents(store, after, AbortSignal.any([signal, closing.signal]), logger),
    ping: () => store.ping(),
    [Symbol.asyncDispose]: async () => {
      clearInterval(trimming);
      closing.abort();
      await store[Symbol.asyncDispose]();
    },
  };
}
