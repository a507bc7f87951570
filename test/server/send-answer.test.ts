import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { sendSlices } from '../../src/server/http/sending/send-answer.ts';

test.each([
  ['letters of one, two and three bytes', 'aą€'.repeat(200_000)],
  ['characters of two code units, which a slice must not cut', `x${'😀'.repeat(400_000)}`],
  ['one letter more than a slice', 'a'.repeat(131_073)],
])('a text in slices has the same bytes as the whole text: %s', async (_what, text) => {
  const server = createServer((_request, response) => sendSlices(response, text)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    expect((await answer.text()) === text).toBe(true);
  } finally {
    server.close();
    server.closeAllConnections();
  }
});
