import { expect, test } from 'vitest';
import type { Context } from '../../src/context.ts';
import { eventResolvers } from '../../src/features/event/event-resolvers.ts';

test('a subscription does not get events of a company that was removed from the configuration meanwhile', async () => {
  const configured = new Set(['acme', 'borealis']);
  const events = ['acme', 'borealis', 'acme', 'borealis'].map((company, index) => ({ id: String(index), company }));
  const context = {
    accounts: { backends: [{ company: 'acme' }, { company: 'borealis' }] },
    relay: {
      events: async function* () {
        for (const event of events) {
          // Removed before the second event arrives.
          if (event.id === '1') configured.delete('borealis');
          yield event;
        }
      },
    },
    isConfigured: (company: string) => configured.has(company),
  } as unknown as Context;
  const { documentEvents } = eventResolvers.Subscription;
  if (typeof documentEvents !== 'object' || !('subscribe' in documentEvents))
    throw new TypeError('It has no subscribe');
  const results = await documentEvents.subscribe({} as never, {} as never, context, {} as never);
  const seen: unknown[] = [];
  for await (const result of results as unknown as AsyncIterable<{ documentEvents: { id: string } }>)
    seen.push(result.documentEvents.id);
  expect(seen).toEqual(['0', '2']);
});
