import { afterAll, beforeAll, expect, test } from 'vitest';
import { post, storedEvents } from './webhook-endpoint.ts';
import { startWorld, type TestWorld } from './world.ts';

let world: TestWorld;

beforeAll(async () => {
  world = await startWorld();
  await world.sandbox.connect(world.url);
});
afterAll(() => world[Symbol.asyncDispose]());

test.each<[string, number, (delivery: string) => [string | Uint8Array, Record<string, string>]]>([
  ['compressed', 415, (delivery) => [delivery, { 'content-encoding': 'gzip' }]],
  ['of another charset', 415, (delivery) => [delivery, { 'content-type': 'text/plain; charset=iso-8859-13' }]],
  ['that is not UTF-8', 400, (delivery) => [Buffer.from(delivery.replace('"Type"', '"Þ":"","Type"'), 'latin1'), {}]],
  ['in UTF-16', 400, (delivery) => [Buffer.from(delivery, 'utf16le'), {}]],
])('a delivery %s is %i and not stored', async (_what, status, send) => {
  const [body, headers] = send(world.sandbox.sns.sign(world.sandbox.sns.compose('acme', 'EXPORTED')));
  const response = await post(world, body, { headers });

  expect(response.status).toBe(status);
  expect(await storedEvents(world)).toEqual([]);
});
