import { setImmediate as nextIteration } from 'node:timers/promises';
import type { DocumentEvent } from '../../domain/document-event.ts';
import type { Database } from '../database.ts';
import { isEventId } from './event-ids.ts';
import type { Appended, StoredEvent } from './event-log.ts';
import { type HistoryOf, readBounds, readEventsById, readHistories, readIds, readNext } from './event-reads.ts';
import type { Bounds, EventKind, EventStore, Tail } from './event-store.ts';
import type { Retention } from './retention.ts';

/** Maximum number of events in one page of a follower. */
const TAIL_PAGE = 100;

export interface DatabaseEventsOptions {
  readonly retention: Retention;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** The events in the store. */
export class DatabaseEvents implements EventStore {
  readonly origin = '0';
  readonly #database: Database;
  readonly #options: DatabaseEventsOptions;
  #trimming: Promise<void> | undefined;
  #isClosed = false;

  constructor(database: Database, options: DatabaseEventsOptions) {
    this.#database = database;
    this.#options = options;
  }

  async append(event: DocumentEvent, messageId: string): Promise<Appended> {
    const arrivedAt = microseconds(this.#options.now());
    // Both are part of the same group.
    const [appended, isMoreOutdated] = await Promise.all([
      this.#database.write('appendEvents', { event, messageId, arrivedAt }),
      this.#remove(),
    ]);
    if (isMoreOutdated) this.trim();
    return appended;
  }

  bounds(): Promise<Bounds> {
    return this.#database.read(readBounds, undefined);
  }

  idsOf(kind: EventKind, after: string, upTo: string, count: number): Promise<readonly string[]> {
    return this.#database.read(readIds, { kind, after, upTo, count });
  }

  async load(ids: readonly string[]): Promise<readonly StoredEvent[]> {
    // Reads can be synchronous: without this, a client that reads page after page would block the event loop.
    await nextIteration();
    return this.#database.read(readEventsById, ids);
  }

  async histories(wanted: readonly HistoryOf[]): Promise<readonly (readonly StoredEvent[])[]> {
    await nextIteration();
    return this.#database.read(readHistories, wanted);
  }

  openTail(signal: AbortSignal): Tail {
    const { changes } = this.#database;
    const next = (after: string) => this.#database.read(readNext, { after, count: TAIL_PAGE });
    return {
      next: async (after) => {
        await nextIteration();
        const { count } = changes;
        const page = await next(after);
        if (page.last !== after) return page;
        await changes.after(count, signal);
        return signal.aborted ? page : next(after);
      },
      [Symbol.asyncDispose]: async () => {},
    };
  }

  trim(): void {
    if (this.#isClosed) return;
    this.#trimming ??= this.#removeOutdated().finally(() => {
      this.#trimming = undefined;
    });
  }

  readonly compare = (a: string, b: string): number => Number(a) - Number(b);

  readonly isId = isEventId;

  async ping(): Promise<void> {
    await this.bounds();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true;
    await this.#trimming;
  }

  /** Returns true if there may be more. */
  #remove(): Promise<boolean> {
    const { retention, now } = this.#options;
    return this.#database.write('removeOutdated', { retention, now: Math.floor(now()) });
  }

  async #removeOutdated(): Promise<void> {
    try {
      while (!this.#isClosed && (await this.#remove()));
    } catch {
      // The database has reported it. The next append tries again.
    }
  }
}

/** The clock has milliseconds; a finer clock, which is not aligned with it, distinguishes events within one. */
function microseconds(now: number): number {
  return Math.floor(now) * 1_000 + Math.floor((performance.now() % 1) * 1_000);
}
