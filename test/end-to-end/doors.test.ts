import { describe, expect, test } from 'vitest';
import { connect } from '../server/live/socket-client.ts';
import { JSON_DOORS, TARGET_DOORS } from './doors.ts';
import { useSturdyWorld } from './sturdy-world.ts';
import { tokenOf } from './world.ts';

const used = useSturdyWorld();

const COMPANIES = { data: { companies: [{ id: 'acme' }, { id: 'borealis' }] } };
const REFUSED = { error: 'BAD_USER_INPUT' };
const TWO = 'query A { companies { id } } query B { nope: companies { id } }';
const CONDITIONAL =
  'query A { companies { id } } subscription S($no: Boolean!) { documentEvents @skip(if: $no) { id } }';

describe.each(Object.entries(JSON_DOORS))('an operation through the door %s', (name, send) => {
  const query = '{ companies { id } }';
  const isSocket = name === 'WebSocket';

  test.each<[string, object]>([
    ['by itself', { query }],
    ['with an empty name, which is no name', { query, operationName: '' }],
    ['with everything else null', { query, operationName: null, variables: null, extensions: null }],
    ['with an unknown parameter', { query, other: 1 }],
    ['chosen by its name', { query: TWO, operationName: 'A' }],
    ['beside a subscription with a condition at its root', { query: CONDITIONAL, operationName: 'A' }],
  ])('is answered: %s', async (_what, request) => {
    expect(await send(used.world, JSON.stringify(request))).toEqual(COMPANIES);
  });

  test('is answered after a byte order mark, and with whole surrogate pairs', async () => {
    const escaped = `{"query":"{ companies { id } }","variables":{"a":"\\ud83d\\ude00 \\\\ud800"}}`;
    expect(await send(used.world, escaped)).toEqual(COMPANIES);
    if (!isSocket) expect(await send(used.world, `\uFEFF${escaped}`)).toEqual(COMPANIES);
  });

  test.each<[string, object]>([
    ['of an unknown name', { query, operationName: 'X' }],
    ['without the name that it needs', { query: TWO }],
    ['with an empty name where it needs one', { query: TWO, operationName: '' }],
  ])('is BAD_USER_INPUT: %s', async (_what, request) => {
    expect(await send(used.world, JSON.stringify(request))).toEqual(REFUSED);
  });

  test.each<[string, object]>([
    ['a name that is a number', { query, operationName: 1 }],
    ['a query that is a list', { query: [query] }],
    ['variables in a list', { query, variables: [] }],
    ['variables in a string', { query, variables: '{}' }],
    ['extensions in a list', { query, extensions: [] }],
    ['extensions in a string', { query, extensions: '{}' }],
  ])('is refused with %s', async (_what, request) => {
    // graphql-transport-ws closes the connection after a malformed message.
    expect(await send(used.world, JSON.stringify(request))).toEqual(isSocket ? { error: '4400' } : REFUSED);
  });

  test.each([
    ['a high surrogate alone', '\\ud800'],
    ['a low surrogate alone', '\\uDE00'],
    ['a pair in the wrong order', '\\ude00\\ud83d'],
    ['a surrogate before a pair', '\\ud83d\\ud83d\\ude00'],
    ['a surrogate before another escape', '\\ud83d\\n'],
  ])('is BAD_USER_INPUT with half of a character: %s', async (_what, text) => {
    for (const variables of [`{"a":"${text}"}`, `{"${text}":1}`])
      expect(await send(used.world, `{"query":"{ companies { id } }","variables":${variables}}`)).toEqual(REFUSED);
  });

  test.each([
    ['windows-1257', Buffer.from([0xde, 0x76, 0xeb])],
    ['half a character', Buffer.from([0xc5])],
    ['a surrogate in three bytes', Buffer.from([0xed, 0xa0, 0x80])],
    ['an overlong zero', Buffer.from([0xc0, 0x80])],
  ])('is refused with bytes that are not UTF-8: %s', async (_what, bytes) => {
    const request = Buffer.concat([
      Buffer.from('{"query":"{ companies { id } }","variables":{"a":"'),
      bytes,
      Buffer.from('"}}'),
    ]);
    expect(await send(used.world, request)).toEqual(isSocket ? { error: '1007' } : REFUSED);
  });

  test('is refused in UTF-16', async () => {
    const text = '{"query":"{ companies { id } }"}';
    const outcomes = await Promise.all(
      [Buffer.from(`\uFEFF${text}`, 'utf16le'), Buffer.from(text, 'utf16le')].map((bytes) => send(used.world, bytes)),
    );
    expect(outcomes).toEqual(isSocket ? [{ error: '1007' }, { error: '4400' }] : [REFUSED, REFUSED]);
  });

  test.each([
    ['a condition', 'subscription { documentEvents @include(if: false) { id } }', undefined],
    ['a true condition', 'subscription { documentEvents @include(if: true) { id } }', undefined],
    ['a condition without its argument', 'subscription { documentEvents @skip { id } }', undefined],
    ['a condition by a variable', CONDITIONAL, 'S'],
    ['a condition at a fragment', 'subscription { ... @skip(if: true) { documentEvents { id } } }', undefined],
    [
      'a condition in a fragment',
      'subscription { ...F } fragment F on Subscription { documentEvents @skip(if: false) { id } }',
      undefined,
    ],
    ['two fields', 'subscription { a: documentEvents { id } b: documentEvents { id } }', undefined],
    ['a field about the schema', 'subscription { __typename }', undefined],
  ])('is BAD_USER_INPUT if it is a subscription with this at its root: %s', async (_what, document, operationName) => {
    const request = JSON.stringify({ query: document, operationName, variables: { no: false } });
    expect(await send(used.world, request)).toEqual(REFUSED);
  });
});

