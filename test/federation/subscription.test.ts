import { expect, test } from 'vitest';
import { subscribersOf } from '../end-to-end/live-client.ts';
import { tokenOf } from '../end-to-end/world.ts';
import { useSupergraph } from './use-supergraph.ts';

const used = useSupergraph();

const EVENTS = `subscription {
  documentEvents { type ... on DocumentDigitized { invoice { number isApproved plannedPayment { amount } } } }
}`;

test('a subscription works through the router, over server-sent events, with the fields of the other subgraph', async () => {
  const hangUp = new AbortController();
  const response = await subscribe(EVENTS, 'acme', hangUp.signal);
  const events = dataIn(response);
  await used.world.sandbox.connect(used.world.url);
  await subscribersOf(used.world, 1);

  used.world.sandbox.sns.publish('acme', 'DIGITIZED');
  const { value: first } = await events.next();
  expect(first).toEqual({
    data: {
      documentEvents: {
        type: 'DIGITIZED',
        invoice: {
          number: expect.any(String),
          isApproved: true,
          plannedPayment: { amount: expect.stringMatching(/^\d+(\.\d+)?$/) },
        },
      },
    },
  });
  used.world.sandbox.sns.publish('acme', 'EXPORTED');
  expect((await events.next()).value).toEqual({ data: { documentEvents: { type: 'EXPORTED' } } });

  hangUp.abort();
  // The router ends the subscription here if its client disconnects.
  await subscribersOf(used.world, 0);
});

test.each([
  ['without a token', null, 'UNAUTHENTICATED'],
  ['without its scope', 'reader', 'FORBIDDEN'],
] as const)('a subscription %s is refused', async (_what, as, code) => {
  const { value } = await dataIn(await subscribe(EVENTS, as)).next();

  expect(value).toMatchObject({ errors: [{ extensions: { code } }] });
  await subscribersOf(used.world, 0);
});

function subscribe(query: string, as: 'acme' | 'reader' | null, signal?: AbortSignal): Promise<Response> {
  const headers = {
    accept: 'text/event-stream',
    'content-type': 'application/json',
    ...(as && { authorization: `Bearer ${tokenOf(as)}` }),
  };
  return fetch(used.router.url, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query }),
    ...(signal && { signal }),
  });
}

/** The data of a stream's events, without those that keep it alive. */
async function* dataIn({ body }: Response): AsyncGenerator<unknown, undefined> {
  let text = '';
  for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const events = (text + chunk).split('\n\n');
    text = events.pop() ?? '';
    for (const event of events) {
      const data = /^data: ?(.+)$/m.exec(event)?.[1];
      if (data !== undefined) yield JSON.parse(data);
    }
  }
  return undefined;
}
