import { onAbort } from '../../async/on-abort.ts';
import { Semaphore } from '../../async/semaphore.ts';
import type { EventLog, EventPage, EventQuery, StoredEvent } from './event-log.ts';

/** A page of the log ends after about a million characters, or after MAX_EVENTS. */
const MAX_CHARACTERS = 2 ** 20;
const MAX_EVENTS = 500;
/** Pages in memory, over all subscribers that are catching up. */
const MAX_PAGES = 16;
/** A subscriber that takes longer for a page loses the rest of it, and has to queue for that again. */
const HELD_MS = 5_000;

export interface PastReader {
  /** The owners take turns in reading pages. */
  readonly owner: string;
  readonly signal: AbortSignal;
}

/** The pages of the log that subscribers hold while they catch up. Thousands can do so at once, so they take turns. */
export class PastPages {
  readonly #log: Pick<EventLog, 'readPage'>;
  readonly #places = new Semaphore({ places: MAX_PAGES });

  constructor(log: Pick<EventLog, 'readPage'>) {
    this.#log = log;
  }

  /** The next page after an id; dispose of it after use. Undefined if the signal is aborted before. */
  async read(query: EventQuery, after: string, reader: PastReader): Promise<PastPage | undefined> {
    if (!(await this.#takePlace(reader))) return undefined;
    const release = () => this.#places.release();
    try {
      return new PastPage(await this.#log.readPage(query, after, MAX_EVENTS, MAX_CHARACTERS), release);
    } catch (error) {
      release();
      throw error;
    }
  }

  #takePlace({ owner, signal }: PastReader): Promise<boolean> | boolean {
    if (signal.aborted) return false;
    if (this.#places.tryTake()) return true;
    return new Promise((resolve) => {
      const start = (): void => {
        stopListening();
        resolve(true);
      };
      const stopListening = onAbort(signal, () => {
        stopListening();
        this.#places.leave(owner, start);
        resolve(false);
      });
      this.#places.enqueue(owner, start);
    });
  }
}

export class PastPage implements Disposable {
  readonly hasMore: boolean;
  readonly #release: () => void;
  readonly #timer: NodeJS.Timeout;
  #events: readonly StoredEvent[];
  #next = 0;
  #isHeld = true;

  constructor({ events, hasMore }: EventPage, release: () => void) {
    this.#events = events;
    this.hasMore = hasMore;
    this.#release = release;
    this.#timer = setTimeout(() => this[Symbol.dispose](), HELD_MS).unref();
  }

  /** False if the rest of it was lost. */
  get isHeld(): boolean {
    return this.#isHeld;
  }

  /** The next event; undefined at the end of the page, or if the rest was lost. */
  take(): StoredEvent | undefined {
    const event = this.#events[this.#next];
    this.#next += 1;
    return event;
  }

  [Symbol.dispose](): void {
    if (!this.#isHeld) return;
    this.#isHeld = false;
    this.#events = [];
    clearTimeout(this.#timer);
    this.#release();
  }
}
