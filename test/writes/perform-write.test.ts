import { describe, expect, test } from 'vitest';
import type { Backend } from '../../src/backends/backend.ts';
import type { RestClient } from '../../src/backends/rest-client.ts';
import { performWrite, type Write, type WriteTicket } from '../../src/writes/perform-write.ts';
import { uncachedReads } from '../backends/uncached-reads.ts';
import { rejection } from '../calls/account.ts';

const ACME = { source: 'LIGHTYEAR', company: 'acme' } as const;
const ABOUT_ONE = { account: ACME, action: 'MARK_EXPORTED', subject: { ...ACME, key: ['l-1'] } } as const;

/** A cache that records its invalidations in a list of all calls. */
function createJournal() {
  const events: unknown[] = [];
  const caches = {
    forget: async (...forgotten: readonly unknown[]) => {
      events.push('forgetting');
      await Promise.resolve();
      events.push(forgotten);
    },
  };
  return { events, dependencies: { caches, signal: new AbortController().signal } };
}

describe('a write', () => {
  test('is answered after the caches have invalidated its document and the lists of its account', async () => {
    const { events, dependencies } = createJournal();
    const send = async () => {
      events.push('sent');
      return 'the answer';
    };
    events.push(await performWrite({ ...ABOUT_ONE, send }, dependencies));
    expect(events).toEqual(['sent', 'forgetting', [ACME, ['l-1']], 'the answer']);
  });

  test('that fails invalidates the caches in the same way, as it may have been carried out', async () => {
    const { events, dependencies } = createJournal();
    const failure = new Error('no answer');
    const send = () => Promise.reject(failure);
    events.push(await rejection(performWrite({ ...ABOUT_ONE, send }, dependencies)));
    expect(events).toEqual(['forgetting', [ACME, ['l-1']], failure]);
  });

  test('that is not about a document only invalidates the lists', async () => {
    const { events, dependencies } = createJournal();
    const write: Write<void> = { account: ACME, action: 'START_IMPORT', subject: null, send: async () => {} };
    await performWrite(write, dependencies);
    expect(events).toEqual(['forgetting', [ACME, undefined]]);
  });

  test('gets the signal of its operation with the ticket', async () => {
    const { dependencies } = createJournal();
    const signal = AbortSignal.abort();
    const send = async (ticket: WriteTicket) => ticket.signal;
    expect(await performWrite({ ...ABOUT_ONE, send }, { ...dependencies, signal })).toBe(signal);
  });
});

test('a write without a ticket does not compile, with any value in place of the ticket', () => {
  const { signal } = new AbortController();
  const attempts = [
    (client: RestClient) =>
      // @ts-expect-error: a signal is not a ticket
      client.post('/complete', null, signal),
    (client: RestClient) =>
      // @ts-expect-error: nor is an object that looks like one
      client.post('/complete', null, { signal }),
    (_client: RestClient, backend: Backend) =>
      // @ts-expect-error: the port takes tickets as well
      backend.exports?.markExported(['l-1'], { signal }),
    (_client: RestClient, backend: Backend) =>
      // @ts-expect-error: a report needs one beside its reads
      backend.syncErrors?.report(['l-1'], 'message', uncachedReads(signal), { signal }),
    (_client: RestClient, backend: Backend) =>
      // @ts-expect-error: so does an import
      backend.importJobs?.start('erp', { type: 'GL_CODES', objects: [] }, signal),
    (_client: RestClient, backend: Backend) =>
      // @ts-expect-error: so does a webhook
      backend.webhooks?.subscribe('DIGITIZED', 'https://gateway.example.com', signal),
    // @ts-expect-error: the module exports the type of a ticket and not its class
    async () => new (await import('../../src/writes/perform-write.ts')).WriteTicket(signal),
  ];
  expect(attempts).toHaveLength(7);
});
