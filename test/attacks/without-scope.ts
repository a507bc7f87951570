import { aliases, askAs, countEach } from './ask-as.ts';
import type { Attack } from './attack.ts';
import { TOKENS } from './attacked-world.ts';
import { connectAs, sumOf } from './live-socket.ts';
import { attackRaw, requestHead, TINY_CHUNKS, textFrame, UPGRADE } from './raw-connection.ts';

function nested(count: number) {
  return `{ __schema { types { ...A } } } fragment A on __Type { ${aliases(count, 'fields { ...B }')} }
  fragment B on __Field { ${aliases(count, 'type { ...C }')} } fragment C on __Type { ${aliases(count, 'name')} }`;
}

/** Requests of a caller with a token that does not grant any scope. */
export const WITHOUT_SCOPE: readonly Attack[] = [
  {
    name: 'without a scope: the SDL by many names, through fragments',
    act: async (target) => {
      const query = `{ ${aliases(90, '_service { ...S }')} } fragment S on _Service { ${aliases(50, 'sdl')} }`;
      return countEach(6, 3, () => askAs(target, 'nobody', { query }));
    },
    refused: ['max'],
    atMost: { '200 without an error': 0 },
  },
  {
    name: 'without a scope: introspection by aliases on three levels',
    act: async (target) => countEach(6, 3, () => askAs(target, 'nobody', { query: nested(40) })),
    refused: ['max'],
    atMost: { '200 without an error': 0 },
  },
  {
    name: 'without a scope: introspection by as many aliases as are let through, again and again',
    act: async (target) => countEach(60, 12, () => askAs(target, 'nobody', { query: nested(6) })),
    refused: [],
  },
  {
    name: 'without a scope: errors without number',
    act: async (target) => {
      const query = `{ ${aliases(450, 'invoice(id: 1) { id }')} }`;
      return countEach(60, 12, () => askAs(target, 'nobody', { query }));
    },
    refused: ['max', 'FORBIDDEN', 'BAD_USER_INPUT'],
  },
  {
    name: 'without a scope: 490,000 line breaks before a query of many faults',
    act: async (target) => {
      const query = `${'\n'.repeat(490_000)}{ ${aliases(300, 'nothing')} }`;
      return countEach(6, 3, () => askAs(target, 'nobody', { query }));
    },
    refused: ['maxQueryCharacters', 'maxTokens'],
  },
  {
    name: 'without a scope: as many line breaks as are let through, and a fault in every field',
    act: async (target) => {
      const query = `${'\n'.repeat(4_900)}{ ${aliases(450, 'nothing')} }`;
      return countEach(100, 16, () => askAs(target, 'nobody', { query }));
    },
    refused: ['400'],
  },
  {
    name: 'without a scope: texts and names that fill every cache of operations',
    act: async (target) =>
      countEach(600, 8, async (index) => {
        const query = `query Q${index}${'x'.repeat(10_000)} { __typename ${aliases(400, '__typename')} } # ${'y'.repeat(30_000)}`;
        return askAs(target, 'nobody', { query });
      }),
    refused: [],
  },
  {
    name: 'without a scope: bodies of 1 MB in chunks of one byte, on 60 connections',
    act: async (target) =>
      attackRaw(target, {
        ...{ sockets: 60, bytes: 5_900_000, forMs: 12_000, watchMs: 14_000 },
        head: requestHead('POST', '/graphql', {
          authorization: `Bearer ${TOKENS.nobody}`,
          'content-type': 'application/json',
          'transfer-encoding': 'chunked',
        }),
        ...{ part: TINY_CHUNKS, reads: true },
      }),
    // On a slow machine, none comes to its end.
    refused: [],
  },
  {
    name: 'without a scope: ids of 900 kB on WebSockets',
    act: async (target) => {
      const clients = await Promise.all(Array.from({ length: 4 }, () => connectAs(target, 'nobody')));
      await Promise.all(
        clients.map(async (client) => {
          for (let index = 0; index < 60; index += 1)
            await client.send({
              type: 'subscribe',
              id: `${index}`.padEnd(900_000, 'i'),
              payload: { query: '{ nothing }' },
            });
          await client.end(2_000);
        }),
      );
      return sumOf(clients.map(({ outcomes }) => outcomes));
    },
    // A socket that sends this much before it is authenticated is closed without a message.
    refused: ['close 1006', 'close 4400', 'close 1009', 'close 1013'],
    atMost: { 'a large message': 0 },
  },
  {
    name: 'without a scope: messages that arrive one byte at a time on 790 WebSockets',
    act: async (target) => {
      const init = { type: 'connection_init', payload: { authorization: `Bearer ${TOKENS.nobody}` } };
      return attackRaw(target, {
        ...{
          sockets: 790,
          bytes: 900_000,
          forMs: 6_000,
          watchMs: 7_000,
          part: Buffer.from('x'),
          pauseMs: 0,
          reads: true,
        },
        head: Buffer.concat([
          Buffer.from(UPGRADE),
          textFrame(JSON.stringify(init)),
          // The head of a frame that never arrives completely.
          textFrame('x'.repeat(900_000)).subarray(0, 14),
        ]),
      });
    },
    refused: [],
  },
  {
    name: 'with events:read: variables of 900 kB, kept by subscriptions',
    act: async (target) => {
      const query = 'subscription S($f: DocumentEventFilter) { documentEvents(filter: $f) { id } }';
      const clients = await Promise.all(Array.from({ length: 8 }, () => connectAs(target, 'listener')));
      await Promise.all(
        clients.map(async (client) => {
          for (let index = 0; index < 50; index += 1) {
            const variables = { f: { companies: ['acme'] }, unused: 'v'.repeat(900_000) };
            await client.send({ type: 'subscribe', id: `${index}`, payload: { query, variables } });
          }
          await client.end(2_000);
        }),
      );
      return sumOf(clients.map(({ outcomes }) => outcomes));
    },
    refused: ['maxRetainedBytes', 'maxSubscriptions', 'maxReceivingBytes', 'close 1013', 'close 4429'],
  },
  {
    name: 'with events:read: more subscriptions than a caller may have',
    act: async (target) => {
      const query = 'subscription { documentEvents { id } }';
      const clients = await Promise.all(Array.from({ length: 20 }, () => connectAs(target, 'listener')));
      await Promise.all(
        clients.map(async (client) => {
          for (let index = 0; index < 500; index += 1)
            await client.send({ type: 'subscribe', id: `${index}`, payload: { query } });
          await client.end(2_000);
        }),
      );
      return sumOf(clients.map(({ outcomes }) => outcomes));
    },
    // A connection has 100 operations.
    refused: ['maxSubscriptions', 'maxRetainedBytes', 'error BAD_USER_INPUT', 'close 1013'],
  },
];