describe.each(Object.entries(TARGET_DOORS))('an operation through the door %s', (_name, send) => {
  const query = 'query={companies{id}}';

  test.each([
    ['by itself', query],
    ['with empty parameters', `${query}&operationName=&variables=&extensions=`],
    ['with null', `${query}&variables=null&extensions=null`],
    ['chosen by its name', `query=${encodeURIComponent(TWO)}&operationName=A`],
    ['with whole characters', `${query}&variables=${encodeURIComponent('{"a":"Žvėris 😀"}')}`],
  ])('is answered: %s', async (_what, search) => {
    expect(await send(used.world, search)).toEqual(COMPANIES);
  });

  test.each([
    ['two queries', `${query}&${query}`],
    ['two names', `query=${encodeURIComponent(TWO)}&operationName=A&operationName=A`],
    ['variables twice', `${query}&variables={}&variables={}`],
    ['extensions twice', `${query}&extensions={}&extensions={}`],
    ['extensions in a list', `${query}&extensions=[]`],
    ['variables that are not JSON', `${query}&variables={`],
    ['an unknown name', `${query}&operationName=X`],
    ['a byte that is not UTF-8', `${query}&variables={"a":"%DE"}`],
    ['a percent sign without digits', `${query}&variables={"a":"%zz"}`],
    ['a surrogate in percent-encoding', `${query}&variables={"a":"%ED%A0%80"}`],
    ['an escaped surrogate alone', `${query}&variables={"a":"\\ud800"}`],
    ['a mutation', `query=mutation{__typename}`],
  ])('is BAD_USER_INPUT with %s', async (_what, search) => {
    expect(await send(used.world, search)).toEqual(REFUSED);
  });
});

test('half of a character ends one operation of a WebSocket, and binary data that is not UTF-8 its connection', async () => {
  using client = await connect(used.world, `Bearer ${tokenOf('sandbox')}`);
  client.send('{"id":"1","type":"subscribe","payload":{"query":"{ companies { id } }","variables":{"a":"\\ud800"}}}');
  expect(await client.next()).toMatchObject({ type: 'error', id: '1' });
  client.send('\uFEFF{"id":"2","type":"subscribe","payload":{"query":"{ companies { id } }"}}');
  expect(await client.next()).toMatchObject({ type: 'next', id: '2', payload: COMPANIES });

  client.socket.send(Buffer.from([0x7b, 0xde, 0x7d]), { binary: true });
  expect((await client.closed).code).toBe(1007);
});
