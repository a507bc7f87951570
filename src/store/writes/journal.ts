import { randomUUID, randomUUIDv7 } from 'node:crypto';
import type { Logger } from 'pino';
import type { InvoiceRef } from '../../domain/ids.ts';
import { GatewayError, StoreUnavailable } from '../../errors/catalogue.ts';
import { requestField } from '../../limits/on-behalf.ts';
import type { Database } from '../database.ts';
import type { WriteOptions } from '../group-writer.ts';
import { withTimeout } from '../store-unavailable.ts';
import type { Begun, NewWrite, WriteKey } from './begin-writes.ts';
import type { WriteEnd } from './end-writes.ts';
import { type DocumentMark, readMarks } from './read-marks.ts';
import { readUnresolved, readWrite, readWrites, type Unresolved, type WriteQuery } from './read-writes.ts';
import type { StoredWrite } from './stored-write.ts';

export interface JournalOptions {
  readonly logger: Logger;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly idempotencyDays: number;
  readonly retentionDays: number;
  /** Called for each write that has ended. */
  readonly writeEnded?: (ended: WriteEnded) => void;
}

/** A write that was begun here, with its outcome. */
export interface WriteEnded extends Pick<WriteToBegin, 'source' | 'action'>, Pick<WriteEnd, 'outcome'> {}

/** A write to be recorded. Its key does not have a time yet. */
export type WriteToBegin = Omit<NewWrite, 'id' | 'startedAt' | 'holder' | 'key'> & {
  readonly key: Omit<WriteKey, 'expiresAt'> | null;
};

/** The fields of an outcome that was looked for at the source. */
type LookedAt = 'isInferred' | 'wasGone';

interface OpenWrite extends PromiseWithResolvers<void> {
  readonly write: WriteToBegin;
  readonly startedAt: number;
}

const DAY_MS = 86_400_000;
const HEARTBEAT_MS = 10_000;
/** The writes of a gateway without a heartbeat for this long are abandoned. */
const DEAD_AFTER_MS = 30_000;
const CLEANING_MS = 3_600_000;
/** An outcome that cannot be recorded is tried again after this time. */
const RETRY_MS = 1_000;
/** On shutdown, writes have this long to record that they failed. */
const CLOSE_MS = 2_000;
/** Another gateway may settle a write without a notification that arrives. */
const CHECK_MS = 1_000;

/**
 * The journal of everything that the gateway changes at a source. A write is recorded before it is sent, and its outcome before
 * its caller gets an answer.
 */
export class Journal implements AsyncDisposable {
  readonly #database: Database;
  readonly #options: JournalOptions;
  readonly #log: Logger;
  readonly #holder = randomUUID();
  readonly #timers: readonly NodeJS.Timeout[];
  /** Writes that were begun here and have no outcome yet. */
  readonly #open = new Map<string, OpenWrite>();
  /** Outcomes that could not be recorded yet. */
  readonly #unrecorded = new Set<WriteEnd>();
  #isClosed = false;

  /** Abandons the writes of gateways that have ended. */
  static async open(database: Database, options: JournalOptions): Promise<Journal> {
    const journal = new Journal(database, options);
    // Only one gateway at a time uses a store that is not shared: all others have ended.
    await journal.#beat(database.isShared ? DEAD_AFTER_MS : null);
    journal.#clean();
    return journal;
  }

