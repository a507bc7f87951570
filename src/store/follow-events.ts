import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { CursorExpired } from '../errors/catalogue.ts';
import { checkId, checkIsKept } from './check-event-id.ts';
import type { StoredEvent } from './event-log.ts';
import type { EventStore, Tail, TailPage } from './event-store.ts';
import { createFailureReport } from './log-unavailable.ts';

const FIRST_PAUSE_MS = 50;
const MAX_PAUSE_MS = 2_000;

/** `EventLog.follow`: after any failure, continues after the last event that it yielded. */
export async function* followEvents(
  store: EventStore,
  after: string,
  signal: AbortSignal,
  logger: Logger,
): AsyncGenerator<readonly StoredEvent[], void, undefined> {
  checkId(after, store);
  await using tail = store.openTail(signal);
  const reportFailure = createFailureReport(logger, 'cannot follow events; retrying');
  let position = after;
  let pauseMs = FIRST_PAUSE_MS;
  while (!signal.aborted) {
    const page = await nextPage(store, tail, position).catch((error: unknown) => {
      if (error instanceof CursorExpired) throw error;
      if (!signal.aborted) reportFailure(error);
      return undefined;
    });
    if (page === undefined) {
      // Rejects when the signal is aborted; the loop checks the signal itself.
      await pause(pauseMs, undefined, { signal }).catch(() => {});
      pauseMs = Math.min(2 * pauseMs, MAX_PAUSE_MS);
      continue;
    }
    pauseMs = FIRST_PAUSE_MS;
    position = page.last;
    if (page.events.length > 0 && !signal.aborted) yield page.events;
  }
}

async function nextPage(store: EventStore, tail: Tail, position: string): Promise<TailPage> {
  // Checked before reading, since events never come after a position beyond the end of the log, and after reading,
  // since the log may have been trimmed meanwhile.
  checkIsKept(position, await store.bounds(), store);
  const page = await tail.next(position);
  checkIsKept(position, await store.bounds(), store);
  return page;
}
