import { describe, expect, test } from 'vitest';
import { connect } from './socket-client.ts';
import { startLive } from './start-live.ts';

function nextOf(id: string, data: object) {
  return { type: 'next', id, payload: { data } };
}
function completeOf(id: string) {
  return { type: 'complete', id };
}
function errorOf(id: string, code: string, message: RegExp) {
  return {
    type: 'error',
    id,
    payload: [expect.objectContaining({ message: expect.stringMatching(message), extensions: { code } })],
  };
}

describe('an operation over WebSocket', () => {
  test('is answered and completed: a query, and a mutation', async () => {
    await using world = await startLive();
    using client = await connect(world);
    client.subscribe('q', 'query ($name: String) { hello(name: $name) }', { name: 'Ada' });
    expect(await client.next()).toEqual(nextOf('q', { hello: 'hello, Ada' }));
    expect(await client.next()).toEqual(completeOf('q'));
    client.subscribe('m', 'mutation { write(text: "done") }');
    expect(await client.next()).toEqual(nextOf('m', { write: 'done' }));
    expect(await client.next()).toEqual(completeOf('m'));
    expect(world.ran).toEqual(['write']);
  });

  test('is chosen by its name', async () => {
    await using world = await startLive();
    using client = await connect(world);
    const query = 'query A { a: hello } query B { b: hello }';
    client.send({ id: '1', type: 'subscribe', payload: { query, operationName: 'B' } });
    expect(await client.next()).toEqual(nextOf('1', { b: 'hello, you' }));
    expect(await client.next()).toEqual(completeOf('1'));
    client.send({ id: '2', type: 'subscribe', payload: { query } });
    expect(await client.next()).toEqual(errorOf('2', 'BAD_USER_INPUT', /more than one operation/));
  });

  test('delivers partial data with errors beside it', async () => {
    await using world = await startLive();
    using client = await connect(world, 'Bearer reader-token');
    client.subscribe('1', '{ hello secret }');
    const { type, payload } = await client.next();
    expect(type).toBe('next');
    expect(payload).toEqual({
      data: { hello: 'hello, you', secret: null },
      errors: [expect.objectContaining({ path: ['secret'], extensions: { code: 'FORBIDDEN' } })],
    });
    expect(await client.next()).toEqual(completeOf('1'));
  });

  test.each([
    ['with a syntax error', '{ hello', {}, /Syntax Error/],
    ['of an unknown field', '{ unknown }', {}, /Cannot query field/],
    ['of another schema with a variable', 'query ($to: Int!) { hello }', {}, /"\$to"/],
    ['with a variable of another type', 'subscription ($to: Int!) { numbers(to: $to) }', { to: 'x' }, /"\$to"/],
    ['that is nested too deeply', `{${' a {'.repeat(200)}`, {}, /nested/, 'maxDepth'],
  ])(
    '%s gets an `error` message, and the connection stays open',
    async (_, query, variables, message, limit?: string) => {
      await using world = await startLive();
      using client = await connect(world);
      client.subscribe('1', query, variables);
      const { type, id, payload } = await client.next();
      expect({ type, id }).toEqual({ type: 'error', id: '1' });
      const errors = payload as readonly { message: string; extensions: { code: string } }[];
      expect(errors.map(({ extensions }) => extensions)).toContainEqual({
        code: 'BAD_USER_INPUT',
        ...(limit !== undefined && { limit }),
      });
      expect(errors.some((error) => message.test(error.message))).toBe(true);
      client.subscribe('1', '{ hello }');
      expect(await client.next()).toEqual(nextOf('1', { hello: 'hello, you' }));
    },
  );
});
