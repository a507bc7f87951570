import type { OperationCache } from '../cache/cache.ts';
import type { InvoiceRef } from '../domain/ids.ts';
import {
  type AccountId,
  BadUserInput,
  GatewayError,
  IdempotencyKeyReused,
  OutcomeUnknown,
} from '../errors/catalogue.ts';
import type { Journal, WriteToBegin } from '../store/writes/journal.ts';
import type { StoredWrite, WriteAction } from '../store/writes/stored-write.ts';
import { isForGood, recordedError } from './recorded-error.ts';

export type { WriteAction };

export interface Write<T> {
  readonly account: AccountId;
  readonly action: WriteAction;
  /** The document that the write changes; null if it is not about a document. */
  readonly subject: InvoiceRef | null;
  /** The caller's idempotency key; null if it gave none. */
  readonly key: WriteToBegin['key'];
  /**
   * Sends the write. Called at most once. The journal keeps what it returns as JSON, so that must not contain a secret. Null if the source has no such call: the write is only recorded.
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
  readonly journal: Pick<Journal, 'begin' | 'end' | 'discard' | 'settled'>;
  /** Name of the caller. */
  readonly caller: string;
  /** Ends the wait for an earlier request. A write that has begun does not end with its caller. */
  readonly signal: AbortSignal;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/**
 * Permission to send one write. The functions of the port that change something take a ticket, and so does
 * `RestClient.post`: code that does not go through `performWrite` does not compile. Only the type leaves this module,
 * and its private member keeps other objects from being taken for one.
 */
class WriteTicket {
  readonly #signal = new AbortController().signal;

  /** Never aborted: the account's own time-outs end the call, and a caller that leaves does not make the outcome unknown. */
  get signal(): AbortSignal {
    return this.#signal;
  }
}

export type { WriteTicket };

/** When the source is looked at first for an outcome that is unknown. */
const FIRST_LOOK_MS = 5_000;

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
    if (begun.kind !== 'EARLIER') {
      await caches.forget(account, subject?.key);
      return { value: null as T, writeId: begun.id, isReplay: false };
    }
    const earlier = begun.write.outcome === 'IN_PROGRESS' ? await journal.settled(begun.write, signal) : begun.write;
    // It was not done meanwhile: this request sends it.
    if (earlier.outcome !== 'NOT_DONE') return replay(earlier, account);
  }
}

interface SentWrite<T> extends Write<T> {
  readonly send: NonNullable<Write<T>['send']>;
}

async function sendRecorded<T>(
  { account, subject, send }: SentWrite<T>,
  writeId: string,
  { caches, journal, now }: WriteDependencies,
): Promise<Written<T>> {
  try {
    const value = await send(new WriteTicket());
    await journal.end({ id: writeId, outcome: 'DONE', error: null, result: toText(value), lookAt: null });
    return { value, writeId, isReplay: false };
  } catch (error) {
    if (error instanceof BadUserInput) {
      await journal.discard(writeId);
      throw error;
    }
    const isUnknown = error instanceof OutcomeUnknown || !(error instanceof GatewayError);
    const isRefused = error instanceof GatewayError && isForGood(error);
    await journal.end({
      id: writeId,
      outcome: isUnknown ? 'UNKNOWN' : isRefused ? 'REFUSED' : 'NOT_DONE',
      error: error instanceof GatewayError ? { code: error.code, message: error.message } : null,
      result: null,
      lookAt: isUnknown ? Math.floor(now()) + FIRST_LOOK_MS : null,
    });
    if (error instanceof GatewayError) error.writeId = writeId;
    throw error;
  } finally {
    await caches.forget(account, subject?.key);
  }
}

function replay<T>(write: StoredWrite, account: AccountId): Written<T> {
  if (write.outcome !== 'DONE') throw recordedError(write, account);
  return { value: fromText(write.result) as T, writeId: write.id, isReplay: true };
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
