import { describe, expect, test } from 'vitest';
import { createRestClient } from '../../src/backends/rest-client.ts';
import { createAccountCalls } from '../../src/calls/account-calls.ts';
import { sendWrite } from '../backends/send-write.ts';
import { rejection } from './account.ts';
import { startRaw } from './source-server.ts';

const ACCOUNT_ID = { source: 'LIGHTYEAR', company: 'acme' } as const;
const neverAborted = new AbortController().signal;
const POLICY = { timeoutMs: 200, retries: 2, maxConcurrent: 2 };

/** The outcome of a write if the source sends only this text, and then hangs or closes the connection. */
async function write(answer: string, andThen: 'hang' | 'cut'): Promise<{ outcome: unknown; sent: number }> {
  let sent = 0;
  await using source = await startRaw((socket) => {
    socket.once('data', () => {
      sent += 1;
      socket.write(answer);
      if (andThen === 'cut') setImmediate(() => socket.destroy());
    });
  });
  await using http = createAccountCalls({ baseUrl: source.baseUrl, policy: POLICY, accountId: ACCOUNT_ID });
  const client = createRestClient(http.send, (send, request) => send(request), ACCOUNT_ID);
  const writing = sendWrite((ticket) => client.post({ operation: 'complete', path: '/complete' }, null, ticket));
  const outcome = await writing.catch((error: unknown) => (error as { code: string }).code);
  return { outcome, sent };
}

function head(status: string): string {
  return `HTTP/1.1 ${status}\r\nContent-Length: 100\r\n\r\n{"mess`;
}

describe.each(['hang', 'cut'] as const)('a write whose answer has a head and no complete body (%s)', (andThen) => {
  test.each([
    // The body is what tells a success from a failure that a gateway reports as 200.
    ['200 OK', 'OUTCOME_UNKNOWN'],
    ['202 Accepted', 'OUTCOME_UNKNOWN'],
    ['404 Not Found', 'NOT_FOUND'],
    ['408 Request Timeout', 'BACKEND_UNAVAILABLE'],
    ['409 Conflict', 'CONFLICT'],
    ['421 Misdirected Request', 'BACKEND_UNAVAILABLE'],
    ['425 Too Early', 'BACKEND_UNAVAILABLE'],
    ['422 Unprocessable', 'BACKEND_REJECTED'],
    ['429 Too Many Requests', 'BACKEND_RATE_LIMITED'],
    ['503 Service Unavailable', 'BACKEND_UNAVAILABLE'],
    ['307 Temporary Redirect', 'BACKEND_BAD_RESPONSE'],
    ['303 See Other', 'OUTCOME_UNKNOWN'],
    ['500 Internal Server Error', 'OUTCOME_UNKNOWN'],
    ['599 Odd', 'OUTCOME_UNKNOWN'],
  ])('is as clear as its status: %s', async (status, outcome) => {
    expect(await write(head(status), andThen)).toEqual({ outcome, sent: 1 });
  });

  test.each(['', 'HTTP/1.1 20', 'HTTP/1.1 102 Processing\r\n\r\n'])(
    'has an unknown outcome if the head is incomplete: %j',
    async (answer) => {
      expect(await write(answer, andThen)).toEqual({ outcome: 'OUTCOME_UNKNOWN', sent: 1 });
    },
  );
});

test.each([
  ['200 OK', 'OUTCOME_UNKNOWN'],
  ['409 Conflict', 'CONFLICT'],
  ['503 Service Unavailable', 'BACKEND_UNAVAILABLE'],
])('a write whose answer is too large is as clear as its status, unless it is 2xx: %s', async (status, outcome) => {
  const answer = `HTTP/1.1 ${status}\r\nContent-Length: 100000\r\n\r\n[${'{},'.repeat(30_000)}`;
  expect(await write(answer, 'hang')).toEqual({ outcome, sent: 1 });
});

test.each([206, 207, 208, 226])('a write that is answered with %i has an unknown outcome', async (status) => {
  const answer = `HTTP/1.1 ${status} X\r\nContent-Length: 0\r\n\r\n`;
  expect(await write(answer, 'hang')).toEqual({ outcome: 'OUTCOME_UNKNOWN', sent: 1 });
});

/** Reads a list from a source that sends only this text. */
async function readList(answer: string): Promise<unknown> {
  await using source = await startRaw((socket) => socket.once('data', () => socket.write(answer)));
  await using http = createAccountCalls({ baseUrl: source.baseUrl, policy: POLICY, accountId: ACCOUNT_ID });
  const client = createRestClient(http.send, (send, request) => send(request), ACCOUNT_ID);
  return await client.get({ operation: 'list', path: '/list' }, neverAborted);
}

test('a read that is answered with 204 has no content', async () => {
  expect(await readList('HTTP/1.1 204 X\r\n\r\n')).toEqual({ json: undefined, bytes: 0 });
});

test.each([
  ['205 without content, which no contract has', 'HTTP/1.1 205 X\r\nContent-Length: 0\r\n\r\n'],
  ['a part (206)', 'HTTP/1.1 206 X\r\nContent-Length: 2\r\n\r\n[]'],
  ['200 and no body', 'HTTP/1.1 200 X\r\nContent-Length: 0\r\n\r\n'],
])('a read that is answered with %s is a bad response', async (_name, answer) => {
  expect(await rejection(readList(answer))).toMatchObject({ code: 'BACKEND_BAD_RESPONSE' });
});

test('a read with an incomplete body fails, whatever its status', async () => {
  await using source = await startRaw((socket) => socket.once('data', () => socket.write(head('404 Not Found'))));
  await using http = createAccountCalls({ baseUrl: source.baseUrl, policy: POLICY, accountId: ACCOUNT_ID });
  const client = createRestClient(http.send, (send, request) => send(request), ACCOUNT_ID);
  expect(await rejection(client.get({ operation: 'document', path: '/document' }, neverAborted))).toMatchObject({
    code: 'BACKEND_TIMEOUT',
  });
});
