import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { WrongAnswer } from '../../bench/load/answer-reader.ts';
import { runClosedLoop, type Shot } from '../../bench/load/closed-loop.ts';
import { toHttpRequest } from '../../bench/load/post.ts';

const ANSWER = Buffer.from('{"data":{"ok":true}}');
const companies: string[] = [];
const server = createServer((request, response) => {
  request.on('data', (body) => {
    const { variables } = JSON.parse(String(body)) as { variables: { company: string } };
    companies.push(variables.company);
    response.end(ANSWER);
  });
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

beforeEach(() => {
  companies.length = 0;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

test('a closed loop asks the accounts alternately and times each of its queries', async () => {
  const { latenciesMs, wallMs } = await runClosedLoop(shotFor('a', 'b', 'c'), { queries: 9 }, 2);
  expect(companies.toSorted().join('')).toBe('aaabbbccc');
  expect(latenciesMs).toHaveLength(9);
  expect(Math.max(...latenciesMs)).toBeLessThanOrEqual(wallMs);
});

test('a closed loop with a time of zero still sends one query over each connection, and waits for its answer', async () => {
  const { latenciesMs } = await runClosedLoop(shotFor('a'), { ms: 0 }, 5);
  expect(latenciesMs).toHaveLength(5);
  expect(companies).toHaveLength(5);
});

test('a closed loop refuses an answer that differs from the one that was checked', async () => {
  const shot = { ...shotFor('a'), answer: Buffer.from('{"data":{"ok":null}}') };
  await expect(runClosedLoop(shot, { queries: 1 }, 1)).rejects.toThrow(WrongAnswer);
});

function shotFor(...names: string[]): Shot {
  const requests = names.map((company) =>
    toHttpRequest(origin, 'token', { query: '{ ok }', operationName: 'Ok', variables: { company } }),
  );
  return { origin, requests, answer: ANSWER };
}
