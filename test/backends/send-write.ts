import { performWrite, type WriteTicket } from '../../src/writes/perform-write.ts';

const ACCOUNT = { source: 'LIGHTYEAR', company: 'acme' } as const;

/** Sends a write as the gateway does, with neither a cache nor a store behind it. */
export async function sendWrite<T>(send: (ticket: WriteTicket) => Promise<T>): Promise<T> {
  const written = await performWrite(
    { account: ACCOUNT, action: 'MARK_EXPORTED', subject: null, key: null, send },
    {
      caches: { forget: () => Promise.resolve() },
      journal: {
        begin: async () => ({ kind: 'SEND', id: 'w-1' }),
        end: async () => {},
        discard: async () => {},
        settled: async (write) => write,
        marks: async () => [],
      },
      caller: 'test',
      signal: new AbortController().signal,
      now: Date.now,
      sending: { count: 0 },
    },
  );
  return written.value;
}
