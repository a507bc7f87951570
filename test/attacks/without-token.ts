import { countEach, send, unknownToken, withCalls } from './ask-as.ts';
import type { Attack, Target } from './attack.ts';
import { attackRaw, burst, requestHead, TINY_CHUNKS, textFrame, UPGRADE } from './raw-connection.ts';

const GET = requestHead('GET', '/', {});
const CHUNKED = { 'content-type': 'application/json', 'transfer-encoding': 'chunked' };

/** Requests that each of 1,900 connections can send, with answers that no limit refuses. */
const ORDINARY = {
  'a request without a token': `${requestHead('POST', '/graphql', { 'content-type': 'application/json', 'content-length': '2' })}{}`,
  'four requests': GET.repeat(4),
  'a head with 1,000 headers': requestHead(
    'GET',
    '/',
    Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [`x${index}`, 'y'])),
  ),
};

/** Requests of anyone who can reach the port. */
export const WITHOUT_TOKEN: readonly Attack[] = [
  {
    name: 'without a token: pings with a payload on WebSockets that read nothing',
    act: async (target) =>
      attackRaw(target, {
        sockets: 4,
        bytes: 150_000_000,
        forMs: 5_000,
        watchMs: 6_000,
        head: UPGRADE,
        part: textFrame(JSON.stringify({ type: 'ping', payload: { text: 'x'.repeat(90_000) } })),
        waits: true,
        reads: false,
      }),
    refused: ['closed by the gateway'],
  },
  {
    name: 'without a token: messages of 1 MB on WebSockets that never say who they are',
    act: async (target) =>
      attackRaw(target, {
        sockets: 1_000,
        bytes: 800_000,
        forMs: 5_000,
        watchMs: 6_000,
        // The head of the frame announces 1 MB, which never arrives completely.
        head: Buffer.concat([Buffer.from(UPGRADE), textFrame('x'.repeat(1_000_000)).subarray(0, 14)]),
        part: Buffer.alloc(64_000, 'x'),
        reads: true,
      }),
    refused: ['closed by the gateway'],
  },
  {
    name: 'without a token: bodies of 1 MB for the webhook, without its secret',
    act: async (target) =>
      attackRaw(target, {
        sockets: 1_500,
        bytes: 990_000,
        forMs: 5_000,
        watchMs: 6_000,
        head: requestHead('POST', '/webhooks/ivesk/acme?secret=guessed', { 'content-length': '1000000' }),
        part: Buffer.alloc(90_000, ' '),
        reads: true,
      }),
    refused: ['403', 'closed by the gateway'],
  },
  {
    name: 'without a token: bodies that trickle into /health/live, on more sockets than the gateway takes',
    act: async (target) =>
      attackRaw(target, {
        sockets: 3_000,
        bytes: 1_000,
        forMs: 5_000,
        watchMs: 6_000,
        head: requestHead('GET', '/health/live', { 'content-length': '1000000' }),
        part: Buffer.from('x'),
        pauseMs: 1_000,
        reads: true,
      }),
    refused: ['closed by the gateway'],
  },
  ...[
    { name: 'health checks', sockets: 1_000, head: requestHead('GET', '/health/live', {}) },
    {
      name: 'operations with a wrong token',
      sockets: 3_000,
      head: requestHead('GET', '/graphql?query=%7Bviewer%7Bid%7D%7D', { authorization: 'Bearer guessed' }),
    },
  ].map(
    ({ name, sockets, head }): Attack => ({
      name: `without a token: ${name}, each on one of ${sockets} new connections`,
      act: async (target) =>
        attackRaw(target, {
          ...{ sockets, bytes: 0, forMs: 5_000, watchMs: 3_000 },
          ...{ head, part: Buffer.from('x'), reads: true },
        }),
      refused: [],
    }),
  ),
  {
    name: 'without a token: requests that never end their head, on more sockets than the gateway takes',
    act: async (target) =>
      attackRaw(target, {
        sockets: 3_000,
        bytes: 1_000,
        forMs: 5_000,
        watchMs: 6_000,
        head: 'POST /graphql HTTP/1.1\r\nhost: gateway\r\n',
        part: Buffer.from('x-more: 1\r\n'),
        pauseMs: 1_000,
        reads: true,
      }),
    refused: ['closed by the gateway', 'maxConnections'],
  },
  {
    name: 'without a token: tokens with unknown key ids while the issuer of keys fails',
    act: async (target) => {
      return withCalls(target, 'jwks', () =>
        countEach(1_500, 32, (index) =>
          send(target, 'graphql', {
            method: 'POST',
            headers: { authorization: `Bearer ${unknownToken(target, index)}`, 'content-type': 'application/json' },
            body: '{"query":"{ __typename }"}',
          }),
        ),
      );
    },
    refused: ['401', '503'],
    atMost: { 'calls of jwks': 20, '200': 0 },
  },
  {
    name: 'without a token: wrong tokens, which are counted and do not fill the log',
    act: async (target) =>
      countEach(3_000, 32, (index) =>
        send(target, 'graphql', {
          method: 'POST',
          headers: { authorization: `Bearer wrong-${index}`, 'content-type': 'application/json' },
          body: '{"query":"{ __typename }"}',
        }),
      ),
    refused: ['metric authentication'],
    atMost: { '200': 0, 'lines of the log': 100 },
  },
  {
    name: 'without a token: deliveries with wrong secrets, which do not fill the log nor tell who is a customer',
    act: async (target) => {
      const companies = ['acme', 'borealis', 'unknown', 'toString'];
      const methods = ['POST', 'GET', 'PUT'];
      const outcomes = await countEach(1_200, 32, async (index) => {
        const path = `webhooks/ivesk/${companies[index % 4]}?secret=${index}`;
        const method = methods[index % 3] ?? 'POST';
        return send(target, path, { method, ...(method !== 'GET' && { body: '{}' }) });
      });
      return { ...outcomes, 'different answers': Object.keys(outcomes).length };
    },
    refused: ['403'],
    atMost: { 'different answers': 1, 'lines of the log': 100 },
  },
  {
    name: 'without a token: 2,400 requests at once on each of 1,000 open connections',
    act: (target) => burst(target, { sockets: 1_000, bytes: GET.repeat(2_400), watchMs: 6_000 }),
    refused: ['closed by the gateway'],
  },
  {
    name: 'without a token: 1,700 requests with an unknown expectation at once on each of 200 open connections',
    act: (target) => {
      const request = requestHead('GET', '/', { expect: 'x' });
      return burst(target, { sockets: 200, bytes: request.repeat(1_700), watchMs: 5_000 });
    },
    refused: ['closed by the gateway'],
  },
  {
    name: 'without a token: heads that arrive one byte at a time on 1,500 connections',
    act: (target) =>
      attackRaw(target, {
        ...{
          sockets: 1_500,
          bytes: 1_000_000,
          forMs: 6_000,
          watchMs: 7_000,
          head: 'GET / HTTP/1.1\r\nhost: gateway\r\nx: ',
        },
        ...{ part: Buffer.from('x'), pauseMs: 0, reads: true },
      }),
    refused: [],
  },
  ...Object.entries(ORDINARY).map(([what, bytes]) => ({
    name: `without a token: ${what} on each of 1,900 open connections at the same moment`,
    act: (target: Target) => burst(target, { sockets: 1_900, bytes, watchMs: 4_000 }),
    refused: [],
  })),
  ...Object.entries({ '/graphql': 200, '/webhooks/ivesk/acme?secret=guessed': 300 }).map(([path, sockets]) => ({
    name: `without a token: bodies in chunks of one byte for ${path}`,
    act: (target: Target) =>
      attackRaw(target, {
        ...{ sockets, bytes: 1_000_000, forMs: 5_000, watchMs: 6_000 },
        ...{ head: requestHead('POST', path, CHUNKED), part: TINY_CHUNKS, reads: true },
      }),
    refused: ['401', '403', 'closed by the gateway'],
  })),
];
