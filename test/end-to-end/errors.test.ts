import { describe, expect, test } from 'vitest';
import type { Fault } from '../../sandbox/stand-in/fault.ts';
import { SOURCES } from '../../src/domain/source.ts';
import { createSigner, startIssuer } from '../auth/issuer.ts';
import { startWorld, type TestWorld } from './world.ts';

describe('a fault of the gateway itself', () => {
  // A broken clock: the gateway cannot ask V6 for a list without today's date.
  const BROKEN = { overrides: { now: () => Number.NaN } };

  test('is only a reference for the caller; the log has the rest', async () => {
    await using world = await startWorld(BROKEN);

    const { status, data, errors } = await world.ask('{ invoices(filter: { sources: [V6] }) { nodes { id } } }');

    expect(status).toBe(200);
    expect(data).toBeNull();
    expect(errors).toEqual([
      {
        message: expect.stringMatching(
          /^The gateway failed unexpectedly\. Its log has the details under the reference [0-9a-f]{12}\.$/,
        ),
        locations: [{ line: 1, column: 3 }],
        path: ['invoices'],
        extensions: { code: 'INTERNAL_SERVER_ERROR' },
      },
    ]);
    const [, reference] = /reference ([0-9a-f]+)/.exec(errors[0]?.message ?? '') ?? [];
    const entries = world.log.entries().filter((entry) => entry['reference'] === reference);
    expect(entries).toEqual([
      expect.objectContaining({
        level: 'error',
        msg: 'unexpected fault',
        path: 'invoices',
        err: { type: 'RangeError', message: 'Invalid time value', stack: expect.stringContaining('src/backends/v6') },
      }),
    ]);
  });

  test('has a new reference each time, and does not affect other fields', async () => {
    await using world = await startWorld(BROKEN);
    const query =
      '{ companies { id } first: __typename a: node(id: "x") { id } service: _service { sdl } entities: _entities(representations: []) { __typename } }';
    expect((await world.ask(query)).data).toMatchObject({ companies: [{ id: 'acme' }, { id: 'borealis' }], a: null });

    const messages = await Promise.all(
      Array.from({ length: 3 }, async () => {
        const { errors } = await world.ask('{ invoices(filter: { sources: [V6] }) { nodes { id } } }');
        return errors[0]?.message;
      }),
    );
    expect(new Set(messages).size).toBe(3);
  });
});

const FAULTS: Readonly<Record<string, Fault>> = {
  'refuses the credentials': { kind: 'status', status: 401 },
  'forbids it with a text': { kind: 'status', status: 403, body: 'Forbidden for x-api-key' },
  'knows nothing': { kind: 'status', status: 404 },
  'fails with a trace': { kind: 'status', status: 500, body: 'Error: at /srv/app/index.js:10 password=hunter2' },
  'is away with a message': { kind: 'status', status: 503, body: { message: 'hunter2' } },
  'asks to slow down': { kind: 'rateLimit' },
  'resets the connection': { kind: 'reset' },
  'ends in the middle': { kind: 'truncate' },
  'sends a page': { kind: 'garbage' },
  'sends half of its JSON': { kind: 'malformedJson' },
  'sends another JSON': { kind: 'body', body: '{"hunter2":1}' },
  'points elsewhere': { kind: 'redirect', location: 'http://127.0.0.1:1/hunter2' },
};

describe('an answer does not reveal how a source is reached if the source', () => {
  test.each(Object.entries(FAULTS))('%s', async (_what, fault) => {
    await using world = await startWorld({ config: { cache: { enabled: false } } });
    const { data } = await world.ask<{ invoices: { nodes: { id: string; source: string }[] } }>(
      '{ invoices(filter: { companies: ["acme"] }) { nodes { id source } } }',
    );
    const listed = data?.invoices.nodes ?? [];
    const ids = SOURCES.map((source) => listed.find((node) => node.source === source)?.id);
    const standIns = Object.values(world.sandbox.sources);
    for (const standIn of standIns) standIn.fail(({ operation }) => operation !== 'issueToken', fault);

    const said = [
      await textOf(world, 'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Invoice { number } } }', { ids }),
      await textOf(world, '{ invoices { accounts { source ok error { code message } } } }'),
      await textOf(world, '{ backends { lastError state } }'),
    ].join('\n');

    expect(said).toContain('LIGHTYEAR');
    expect(said).not.toMatch(/hunter2|https?:|127\.0\.0\.1|\.ts\b|\.js\b|at \/|api-key|INTERNAL_SERVER_ERROR/);
    for (const { url } of standIns) expect(said).not.toContain(new URL(url).port);
  });
});

