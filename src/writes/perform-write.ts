import { onAbort } from '../async/on-abort.ts';
import type { OperationCache } from '../cache/cache.ts';
import type { InvoiceRef } from '../domain/ids.ts';
import { FIRST_LOOK_MS, type WriteAction } from '../domain/write.ts';
import {
  type AccountId,
  BadUserInput,
  Conflict,
  GatewayError,
  IdempotencyKeyReused,
  OutcomeUnknown,
} from '../errors/catalogue.ts';
import type { Journal, WriteToBegin } from '../store/writes/journal.ts';
import type { StoredWrite } from '../store/writes/stored-write.ts';
import { isForGood, recordedError } from './recorded-error.ts';

export interface Write<T> {
  readonly account: AccountId;
  readonly action: WriteAction;
  /** The document that the write changes; null if it is not about a document. */
  readonly subject: InvoiceRef | null;
  /** The caller's idempotency key; null without one. */
  readonly key: WriteToBegin['key'];
  /**
   * Sends the write. Called at most once. The journal keeps its result as JSON, which must not contain a secret. Null if the source
   * has no such call: the write is only recorded.
   */
  readonly send: ((ticket: WriteTicket) => Promise<T>) | null;
}

export interface Written<T> {
  readonly value: T;
  readonly writeId: string;
  /** True if this is the outcome of an earlier request with the same key. */
  readonly isReplay: boolean;
}

