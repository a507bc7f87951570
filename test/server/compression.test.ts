import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { useSturdyWorld } from '../end-to-end/sturdy-world.ts';
import { tokenOf } from '../end-to-end/world.ts';

const used = useSturdyWorld();

const LONG = '{ __schema { types { name description fields { name description } } } }';
const SHORT = '{ companies { id } }';

const DECODERS = {
  gzip: gunzipSync,
  br: brotliDecompressSync,
  zstd: zstdDecompressSync,
  identity: (body: Buffer) => body,
};

async function ask(
  query: string,
  accepted?: string,
): Promise<{ readonly head: IncomingMessage; readonly body: Buffer }> {
  const sending = request(new URL('graphql', used.world.url), {
    method: 'POST',
    headers: {
      ...{ authorization: `Bearer ${tokenOf('sandbox')}`, 'content-type': 'application/json' },
      ...(accepted !== undefined && { 'accept-encoding': accepted }),
    },
  });
  sending.end(JSON.stringify({ query }));
  const [head] = (await once(sending, 'response')) as [IncomingMessage];
  return { head, body: await buffer(head) };
}

test.each<[string | undefined, keyof typeof DECODERS]>([
  [undefined, 'identity'],
  ['', 'identity'],
  ['identity', 'identity'],
  ['deflate', 'identity'],
  ['gzip;q=0, br;q=0', 'identity'],
  ['gzip', 'gzip'],
  ['gzip, deflate', 'gzip'],
  ['gzip, deflate, br', 'gzip'],
  ['br', 'br'],
  ['gzip, deflate, br, zstd', 'zstd'],
  ['gzip, br;q=0.5', 'gzip'],
  ['*', 'zstd'],
])('a long answer for "accept-encoding: %s" is compressed as %s', async (accepted, coding) => {
  const plain = await ask(LONG);
  const { head, body } = await ask(LONG, accepted);
  expect(head.headers['content-encoding'] ?? 'identity').toBe(coding);
  expect(head.headers['content-length']).toBe(String(body.length));
  expect(head.headers['vary']).toBe('accept-encoding');
  expect(DECODERS[coding](body).equals(plain.body)).toBe(true);
  if (coding !== 'identity') expect(body.length).toBeLessThan(plain.body.length / 3);
});

test('a short answer is not compressed', async () => {
  const { head } = await ask(SHORT, 'gzip, br, zstd');
  expect(head.headers['content-encoding']).toBeUndefined();
});
