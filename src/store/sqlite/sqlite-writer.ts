import type { Logger } from 'pino';
import { BackendUnavailable } from '../../errors/catalogue.ts';
import type { Appended, DocumentEvent } from '../event-log.ts';
import { createFailureReport, logUnavailable, withTimeout } from '../log-unavailable.ts';
import { SqliteThread, type ThreadOptions } from './sqlite-thread.ts';
import type { Append } from './sqlite-writes.ts';

interface Waiting extends Append, PromiseWithResolvers<Appended> {}

export interface WriterOptions extends ThreadOptions {
  readonly logger: Logger;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Called when new events are durable. */
  readonly onStored: () => void;
}

/** SNS waits fifteen seconds for the answer to a delivery. */
const ANSWER_TIMEOUT_MS = 10_000;
/** A group is one transaction, and is in memory twice while it is passed to the thread. */
const MAX_GROUP = 500;
const MAX_GROUP_CHARACTERS = 8_000_000;

/**
 * Writes in groups: the events that arrive while a group is written form the next one, and share one wait for the
 * disk. If the thread has died, it is restarted for the next group.
 */
export class SqliteWriter implements AsyncDisposable {
  readonly #options: WriterOptions;
  readonly #reportFailure: (error: unknown) => void;
  readonly #waiting = new Set<Waiting>();
  #thread: SqliteThread | undefined;
  #running: Promise<void> | undefined;
  #isTrimDue = false;
  #isClosed = false;

  /** Rejects if the database cannot be used. */
  static async open(options: WriterOptions): Promise<SqliteWriter> {
    return new SqliteWriter(options, await SqliteThread.start(options));
  }

  private constructor(options: WriterOptions, thread: SqliteThread) {
    this.#options = options;
    this.#thread = thread;
    this.#reportFailure = createFailureReport(options.logger, 'events cannot be stored');
  }

  async append(event: DocumentEvent, messageId: string): Promise<Appended> {
    if (this.#isClosed) throw new BackendUnavailable('The gateway is stopping');
    const arrivedAt = microseconds(this.#options.now());
    const waiting: Waiting = { event, messageId, arrivedAt, ...Promise.withResolvers<Appended>() };
    this.#waiting.add(waiting);
    this.#running ??= this.#run();
    try {
      return await withTimeout(waiting.promise, ANSWER_TIMEOUT_MS);
    } catch (error) {
      // If the disk hangs, the queue must not grow without bound. SNS sends the event again.
      this.#waiting.delete(waiting);
      this.#reportFailure(error);
      throw logUnavailable(error);
    }
  }

  /** Removes outdated events between groups. */
  trim(): void {
    if (this.#isClosed) return;
    this.#isTrimDue = true;
    this.#running ??= this.#run();
  }

  /** Stores the events that are already queued. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true;
    this.#isTrimDue = false;
    const thread = this.#thread;
    try {
      await withTimeout(this.#close(), ANSWER_TIMEOUT_MS);
    } catch (error) {
      this.#reportFailure(error);
      thread?.kill();
    }
  }

  async #close(): Promise<void> {
    await this.#running;
    await this.#thread?.[Symbol.asyncDispose]();
  }

  async #run(): Promise<void> {
    // Between the end of the loop and the reset there is no await: an append sees it either running or not.
    while (this.#waiting.size > 0 || this.#isTrimDue) await this.#write(this.#takeGroup());
    this.#running = undefined;
  }

  #takeGroup(): readonly Waiting[] {
    const group: Waiting[] = [];
    let characters = 0;
    for (const waiting of this.#waiting) {
      characters += waiting.event.document?.length ?? 0;
      if (group.length > 0 && (group.length === MAX_GROUP || characters > MAX_GROUP_CHARACTERS)) break;
      group.push(waiting);
      this.#waiting.delete(waiting);
    }
    return group;
  }

  async #write(group: readonly Waiting[]): Promise<void> {
    this.#isTrimDue = false;
    try {
      if (this.#thread?.isAlive !== true) this.#thread = await SqliteThread.start(this.#options);
      const appends = group.map(({ event, messageId, arrivedAt }) => ({ event, messageId, arrivedAt }));
      const { appended, isMoreOutdated } = await this.#thread.write({ appends, now: Math.floor(this.#options.now()) });
      this.#isTrimDue = isMoreOutdated && !this.#isClosed;
      for (const [index, one] of appended.entries()) group[index]?.resolve(one);
      if (appended.some(({ isNew }) => isNew)) this.#options.onStored();
    } catch (error) {
      this.#reportFailure(error);
      for (const { reject } of group) reject(error);
    }
  }
}

/**
 * The clock counts milliseconds. A finer clock, which is not aligned with it, distinguishes the events of one
 * millisecond.
 */
function microseconds(now: number): number {
  return Math.floor(now) * 1_000 + Math.floor((performance.now() % 1) * 1_000);
}
