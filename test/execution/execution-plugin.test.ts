import { ApolloServer, type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { buildSchema, GraphQLError, type GraphQLSchema } from 'graphql';
import { describe, expect, test } from 'vitest';
import { NotFound } from '../../src/errors/catalogue.ts';
import { createErrorFormatter } from '../../src/errors/format-error.ts';
import { createExecutionPlugin } from '../../src/execution/execution-plugin.ts';
import { createExecutor } from '../../src/execution/executor.ts';

function createTestSchema(): GraphQLSchema {
  const schema = buildSchema(
    'type Query { hello(name: String! = "you", n: Int): String missing: String nodes: [Item!] } type Item { id: ID! } type Mutation { act: String } type Subscription { tick: Int }',
  );
  const fields = schema.getQueryType()?.getFields() ?? {};
  Object.assign(fields['hello'] ?? {}, { resolve: (_parent: unknown, { name }: { name: string }) => `hello ${name}` });
  Object.assign(fields['missing'] ?? {}, { resolve: async () => Promise.reject(new NotFound('not there')) });
  Object.assign(fields['nodes'] ?? {}, { resolve: () => [{ id: 1 }, { id: 2 }] });
  return schema;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

async function start(ownExecutor: boolean) {
  const formatted: string[] = [];
  const schema = createTestSchema();
  const executor = createExecutor(schema);
  const toFormatted = createErrorFormatter({ error: () => {} });
  const formatError = (error: unknown) => {
    formatted.push(
      error instanceof GraphQLError ? String(error.originalError?.constructor.name) : 'not a GraphQLError',
    );
    return toFormatted(error);
  };
  const server = new ApolloServer<never>({
    schema,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ...(ownExecutor ? [createExecutionPlugin(executor, formatError) as ApolloServerPlugin<never>] : []),
    ],
    formatError: (_formatted, error) => formatError(error),
    includeStacktraceInErrorResponses: false,
  });
  await server.start();
  const ask = async (body: unknown, method = 'POST', search = ''): Promise<Answer> => {
    const headers = new HeaderMap([
      ['content-type', 'application/json'],
      ['apollo-require-preflight', 'yes'],
    ]);
    const answer = await server.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method, headers, search, body },
      context: async () => ({ caller: { name: 'somebody' } }) as never,
    });
    return {
      status: answer.status ?? 200,
      body: answer.body.kind === 'complete' ? JSON.parse(answer.body.string) : null,
    };
  };
  return { ask, formatted, executor, [Symbol.asyncDispose]: () => server.stop() };
}

describe('Apollo Server with the executor', () => {
  test.each<[string, unknown, number, string?, string?]>([
    ['data', { query: '{ hello nodes { id } }' }, 200],
    ['a variable of the wrong type', { query: 'query ($n: Int) { hello(n: $n) }', variables: { n: 'x' } }, 400],
    ['a required variable that is not given', { query: 'query ($s: String!) { hello(name: $s) }' }, 400],
    [
      'a variable that is null and must not be',
      { query: 'query ($s: String!) { hello(name: $s) }', variables: { s: null } },
      400,
    ],
    [
      "a null in the place of an argument's default",
      { query: 'query ($s: String) { hello(name: $s) }', variables: { s: null } },
      200,
    ],
    ['an unknown operation', { query: 'query A { hello }', operationName: 'B' }, 400],
    ['an operation that is not named and has to be', { query: 'query A { hello } query B { hello }' }, 400],
    ['one of two operations', { query: 'query A { hello } query B { nodes { id } }', operationName: 'B' }, 200],
    ['a text that is not a query', { query: '{' }, 400],
    ['a field that is not there', { query: '{ none }' }, 400],
    ['a mutation by GET', undefined, 405, 'GET', '?query=mutation{act}'],
    ['a query by GET', undefined, 200, 'GET', '?query={hello}'],
    ['a mutation', { query: 'mutation { act }' }, 200],
    ['a failure of a resolver', { query: '{ missing hello }' }, 200],
  ])('answers like Apollo Server without it: %s', async (_what, body, status, method, search) => {
    await using own = await start(false);
    await using ours = await start(true);
    for (let time = 0; time < 3; time += 1) {
      const [expected, actual] = [await own.ask(body, method, search), await ours.ask(body, method, search)];
      expect(actual).toEqual(expected);
      expect(actual.status).toBe(status);
      expect(ours.formatted).toEqual(own.formatted);
    }
  });

  test('refuses an invalid variable with BAD_USER_INPUT, interpreted and compiled', async () => {
    await using ours = await start(true);
    const query = 'query ($n: Int) { hello(n: $n) }';
    for (let time = 0; time < 3; time += 1) await ours.ask({ query, variables: { n: 1 } });
    expect(ours.executor.counts().compiled).toBe(2);
    expect(await ours.ask({ query, variables: { n: 'x' } })).toMatchObject({
      status: 400,
      body: { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] },
    });
  });

  test('passes the original error to the error formatter', async () => {
    await using ours = await start(true);
    for (let time = 0; time < 3; time += 1) await ours.ask({ query: '{ missing }' });
    expect(ours.executor.counts().compiled).toBe(2);
    expect(ours.formatted).toEqual(['NotFound', 'NotFound', 'NotFound']);
  });
});
