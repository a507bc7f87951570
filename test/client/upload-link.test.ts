import { ApolloLink, CombinedGraphQLErrors, gql, ServerError } from '@apollo/client';
import { InvoicesDocument, UploadFileDocument } from 'invoice-gateway-client';
import { createInvoiceClient, hasFile, UploadLink } from 'invoice-gateway-client/apollo';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWorld, type TestWorld, tokenOf } from '../end-to-end/world.ts';
import { receiver } from './receiver.ts';

const LIMIT = 100_000;
const NAME = 'Rechnung "№ 5" 100%.pdf';
let world: TestWorld;

beforeAll(async () => {
  world = await startWorld({ config: { limits: { maxUploadBytes: LIMIT } } });
});
afterAll(() => world[Symbol.asyncDispose]());

function clientOf(token: string) {
  return createInvoiceClient({ url: new URL('graphql', world.url), token: () => token });
}
function fileOf(size: number) {
  return new File(['%PDF-1.4'.padEnd(size)], NAME, { type: 'application/pdf' });
}

/** The outcome of an upload: its result or its error. */
async function upload(file: File, token = tokenOf('acme'), signal?: AbortSignal): Promise<unknown> {
  const context = { fetchOptions: { signal: signal ?? null } };
  const run = clientOf(token).mutate({ mutation: UploadFileDocument, variables: { file }, context });
  return run.then(
    ({ data }) => data?.uploadFile,
    (error: unknown) => error,
  );
}

describe('a file', () => {
  test('arrives with its name and content', async () => {
    expect(await upload(fileOf(LIMIT - 1_000))).toMatchObject({
      upload: { fileName: NAME, contentType: 'application/pdf', size: LIMIT - 1_000 },
      errors: [],
    });
  });

  test("that is too large is refused with the gateway's message", async () => {
    const error = await upload(fileOf(LIMIT + 1));
    const said = CombinedGraphQLErrors.is(error) ? error.message : ServerError.is(error) ? error.bodyText : error;
    expect(said).toContain(String(LIMIT));
  });

  test('is refused with a wrong token', async () => {
    const error = await upload(fileOf(10), 'not-a-token');
    const said = CombinedGraphQLErrors.is(error) ? error.errors[0]?.extensions?.['code'] : error;
    expect(said).toBe('UNAUTHENTICATED');
  });

  test('can be aborted during its upload, which ends its request', async () => {
    await using silent = await receiver();
    const giveUp = new AbortController();
    const link = new UploadLink(silent.url);
    const ended = new Promise((resolve) => {
      const context = { fetchOptions: { signal: giveUp.signal } };
      ApolloLink.execute(
        link,
        { query: UploadFileDocument, variables: { file: fileOf(10) }, context },
        EXECUTE,
      ).subscribe({
        error: resolve,
      });
    });
    await silent.asked;
    giveUp.abort(new Error('enough'));
    expect(await ended).toMatchObject({ message: 'enough' });
    await silent.hungUp;
  });

  test('ends its request when its last subscriber unsubscribes', async () => {
    await using silent = await receiver();
    const operation = { query: UploadFileDocument, variables: { file: fileOf(10) } };
    const subscription = ApolloLink.execute(new UploadLink(silent.url), operation, EXECUTE).subscribe({});
    await silent.asked;
    subscription.unsubscribe();
    await silent.hungUp;
  });
});

describe('a request with files', () => {
  test('follows the multipart specification: it contains each file once, with all places that use it', async () => {
    await using silent = await receiver();
    const [one, other] = [fileOf(1), fileOf(2)];
    const at = new Date('2026-03-01T00:00:00Z');
    const variables = { input: { file: one, list: [other, one], at, name: null, count: 3 } };
    const query = gql`mutation Upload($input: Any) { upload(input: $input) }`;
    const subscription = ApolloLink.execute(new UploadLink(silent.url), { query, variables }, EXECUTE).subscribe({});
    const { headers, body } = await silent.asked;
    subscription.unsubscribe();
    expect(headers['apollo-require-preflight']).toBe('true');
    const form = await new Response(body, { headers: { 'content-type': headers['content-type'] ?? '' } }).formData();
    expect([...form.keys()]).toEqual(['operations', 'map', '0', '1']);
    expect(JSON.parse(String(form.get('operations')))).toMatchObject({
      operationName: 'Upload',
      variables: { input: { file: null, list: [null, null], at: at.toISOString(), name: null, count: 3 } },
    });
    expect(JSON.parse(String(form.get('map')))).toEqual({
      0: ['variables.input.file', 'variables.input.list.1'],
      1: ['variables.input.list.0'],
    });
  });

  test('is distinguished from one without', () => {
    expect(hasFile({ input: { files: [{ file: fileOf(1) }] } })).toBe(true);
    expect(hasFile({ input: { file: null, name: 'a file', list: [1, {}] } })).toBe(false);
    expect(hasFile(undefined)).toBe(false);
  });
});

describe('the link for all operations', () => {
  test('asks for the token each time, and fails if the token cannot be had', async () => {
    let asked = 0;
    const token = () => {
      asked += 1;
      if (asked === 3) throw new Error('Nobody is signed in');
      return tokenOf('acme');
    };
    const client = createInvoiceClient({ url: new URL('graphql', world.url), token });
    const query = () => client.query({ query: InvoicesDocument, fetchPolicy: 'network-only' });
    await query();
    await query();
    expect(asked).toBe(2);
    await expect(query()).rejects.toThrow('Nobody is signed in');
  });

  test('does not connect before the first operation, and only subscriptions need WebSocket', async () => {
    const { WebSocket } = globalThis;
    Reflect.deleteProperty(globalThis, 'WebSocket');
    try {
      const { data } = await clientOf(tokenOf('acme')).query({ query: InvoicesDocument, variables: { first: 1 } });
      expect(data?.invoices?.edges).toHaveLength(1);
    } finally {
      globalThis.WebSocket = WebSocket;
    }
  });
});

/** The context that Apollo's links expect of the client; empty here. */
const EXECUTE = {} as ApolloLink.ExecuteContext;