export interface WriteDependencies {
  readonly caches: Pick<OperationCache, 'forget'>;
  readonly journal: Pick<Journal, 'begin' | 'end' | 'discard' | 'settled' | 'marks'>;
  /** Name of the caller. */
  readonly caller: string;
  /** Ends with the operation: then a write that was not sent yet fails. */
  readonly signal: AbortSignal;
  /** The writes that the operation is sending. */
  readonly sending: SendingWrites;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** The writes of an operation that have no answer yet. */
export interface SendingWrites {
  count: number;
}

/**
 * Permission to send one write. The functions of the port that change something take a ticket, and so does
 * `RestClient.post`: code that does not go through `performWrite` does not compile. Only the type leaves this module,
 * and its private member keeps other objects from being taken for one.
 */
class WriteTicket {
  readonly #signal: AbortSignal;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  /** Ends a write that is not sent yet. One that was sent is listened to until its answer, or the account's own time-out. */
  get signal(): AbortSignal {
    return this.#signal;
  }
}

export type { WriteTicket };

/**
 * Sends a write, or returns the outcome of an earlier one with the same key. The write is recorded before it is sent, and
 * its outcome before the returned promise settles. By then, the caches have forgotten its document and the lists of its account,
 * even if the write failed: it may have been carried out.
 */
export async function performWrite<T>(write: Write<T>, dependencies: WriteDependencies): Promise<Written<T>> {
  const { caches, journal, caller, signal } = dependencies;
  const { account, action, subject, key } = write;
  const { company, source } = account;
  const { send } = write;
  for (;;) {
    const isLocal = send === null;
    const begun = await journal.begin({ caller, company, source, action, subject: subject?.key ?? null, key, isLocal });
    if (begun.kind === 'SEND' && send !== null) return await sendRecorded({ ...write, send }, begun.id, dependencies);
    if (begun.kind === 'REUSED') throw keyReused(account);
    if (begun.kind === 'REFUSED') throw await explained(recordedError(begun.write, account), subject, journal);
    if (begun.kind !== 'EARLIER') {
      await caches.forget(account, subject?.key);
      return { value: null as T, writeId: begun.id, isReplay: false };
    }
    const earlier = begun.write.outcome === 'IN_PROGRESS' ? await journal.settled(begun.write, signal) : begun.write;
    // It was not done meanwhile, or its input was wrong: this request sends it.
    if (earlier !== undefined && earlier.outcome !== 'NOT_DONE') return await replay(earlier, write, journal);
  }
}

interface SentWrite<T> extends Write<T> {
  readonly send: NonNullable<Write<T>['send']>;
}

/**
 * Sends a write and records its outcome. If the operation ends first, the caller is told that the outcome is unknown, and the answer
 * is still recorded when it arrives.
 */
async function sendRecorded<T>(
  { account, subject, send }: SentWrite<T>,
  writeId: string,
  dependencies: WriteDependencies,
): Promise<Written<T>> {
  const { caches, signal } = dependencies;
  dependencies.sending.count += 1;
  const sending = send(new WriteTicket(signal)).finally(() => {
    dependencies.sending.count -= 1;
  });
  // The caches forget first: a subscriber that sees the event of the outcome may read the list at once.
  const settled = sending.finally(() => caches.forget(account, subject?.key));
  const recorded = record(settled, { writeId, subject }, dependencies);
  if (await isLeft(sending, signal)) {
    recorded.catch(() => {});
    const error = new OutcomeUnknown(STILL_OPEN, { accountId: account, cause: signal.reason });
    error.writeId = writeId;
    throw error;
  }
  return { value: await recorded, writeId, isReplay: false };
}

const STILL_OPEN =
  'The request was sent, and the operation ended before its answer arrived. It was not sent again. Field write says what became of it';

/** A write that was not sent fails this soon after its operation has ended. */
const LEAVE_MS = 100;

/** Resolves to true if the operation ends while the write is in flight. */
async function isLeft(sending: Promise<unknown>, signal: AbortSignal): Promise<boolean> {
  const { promise: left, resolve } = Promise.withResolvers<true>();
  let timer: NodeJS.Timeout | undefined;
  const leave = () => {
    timer = setTimeout(resolve, LEAVE_MS, true);
  };
  if (signal.aborted) leave();
  const stopListening = onAbort(signal, leave);
  const settled = sending.then(
    () => false,
    () => false,
  );
  try {
    return await Promise.race([settled, left]);
  } finally {
    stopListening();
    clearTimeout(timer);
  }
}

interface Recorded {
  readonly writeId: string;
  readonly subject: InvoiceRef | null;
}

async function record<T>(
  sending: Promise<T>,
  { writeId: id, subject }: Recorded,
  { journal, now, sending: others }: WriteDependencies,
): Promise<T> {
  // The operation is answered when all of its writes have ended.
  const options = () => ({ isPatient: others.count > 0 });
  try {
    const value = await sending;
    await journal.end({ id, outcome: 'DONE', error: null, result: toText(value), lookAt: null }, options());
    return value;
  } catch (error) {
    if (error instanceof BadUserInput) {
      await journal.discard(id);
      throw error;
    }
    const outcome = outcomeOf(error);
    const known = error instanceof GatewayError ? { code: error.code, message: error.message } : null;
    const lookAt = outcome === 'UNKNOWN' ? Math.floor(now()) + FIRST_LOOK_MS : null;
    await journal.end({ id, outcome, error: known, result: null, lookAt }, options());
    if (!(error instanceof GatewayError)) throw error;
    error.writeId = id;
    throw await explained(error, subject, journal);
  }
}

function outcomeOf(error: unknown): 'UNKNOWN' | 'REFUSED' | 'NOT_DONE' {
  if (error instanceof OutcomeUnknown || !(error instanceof GatewayError)) return 'UNKNOWN';
  return isForGood(error) ? 'REFUSED' : 'NOT_DONE';
}

/** A conflict, with the state of its document and the write that brought it there, if the gateway sent it. */
async function explained(
  error: GatewayError,
  subject: InvoiceRef | null,
  journal: Pick<Journal, 'marks'>,
): Promise<GatewayError> {
  if (!(error instanceof Conflict) || subject === null) return error;
  const [mark] = await journal.marks([subject]).catch(() => []);
  error.documentState = mark?.kind === 'REPORTED' ? 'REJECTED' : 'EXPORTED';
  if (mark?.kind === 'EXPORTED' || mark?.kind === 'REPORTED') error.writeId = mark.writeId;
  return error;
}

async function replay<T>(
  earlier: StoredWrite,
  { account, subject }: Write<T>,
  journal: Pick<Journal, 'marks'>,
): Promise<Written<T>> {
  if (earlier.outcome === 'DONE') return { value: fromText(earlier.result) as T, writeId: earlier.id, isReplay: true };
  const error = await explained(recordedError(earlier, account), subject, journal);
  error.isReplay = true;
  throw error;
}

function keyReused(accountId: AccountId): IdempotencyKeyReused {
  return new IdempotencyKeyReused(
    'This idempotency key was used for another input: choose a new key for a new request, and repeat a request without a change',
    { accountId },
  );
}

function toText(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value);
}

function fromText(text: string | null): unknown {
  return text === null ? null : JSON.parse(text);
}
