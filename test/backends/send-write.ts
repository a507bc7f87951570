import { performWrite, type WriteTicket } from '../../src/writes/perform-write.ts';

const ACCOUNT_ID = { source: 'LIGHTYEAR', company: 'acme' } as const;

/** Sends a write as the gateway does, with no cache beside it. */
export function sendWrite<T>(
  send: (ticket: WriteTicket) => Promise<T>,
  signal: AbortSignal = new AbortController().signal,
): Promise<T> {
  const caches = { forget: () => Promise.resolve() };
  return performWrite({ account: ACCOUNT_ID, action: 'MARK_EXPORTED', subject: null, send }, { caches, signal });
}
