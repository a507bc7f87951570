import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../src/config/load-config.ts';
import { defaultCacheBytes } from '../../src/config/schema/cache-bytes.ts';
import { EXAMPLE, EXAMPLE_ENV, faultsOf, IVESK, minimal, minimalV6, V6 } from './example.ts';
import { loadText } from './load-text.ts';

describe('a configuration file', () => {
  test('becomes one typed object, with every default filled in', () => {
    const policy = { timeoutMs: 10_000, retries: 2, maxConcurrent: 16, patienceMs: 2_500 };
    const storage = { privateAddresses: 'like-source' };
    expect(loadText({ text: EXAMPLE, env: EXAMPLE_ENV })).toStrictEqual({
      trustedDocuments: { mode: 'off', documents: new Map() },
      publicUrl: 'https://gateway.example.com',
      companies: [
        {
          id: 'acme',
          name: 'Acme Ltd',
          accounts: {
            LIGHTYEAR: {
              baseUrl: 'https://ly.example.com',
              tokenUrl: 'https://ly.example.com/oauth2/token',
              clientId: 'ly-id',
              clientSecret: ['ly-secret'],
              companyId: '93913d26-427e-4798-8e1f-06c83411113c',
              storage,
              ...policy,
            },
            IVESK: {
              baseUrl: 'https://app.ivesk.lt/api/pub',
              apiKey: ['ivesk-key'],
              companyCode: '302320404',
              webhookSecret: ['hook-secret'],
              topicArns: ['arn:aws:sns:eu-west-1:007272210889:DPWebHook_onexport'],
              storage,
              ...policy,
            },
            V6: {
              baseUrl: 'https://tms.example.com/v6-api/rest',
              apiKey: ['v6-key'],
              currency: 'AUD',
              storage,
              ...policy,
            },
          },
        },
      ],
      callers: [
        {
          name: 'web',
          token: ['web-token'],
          companies: ['acme'],
          scopes: ['invoices:read', 'invoices:export', 'files:write'],
        },
      ],
      jwt: {
        issuer: 'https://login.example.com/',
        audience: 'gateway',
        jwksUrl: 'https://login.example.com/jwks.json',
        companiesClaim: 'companies',
        scopesClaim: 'scope',
      },
      storage: { dataDir: './data' },
      cache: { enabled: true, maxBytes: defaultCacheBytes() },
      events: { retentionDays: 30, maxCount: 1_000_000 },
      webhooks: { snsHostPattern: '^sns\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?$' },
      writes: { idempotencyDays: 7, retentionDays: 400 },
      index: { retentionDays: 1_100 },
      watch: {
        ...{ enabled: true, lightyearSeconds: 60, iveskSeconds: 300, overlapSeconds: 600, v6Seconds: 900, v6Days: 90 },
      },
      explorers: { enabled: true },
      server: {
        trustProxy: 0,
        cors: { origins: '*', maxAgeSeconds: 86_400 },
        tls: undefined,
        ...{ idleTimeoutMs: 620_000, headersTimeoutMs: 30_000, bodyTimeoutMs: 60_000 },
      },
      operations: { host: '127.0.0.1', drainMs: 0 },
      logs: { access: 'all', accessLinesPerMinute: 6_000 },
      limits: {
        maxBodyBytes: 1_000_000,
        maxUploadBytes: 52_428_800,
        maxDepth: 12,
        maxTokens: 5_000,
        operationTimeoutMs: 30_000,
        maxQueryCharacters: 50_000,
        maxSelections: 20_000,
        maxAliases: 500,
        maxRootFields: 100,
        maxFields: 500_000,
        maxRestCalls: 500,
        maxAnswerBytes: 20_000_000,
        maxOperations: 64,
        maxConnections: 10_000,
        maxSubscriptions: 5_000,
        maxReceivingBytes: 67_108_864,
        maxSendingBytes: 268_435_456,
        maxFetchedBytes: 100_663_296,
        maxRetainedBytes: 67_108_864,
        maxUploads: 16,
        maxDiskBytes: 1_073_741_824,
        maxQueuedCalls: 10_000,
        stallTimeoutMs: 30_000,
      },
    });
  });

  test('that only lists one account gets the defaults of the example', () => {
    const { companies, callers, ...settings } = parseConfig(minimal());
    const { companies: _, callers: __, publicUrl, jwt, ...example } = loadText({ text: EXAMPLE, env: EXAMPLE_ENV });
    expect(settings).toStrictEqual(example);
    expect(callers).toEqual([]);
    expect(companies).toStrictEqual([
      {
        id: 'acme',
        name: 'acme',
        accounts: {
          V6: {
            ...{ ...V6, apiKey: ['v6-key'], storage: { privateAddresses: 'like-source' } },
            ...{ timeoutMs: 10_000, retries: 2, maxConcurrent: 16, patienceMs: 2_500 },
          },
        },
      },
    ]);
  });

  test('keeps companies and callers in the order of the file', () => {
    const caller = { companies: '*', scopes: '*' };
    const config = parseConfig({
      companies: { zeta: { v6: V6 }, acme: { ivesk: IVESK }, mid: { v6: V6 } },
      callers: { web: { token: 'b', ...caller }, erp: { token: 'a', ...caller } },
    });
    expect(config.companies.map(({ id }) => id)).toEqual(['zeta', 'acme', 'mid']);
    expect(config.callers).toEqual([
      { name: 'web', token: ['b'], companies: '*', scopes: '*' },
      { name: 'erp', token: ['a'], companies: '*', scopes: '*' },
    ]);
  });

  test('gives an account the policy of backends where it does not set its own', () => {
    const { companies } = parseConfig({
      backends: { timeoutMs: 700, retries: 5, maxConcurrent: 3 },
      companies: { acme: { v6: { ...V6, timeoutMs: 50, retries: 0 }, ivesk: IVESK } },
    });
    expect(companies[0]?.accounts.V6).toMatchObject({ timeoutMs: 50, retries: 0, maxConcurrent: 3 });
    expect(companies[0]?.accounts.IVESK).toMatchObject({ timeoutMs: 700, retries: 5, maxConcurrent: 3 });
  });

  test.each([
    [undefined, 'development', 'like-source'],
    [undefined, 'production', 'never'],
    [true, 'production', 'always'],
    [false, 'development', 'never'],
  ] as const)(
    'with allowPrivateStorage %s and NODE_ENV %s has private addresses: %s',
    (allowed, NODE_ENV, expected) => {
      const backends = { storageHosts: 's3', ...(allowed !== undefined && { allowPrivateStorage: allowed }) };
      const { companies } = parseConfig({ backends, companies: { acme: { ivesk: IVESK } } }, { NODE_ENV });
      expect(companies[0]?.accounts.IVESK?.storage).toEqual({ hosts: 's3', privateAddresses: expected });
    },
  );

  test.each([
    ['https://tms.example.com/v6/', 'https://tms.example.com/v6'],
    ['https://tms.example.com', 'https://tms.example.com'],
    ['HTTP://127.0.0.1:8080//', 'http://127.0.0.1:8080'],
  ])('takes the base URL %s as %s', (baseUrl, normal) => {
    expect(parseConfig(minimalV6({ baseUrl })).companies[0]?.accounts.V6?.baseUrl).toBe(normal);
  });

  test.each([
    [undefined, undefined, true],
    ['development', undefined, true],
    ['production', undefined, false],
    ['production', 'true', true],
    ['development', false, false],
    ['production', '', false],
  ])('with NODE_ENV %s and explorers.enabled %s has explorers: %s', (NODE_ENV, enabled, expected) => {
    expect(parseConfig(minimal({ explorers: { enabled } }), { NODE_ENV }).explorers.enabled).toBe(expected);
    expect(parseConfig(minimal(), { NODE_ENV }).explorers.enabled).toBe(NODE_ENV !== 'production');
  });

  test.each([
    ['production', undefined, 5_000],
    ['production', 0, 0],
    ['development', undefined, 0],
    ['development', '700', 700],
  ])('with NODE_ENV %s and operations.drainMs %s drains for %i ms', (NODE_ENV, drainMs, expected) => {
    expect(parseConfig(minimal({ operations: { drainMs } }), { NODE_ENV }).operations.drainMs).toBe(expected);
  });

  test('treats a key without a value, and one with an empty value, as left out', () => {
    const text =
      'companies: { acme: { v6: { baseUrl: "https://v6.example.com", apiKey: k, currency: "" }, ivesk: } }\nevents:\n';
    const config = loadText({ text, env: {} });
    expect(config.companies[0]?.accounts).not.toHaveProperty('IVESK');
    expect(config.companies[0]?.accounts.V6).not.toHaveProperty('currency');
    expect(config.events.retentionDays).toBe(30);
  });
});