test('the log does not contain credentials or bank details, even at its lowest level', async () => {
  const signer = await createSigner('ES256', 'key-1');
  await using issuer = await startIssuer([signer.jwk]);
  await using world = await startWorld({ config: { jwt: issuer.jwt } });
  const seconds = Math.floor(Date.now() / 1_000);
  const claims = { iat: seconds, exp: seconds + 600, companies: '*', scope: '*', sub: 'erp' };
  const jwt = await signer.sign(claims);
  const forged = `${jwt.slice(0, -8)}AAAAAAAA`;
  const stale = await signer.sign({ ...claims, exp: seconds - 600 });
  const everything = `{
    companies { id } backends { state lastError }
    invoices(first: 200) {
      nodes { id number file { downloadUrl } supplier { name bankAccount { accountName accountNumber sortCode bic iban } } lineItems { id matches { type } } }
      accounts { ok }
    }
  }`;

  const { data } = await world.ask<BankedList>(everything, {}, { token: jwt });
  for (const token of ['wrong-token-not-known', forged, stale, 'a b']) await textOf(world, everything, {}, token);
  await textOf(world, '{', {}, jwt);
  await textOf(world, '{ node(id: "secret-in-an-id") { id } }', {}, jwt);
  const { lightyear, ivesk, v6 } = world.sandbox;
  for (const fault of [
    { kind: 'status', status: 500 },
    { kind: 'reset' },
    { kind: 'malformedJson' },
    { kind: 'garbage' },
  ] as const) {
    for (const standIn of [lightyear, ivesk, v6]) standIn.fail(() => true, fault);
    await textOf(world, '{ invoices(filter: { since: "2024-01-01T00:00:00Z" }) { nodes { kind } } }', {}, jwt);
    for (const standIn of [lightyear, ivesk, v6]) standIn.clearFaults();
  }

  const nodes = data?.invoices.nodes ?? [];
  const banked = nodes.flatMap(({ supplier }) => supplier?.bankAccount ?? []);
  const details = banked.flatMap(({ accountNumber, sortCode, iban }) => [accountNumber, sortCode, iban]);
  const urls = nodes.flatMap(({ file }) => file?.downloadUrl ?? []);
  const secrets = {
    tokens: [
      'sandbox-token-not-a-secret',
      'wrong-token-not-known',
      jwt,
      forged,
      stale,
      jwt.split('.')[1],
      jwt.split('.')[2],
    ],
    accounts: ['acme', 'borealis'].flatMap((key) => {
      const { lightyear: ly, ivesk: iv, v6: freight } = world.sandbox.world[key as 'acme'].profile;
      return [ly.clientSecret, encodeURIComponent(ly.clientSecret), iv.apiKey, iv.webhookSecret, freight.apiKey];
    }),
    sent: sentCredentials(world),
    bank: [...new Set(details)].filter((text) => text !== null),
    urls: urls.flatMap((url) => [url, new URL(url).search.slice(1)]).filter((text) => text !== ''),
    inputs: ['secret-in-an-id'],
  };
  for (const [kind, texts] of Object.entries(secrets)) expect(texts.length, kind).toBeGreaterThan(0);
  expect(secrets.bank.length).toBeGreaterThan(20);

  const log = world.log.text();
  expect(log).toContain('source answered');
  const found = Object.values(secrets)
    .flat()
    .filter((secret) => secret !== undefined && log.includes(secret));
  expect(found).toEqual([]);
});

interface BankedList {
  readonly invoices: {
    readonly nodes: readonly {
      readonly file: { readonly downloadUrl: string | null } | null;
      readonly supplier: {
        readonly bankAccount: Readonly<Record<'accountNumber' | 'sortCode' | 'iban', string | null>> | null;
      } | null;
    }[];
  };
}

/** Every credential that the gateway has sent: the values of the headers, and their parts after the scheme. */
function sentCredentials({ sandbox }: TestWorld): readonly string[] {
  const { lightyear, ivesk, v6 } = sandbox;
  const values = [lightyear, ivesk, v6]
    .flatMap(({ calls }) => [...calls])
    .flatMap(({ headers }) => [headers.authorization, headers['x-api-key']].flat())
    .filter((value) => value !== undefined);
  return [...new Set(values.map((value) => value.replace(/^\w+ /, '')))];
}

async function textOf(world: TestWorld, query: string, variables: object = {}, token = 'sandbox-token-not-a-secret') {
  const response = await world.fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  return response.text();
}
