import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startWorld, type TestWorld } from '../end-to-end/world.ts';
import { openRaw, type RawConnection, requestText } from './raw-http.ts';

const TOKEN = 'authorization: Bearer sandbox-token-not-a-secret';
const JSON_BODY = 'content-type: application/json';
const MEGABYTE = 1_000_000;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

let world: TestWorld;

beforeEach(async () => {
  world = await startWorld();
});

afterEach(async () => {
  vi.useRealTimers();
  expect((await world.ask('{ companies { id } }')).errors).toEqual([]);
  expect(world.log.entries().filter(({ level }) => level === 'error')).toEqual([]);
  await world[Symbol.asyncDispose]();
});

/** The two ways to frame a body: with a content-length, or chunked. */
const WAYS = {
  'with its length': {
    head: (bytes: number) => requestText('POST /graphql', [TOKEN, JSON_BODY, `content-length: ${bytes}`]),
    send: (connection: RawConnection, bytes: Uint8Array) => connection.send(bytes),
    end: async () => {},
  },
  'in chunks': {
    head: () => requestText('POST /graphql', [TOKEN, JSON_BODY, 'transfer-encoding: chunked']),
    send: async (connection: RawConnection, bytes: Uint8Array) => {
      void connection.send(`${bytes.length.toString(16)}\r\n`);
      void connection.send(bytes);
      await connection.send('\r\n');
    },
    end: (connection: RawConnection) => connection.send('0\r\n\r\n'),
  },
};

describe.each(Object.entries(WAYS))('a body that arrives %s', (_name, { head, send, end }) => {
  test('is refused at 100 MB, read to its end, and not kept', async () => {
    using connection = await openRaw(world.url);
    const answer = connection.answer();
    const part = new Uint8Array(MEGABYTE).fill(0x20);
    const before = memory();
    let most = 0;

    await connection.send(head(100 * MEGABYTE));
    for (let sent = 0; sent < 100; sent += 1) {
      await send(connection, part);
      if (sent % 20 === 19) most = Math.max(most, memory() - before);
    }
    await end(connection);

    const { status, headers, body } = await answer;
    expect(status).toBe(413);
    expect(headers['connection']).toBe('close');
    expect(JSON.parse(body)).toEqual({
      errors: [
        {
          message: expect.stringContaining('1000000 bytes'),
          extensions: { code: 'BAD_USER_INPUT', limit: 'maxBodyBytes' },
        },
      ],
    });
    await connection.closed;
    // Garbage may still count for a while; bodies that were kept would be a hundred.
    expect(most).toBeLessThan(50 * MEGABYTE);
  });

  test('is answered before it has arrived completely', async () => {
    using connection = await openRaw(world.url);
    await connection.send(head(100 * MEGABYTE));
    await send(connection, new Uint8Array(2 * MEGABYTE).fill(0x20));

    expect((await connection.answer()).status).toBe(413);
  });

  test('is cut off if it never ends', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    using connection = await openRaw(world.url);
    await connection.send(head(100 * MEGABYTE));
    await send(connection, new Uint8Array(2 * MEGABYTE).fill(0x20));
    expect((await connection.answer()).status).toBe(413);
    expect(connection.socket.destroyed).toBe(false);

    vi.advanceTimersByTime(5_000);

    await connection.closed;
  });

  test('is accepted up to exactly the limit', async () => {
    await using small = await startWorld({ config: { limits: { maxBodyBytes: 1_000 } } });
    const status = async (bytes: number) => {
      using connection = await openRaw(small.url);
      await connection.send(head(bytes));
      await send(connection, Buffer.from(JSON.stringify({ query: '{ __typename }' }).padEnd(bytes)));
      await end(connection);
      return (await connection.answer()).status;
    };

    expect(await status(1_000)).toBe(200);
    expect(await status(1_001)).toBe(413);
  });

  test('is abandoned if its caller disconnects halfway', async () => {
    using connection = await openRaw(world.url);
    await connection.send(head(1_000));
    await send(connection, Buffer.from('{"query":"{ invoices { nodes { number } } }"'));
    connection.socket.resetAndDestroy();
    await connection.closed;

    expect((await world.ask('{ __typename }')).data).toEqual({ __typename: 'Query' });
    expect(world.calls()).toEqual([]);
  });

  test('is awaited if it arrives slowly', async () => {
    using connection = await openRaw(world.url);
    const bytes = Buffer.from('{"query":"{ companies { id } }"}');
    await connection.send(head(bytes.length));
    for (const byte of bytes) await send(connection, Uint8Array.of(byte));
    await end(connection);

    expect((await connection.answer()).body).toContain('acme');
  });

  test('is not awaited if its sender is not authenticated', async () => {
    using connection = await openRaw(world.url);
    await connection.send(head(100 * MEGABYTE).replace('sandbox-token', 'wrong-token'));

    const { status, headers } = await connection.answer();
    expect(status).toBe(401);
    expect(headers['connection']).toBe('close');
  });
});

test('a client that sends everything before it reads still receives the 413', async () => {
  const response = await world.fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer sandbox-token-not-a-secret' },
    body: new Uint8Array(20 * MEGABYTE).fill(0x20),
  });
  expect(response.status).toBe(413);
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
});

test('a body just under the limit is read, whatever it consists of', async () => {
  const { status, errors } = await world.ask('{ companies { id } }', { filler: '('.repeat(900_000) });
  expect(errors).toEqual([]);
  expect(status).toBe(200);
});

/** Memory that the process holds for bodies, without garbage. */
function memory(): number {
  collectGarbage();
  const { arrayBuffers, heapUsed } = process.memoryUsage();
  return arrayBuffers + heapUsed;
}