describe('a file that is not YAML', () => {
  const faults = (text: string, fileName = 'gateway.yaml') => faultsOf(() => loadText({ text, env: {}, fileName }));

  test('is refused with file, line and column', () => {
    expect(faults('companies:\n  acme: "x\n')).toEqual([
      expect.stringMatching(/^gateway\.yaml:3:\d: not valid YAML: /),
    ]);
    expect(faultsOf(() => loadText({ text: 'a: b: c', env: {} }))).toEqual([
      'configuration:1:4: not valid YAML: block as implicit key',
    ]);
  });

  test('is refused if a key is repeated, with an error for each repetition', () => {
    expect(faults('companies: {}\ncache: {}\ncompanies: {}\ncache: {}\n')).toEqual([
      'gateway.yaml:3:1: the key companies is repeated',
      'gateway.yaml:4:1: the key cache is repeated',
    ]);
  });

  test.each([
    ['an unquoted value with a reserved character', 'token: @s3cret'],
    ['an unquoted value that looks like a tag', 'token: !s3cret x'],
    ['an unquoted value that looks like an alias', 'token: *s3cret'],
    ['a value with a wrong escape', 'token: "\\qs3cret"'],
    ['a second document', 'a: 1\n---\ntoken: s3cret'],
  ])('is refused without a word of its content: %s', (_, text) => {
    const lines = faults(text);
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain('s3cret');
  });

  test('cannot refer to itself', () => {
    expect(faults('companies: &a { acme: *a }')).toContainEqual(expect.stringMatching(/acme: is nested too deeply$/));
  });

  test.each(['', 'just text', '- a list', '42'])('is refused if it is not a mapping: %j', (text) => {
    expect(faults(text)).toEqual([expect.stringMatching(/^configuration: (is missing or empty|must be a mapping)/)]);
  });
});
