import type { OperationCache } from '../cache/cache.ts';
import type { InvoiceRef } from '../domain/ids.ts';
import type { AccountId } from '../errors/catalogue.ts';

/** Everything that the gateway changes at a source. */
export type WriteAction = 'MARK_EXPORTED' | 'REPORT_SYNC_ERROR' | 'START_IMPORT' | 'UPLOAD_FILE' | 'SUBSCRIBE_WEBHOOK';

export interface Write<T> {
  readonly account: AccountId;
  readonly action: WriteAction;
  /** The document that the write changes; null if it is not about a document. */
  readonly subject: InvoiceRef | null;
  /** Sends the write. Called once. */
  send(ticket: WriteTicket): Promise<T>;
}

export interface WriteDependencies {
  readonly caches: Pick<OperationCache, 'forget'>;
  /** Ends the call that sends the write. */
  readonly signal: AbortSignal;
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

  get signal(): AbortSignal {
    return this.#signal;
  }
}

export type { WriteTicket };

/**
 * Sends a write. The caches forget its document and the lists of its account before the returned promise settles, even
 * if the write failed: it may have been carried out.
 */
export async function performWrite<T>(
  { account, subject, send }: Write<T>,
  { caches, signal }: WriteDependencies,
): Promise<T> {
  try {
    return await send(new WriteTicket(signal));
  } finally {
    await caches.forget(account, subject?.key);
  }
}