  private constructor(database: Database, options: JournalOptions) {
    this.#database = database;
    this.#options = options;
    // The line of a write has fixed fields. To search them for secrets takes longer than to record the write.
    this.#log = options.logger.child({}, { redact: [] });
    this.#timers = [
      setInterval(() => void this.#beat(DEAD_AFTER_MS), HEARTBEAT_MS).unref(),
      setInterval(() => this.#clean(), CLEANING_MS).unref(),
      setInterval(() => void this.#recordAgain(), RETRY_MS).unref(),
    ];
  }

  /** Records a write that is about to be sent. Rejects with StoreUnavailable: then it must not be sent. */
  async begin(write: WriteToBegin): Promise<Begun> {
    const startedAt = Math.floor(this.#options.now());
    const expiresAt = startedAt + this.#options.idempotencyDays * DAY_MS;
    const key = write.key && { ...write.key, expiresAt };
    // They increase with time, so that their index grows at its end.
    const id = randomUUIDv7();
    try {
      const begun = await this.#database.write('beginWrites', { ...write, key, id, startedAt, holder: this.#holder });
      if (begun.kind === 'SEND') this.#open.set(begun.id, { write, startedAt, ...Promise.withResolvers<void>() });
      return begun;
    } catch (cause) {
      const error = new StoreUnavailable(
        'The gateway cannot record the write at present, so it has not sent anything: try again in a moment',
        { cause, accountId: write },
      );
      // The store may still take the row after the time-out: it must not stay in progress.
      const { code, message } = error;
      const end = { id, outcome: 'NOT_DONE', error: { code, message }, result: null, wasGone: false } as const;
      this.#unrecorded.add({ ...end, endedAt: startedAt, isInferred: false, lookAt: null });
      throw error;
    }
  }

  /** Records an outcome. If the store does not take it now, it is tried again until it does. */
  async end(
    end: Omit<WriteEnd, 'endedAt' | LookedAt> & Partial<Pick<WriteEnd, LookedAt>>,
    options?: WriteOptions,
  ): Promise<void> {
    const complete: WriteEnd = { isInferred: false, wasGone: false, ...end, endedAt: Math.floor(this.#options.now()) };
    try {
      await this.#database.write('endWrites', complete, options);
    } catch (error) {
      this.#options.logger.error({ write: end.id, outcome: end.outcome, err: error }, 'an outcome is not recorded yet');
      this.#unrecorded.add(complete);
    } finally {
      this.#logEnd(complete);
      this.#close(end.id);
    }
  }

  /** Deletes a write that was not sent because its input is wrong. */
  async discard(id: string): Promise<void> {
    try {
      await this.#database.write('discardWrites', id);
    } finally {
      this.#close(id);
    }
  }

  /** Waits until a write is no longer in progress; undefined if it is discarded meanwhile. Rejects with the signal's reason. */
  async settled(write: StoredWrite, signal: AbortSignal): Promise<StoredWrite | undefined> {
    const { changes } = this.#database;
    for (;;) {
      const { count } = changes;
      const now = await this.read(write.id, [write.company]);
      if (now?.outcome !== 'IN_PROGRESS') return now;
      signal.throwIfAborted();
      await changes.after(count, AbortSignal.any([signal, AbortSignal.timeout(CHECK_MS)]));
    }
  }

  /** The write, if it belongs to one of these companies. */
  read(id: string, companies: readonly string[]): Promise<StoredWrite | undefined> {
    return this.#database.read(readWrite, { id, companies });
  }

  /** The marks of the documents, in their order. */
  marks(documents: readonly InvoiceRef[]): Promise<readonly (DocumentMark | null)[]> {
    return this.#database.read(readMarks, documents);
  }

  /** Newest first. */
  list(query: WriteQuery): Promise<readonly StoredWrite[]> {
    return this.#database.read(readWrites, query);
  }

  /** Writes whose source is to be looked at by now. */
  unresolved(count: number): Promise<readonly Unresolved[]> {
    return this.#database.read(readUnresolved, { now: Math.floor(this.#options.now()), count });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true;
    for (const timer of this.#timers) clearInterval(timer);
    // The accounts are closed by now, so that each write in flight has failed.
    await withTimeout(Promise.all([...this.#open.values()].map(({ promise }) => promise)), CLOSE_MS).catch(() => {});
    await this.#recordAgain();
  }

  /** One line for each write. */
  #logEnd({ id, outcome, error, endedAt }: WriteEnd): void {
    const open = this.#open.get(id);
    if (open === undefined) return;
    const { caller, company, source, action } = open.write;
    this.#options.writeEnded?.({ source, action, outcome });
    const fields = { write: id, action, outcome, caller, company, source, ms: endedAt - open.startedAt };
    this.#log.info({ ...fields, ...(error && { code: error.code }), ...requestField() }, 'a write has ended');
  }

  #close(id: string): void {
    this.#open.get(id)?.resolve();
    this.#open.delete(id);
  }

  async #beat(deadAfterMs: number | null): Promise<void> {
    const { logger, now } = this.#options;
    try {
      const abandoned = await this.#database.write('keepAlive', {
        holder: this.#holder,
        now: Math.floor(now()),
        deadAfterMs,
      });
      if (abandoned > 0) logger.warn({ writes: abandoned }, 'the outcome of writes is unknown: their gateway ended');
    } catch (error) {
      // The database has reported it. The next beat tries again.
      if (!(error instanceof GatewayError)) throw error;
    }
  }

  #clean(): void {
    const { now, retentionDays } = this.#options;
    const removal = { startedBefore: now() - retentionDays * DAY_MS, expiredBefore: now() };
    const isMore = this.#database.write('removeOldWrites', removal).catch(() => false);
    void isMore.then((more) => {
      if (more && !this.#isClosed) this.#clean();
    });
  }

  async #recordAgain(): Promise<void> {
    for (const end of this.#unrecorded) {
      try {
        await this.#database.write('endWrites', end);
        this.#unrecorded.delete(end);
      } catch {
        // The database has reported it.
        return;
      }
    }
  }
}
