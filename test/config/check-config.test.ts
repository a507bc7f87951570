import { describe, expect, test } from 'vitest';
import { SCOPES } from '../../src/auth/caller.ts';
import { parseConfig } from '../../src/config/load-config.ts';
import { faultsIn, IVESK, LIGHTYEAR, minimal, minimalV6, V6 } from './example.ts';

const web = { token: 'web-token', companies: ['acme'], scopes: ['invoices:read'] };
const jwt = { issuer: 'https://login.example.com', audience: 'gateway', jwksUrl: 'https://login.example.com/jwks' };

describe('a wrong configuration', () => {
  test('is refused with all its faults at once, one line each', () => {
    const faults = faultsIn({
      publicUrl: 'gateway.example.com',
      companies: {
        acme: { name: 7, lightyear: { ...LIGHTYEAR, companyId: 'x', clientSecret: null }, ivesk: { retries: 11 } },
        empty: {},
      },
      callers: { web, erp: { ...web, companies: ['acne'], scopes: ['invoices:write'] } },
      limits: { maxDepth: 0 },
      colour: 'red',
    });
    expect(faults).toEqual([
      'publicUrl: must be an absolute http or https URL without user name, password, query and fragment',
      'companies.acme.name: must be text; a number needs quotes',
      'companies.acme.lightyear.clientSecret: is missing or empty',
      'companies.acme.lightyear.companyId: must be a UUID, such as 93913d26-427e-4798-8e1f-06c83411113c',
      'companies.acme.ivesk.baseUrl: is missing or empty',
      'companies.acme.ivesk.apiKey: is missing or empty',
      'companies.acme.ivesk.companyCode: is missing or empty',
      'companies.acme.ivesk.retries: must be a whole number from 0 to 10',
      `callers.erp.scopes[0]: is not a scope; there are ${SCOPES.join(', ')}, and "*" without brackets for all`,
      'limits.maxDepth: must be a whole number from 1 to 1000',
      'colour: is not a known key (known here: publicUrl, companies, callers, jwt, storage, backends, cache, events, writes, index, watch, webhooks, trustedDocuments, explorers, server, operations, logs, limits)',
      'companies.empty: needs at least one account (lightyear, ivesk, v6)',
      'callers.erp.companies[0]: is not the key of a company',
      'callers.erp.token: is the same as callers.web.token',
    ]);
  });

  test('is refused without its secrets', () => {
    const secret = 's3cret value ';
    const faults = faultsIn({
      companies: {
        acme: {
          lightyear: { ...LIGHTYEAR, clientId: secret, clientSecret: secret, baseUrl: 'https://u:s3cret@x' },
          ivesk: { ...IVESK, apiKey: secret, webhookSecret: secret, 'apiKey:s3cret': null },
          v6: secret,
        },
      },
      callers: { web: { token: secret, companies: secret, scopes: [secret] } },
      storage: { redisUrl: 'https://u:s3cret@x' },
    });
    expect(faults).toHaveLength(11);
    expect(faults.join('\n')).not.toContain('s3cret');
    expect(faults).toContainEqual(expect.stringMatching(/^companies\.acme\.ivesk\.apiKey…: is not a known key/));
  });
});

describe('a key that is not known', () => {
  test.each([
    ['baseURL', 'baseUrl'],
    ['BASE_URL', 'baseUrl'],
    ['api_key', 'apiKey'],
    ['timeoutMS', 'timeoutMs'],
    ['retry', undefined],
    ['retires', 'retries'],
    ['currancy', 'currency'],
    ['constructor', undefined],
  ])('%s is named, with the known key it resembles: %s', (key, known) => {
    const text =
      known === undefined ? 'is not a known key (known here: ' : `is not a known key; did you mean ${known}?`;
    expect(faultsIn(minimalV6({ [key]: '' }))).toEqual([expect.stringContaining(`companies.acme.v6.${key}: ${text}`)]);
  });

  test('cannot be __proto__ anywhere', () => {
    for (const text of [
      '{"__proto__":{"v6":{}}}',
      '{"acme":{"v6":{"baseUrl":"https://x","apiKey":"k"}},"__proto__":{}}',
    ]) {
      expect(faultsIn({ companies: JSON.parse(text) })).toContain('companies.__proto__: is not allowed as a key');
    }
  });
});

describe('a URL', () => {
  const fault = 'must be an absolute http or https URL without user name, password, query and fragment';

  test.each([
    'v6.example.com/rest',
    '/rest',
    'https:v6.example.com',
    'ftp://v6.example.com',
    'https://user@v6.example.com',
    'https://:pw@v6.example.com',
    'https://v6.example.com/?a=1',
    'https://v6.example.com/?',
    'https://v6.example.com/#top',
    'https://v6.example.com/a b',
    'https://',
  ])('that paths are appended to cannot be %s', (url) => {
    expect(faultsIn({ companies: { acme: { v6: { ...V6, baseUrl: url } } }, publicUrl: url })).toEqual([
      `publicUrl: ${fault}`,
      `companies.acme.v6.baseUrl: ${fault}`,
    ]);
  });

  test('that is an address by itself keeps its query and its last slash', () => {
    const jwksUrl = 'https://login.example.com/keys/?policy=a';
    expect(parseConfig(minimal({ jwt: { ...jwt, jwksUrl } })).jwt).toEqual({
      ...jwt,
      jwksUrl,
      companiesClaim: 'companies',
      scopesClaim: 'scope',
    });
    expect(faultsIn(minimal({ jwt: { ...jwt, jwksUrl: 'https://u:p@login.example.com/#x' } }))).toHaveLength(1);
  });

  test('for Redis has to begin with redis:// or rediss://', () => {
    expect(faultsIn(minimal({ storage: { redisUrl: 'localhost:6379' } }))).toEqual([
      'storage.redisUrl: must be a redis:// or rediss:// URL',
    ]);
    expect(parseConfig(minimal({ storage: { redisUrl: 'rediss://u:p@r:1' } })).storage.redisUrl).toBe(
      'rediss://u:p@r:1',
    );
  });
});

describe('a number', () => {
  test.each([
    [{ timeoutMs: 0 }, 'timeoutMs: must be a whole number from 1 to 2147483647'],
    [{ timeoutMs: 2 ** 31 }, 'timeoutMs: must be a whole number from 1 to 2147483647'],
    [{ retries: -1 }, 'retries: must be a whole number from 0 to 10'],
    [{ retries: 1.5 }, 'retries: must be a whole number from 0 to 10'],
    [{ retries: '2x' }, 'retries: must be a whole number from 0 to 10'],
    [{ maxConcurrent: Number.POSITIVE_INFINITY }, 'maxConcurrent: must be a whole number from 1 to 1000'],
    [{ maxConcurrent: true }, 'maxConcurrent: must be a whole number from 1 to 1000'],
  ])('has bounds: %j', (policy, fault) => {
    expect(faultsIn(minimal({ backends: policy }))).toEqual([`backends.${fault}`]);
    expect(faultsIn(minimalV6(policy))).toEqual([`companies.acme.v6.${fault}`]);
  });

  test.each([
    'cache.maxBytes',
    'events.retentionDays',
    'events.maxCount',
    'limits.maxBodyBytes',
    'limits.maxUploadBytes',
    'limits.maxDepth',
    'limits.maxTokens',
    'limits.operationTimeoutMs',
  ])('is at least 1 in %s', (path) => {
    const [part = '', key = ''] = path.split('.');
    expect(faultsIn(minimal({ [part]: { [key]: 0 } }))).toEqual([
      expect.stringMatching(`^${path}: must be a whole number from 1 to `),
    ]);
    expect(faultsIn(minimal({ [part]: { [key]: 1 } }))).toEqual([]);
  });
});

describe('a quota', () => {
  test.each([
    [
      'maxReceivingBytes',
      'maxBodyBytes',
      8,
      'one caller may use a quarter of it, and a parsed body can take twice its size',
    ],
    [
      'maxSendingBytes',
      'maxAnswerBytes',
      4,
      'one caller may use half of it, and a text can take twice its size in memory',
    ],
    ['maxDiskBytes', 'maxUploadBytes', 2, 'one caller may use half of it'],
  ])('%s has to be large enough for the largest request that %s allows, %i times', (quota, item, factor, reason) => {
    const least = factor * 1_000_000;
    expect(faultsIn(minimal({ limits: { [item]: 1_000_000, [quota]: least } }))).toEqual([]);
    expect(faultsIn(minimal({ limits: { [item]: 1_000_000, [quota]: least - 1 } }))).toEqual([
      `limits.${quota}: must be at least ${least}, ${factor} times limits.${item}, since ${reason}: raise it, or lower limits.${item}`,
    ]);
  });

  test('that is not set grows with the limits that it has to be large enough for', () => {
    const { limits } = parseConfig(minimal({ limits: { maxBodyBytes: 20_000_000, maxUploadBytes: 2 ** 31 - 1 } }));
    expect(limits).toMatchObject({
      ...{ maxReceivingBytes: 160_000_000, maxDiskBytes: 2 * (2 ** 31 - 1) },
      maxSendingBytes: 268_435_456,
    });
  });

  test('is not checked if the limit that it depends on is wrong', () => {
    expect(faultsIn(minimal({ limits: { maxUploadBytes: 0, maxDiskBytes: 1 } }))).toHaveLength(1);
  });
});

describe('the explorers', () => {
  test('can only be on or off', () => {
    expect(faultsIn(minimal({ explorers: { enabled: 'always' } }))).toEqual([
      'explorers.enabled: must be true or false',
    ]);
    expect(faultsIn(minimal({ explorers: true }))).toEqual(['explorers: must be a mapping of keys to values']);
    expect(faultsIn(minimal({ explorers: { enable: true } }))).toEqual([
      'explorers.enable: is not a known key; did you mean enabled?',
    ]);
  });
});

describe('companies', () => {
  test('need at least one', () => {
    expect(faultsIn({ companies: {} })).toEqual(['companies: needs at least one company']);
    expect(faultsIn({})).toEqual(['companies: is missing or empty']);
    expect(faultsIn({ companies: [] })).toEqual(['companies: must be a mapping of names to companies']);
    expect(faultsIn({ companies: { acme: null } })).toEqual(['companies.acme: is missing or empty']);
  });

  test.each(['a b', 'a/b', '-a', '_a', 'ä', 'constructor', 'x'.repeat(65)])('cannot have the key %s', (key) => {
    expect(faultsIn({ companies: { [key]: { v6: V6 } } })).toEqual([
      expect.stringMatching(/: must be 1 to 64 letters/),
    ]);
  });

  test.each(['a', 'Acme_Ltd-2', '302320404', 'x'.repeat(64)])('can have the key %s', (key) => {
    expect(parseConfig({ companies: { [key]: { v6: V6 } } }).companies[0]?.id).toBe(key);
  });

  test.each(['aud', 'AU', 'EURO', '€UR', 978])('cannot have the currency %s', (currency) => {
    expect(faultsIn(minimalV6({ currency }))).toEqual([
      expect.stringMatching(/^companies\.acme\.v6\.currency: must be /),
    ]);
  });

  test('cannot have white space around a credential, or characters in an API key that a header cannot hold', () => {
    expect(faultsIn(minimalV6({ apiKey: 'key\n' }))).toEqual([
      'companies.acme.v6.apiKey: must not begin or end with white space',
    ]);
    expect(faultsIn(minimalV6({ apiKey: 'clé' }))).toEqual([
      'companies.acme.v6.apiKey: must be printable ASCII: it is sent in a header',
    ]);
  });

  test('accept any topic if they do not list topics, and list only ARNs of topics', () => {
    const topics = (topicArns: unknown) => faultsIn({ companies: { acme: { ivesk: { ...IVESK, topicArns } } } });
    expect(topics(undefined)).toEqual([]);
    expect(topics(['arn:aws:sns:eu-west-1:000000000000:topic.fifo'])).toEqual([]);
    expect(topics([])).toEqual(['companies.acme.ivesk.topicArns: is an empty list; leave it out to take any topic']);
    expect(topics([''])).toEqual(['companies.acme.ivesk.topicArns[0]: is missing or empty']);
    expect(topics('arn:x')).toEqual(['companies.acme.ivesk.topicArns: must be a list of topic ARNs']);
    expect(topics(['DPWebHook'])).toEqual([
      expect.stringMatching(/^companies\.acme\.ivesk\.topicArns\[0\]: must be the ARN/),
    ]);
  });
});

describe('callers', () => {
  const callers = (value: object) => faultsIn(minimal({ callers: { web: { ...web, ...value } } }));

  test('may have a token of any length, but not an empty one or one with white space', () => {
    expect(callers({ token: 't' })).toEqual([]);
    expect(callers({ token: '' })).toEqual(['callers.web.token: is missing or empty']);
    expect(callers({ token: 'a b' })).toEqual(['callers.web.token: must be printable ASCII without white space']);
  });

  test('may have two tokens while one is replaced, each of them unlike all others', () => {
    expect(callers({ token: ['new', 'old'] })).toEqual([]);
    expect(callers({ token: [] })).toEqual(['callers.web.token: is missing or empty']);
    expect(callers({ token: ['', null] })).toEqual(['callers.web.token: is missing or empty']);
    expect(callers({ token: ['', 'a b'] })).toEqual([
      'callers.web.token[1]: must be printable ASCII without white space',
    ]);
    expect(callers({ token: ['a', 'b', 'c'] })).toEqual([
      'callers.web.token: has more than two values: a secret and the one that it replaces',
    ]);
    const erp = { ...web, token: ['x', 'new'] };
    expect(faultsIn(minimal({ callers: { web: { ...web, token: ['new', 'new'] }, erp } }))).toEqual([
      'callers.web.token[1]: is the same as callers.web.token[0]',
      'callers.erp.token[1]: is the same as callers.web.token[0]',
    ]);
  });

  test.each(['jwt:web', ':', '::1', ' gateway'])('cannot have the name %j', (name) => {
    expect(faultsIn(minimal({ callers: { [name]: web } }))).toEqual([
      expect.stringMatching(/: the name of a caller must not contain a colon or begin with white space$/),
    ]);
  });

  test('list their companies and scopes, or have all with "*"', () => {
    expect(callers({ companies: 'acme', scopes: 'invoices:read' })).toEqual([
      'callers.web.companies: must be a list of company keys, or "*" for all',
      'callers.web.scopes: must be a list of scopes, or "*" for all',
    ]);
    expect(callers({ companies: undefined, scopes: null })).toEqual([
      'callers.web.companies: is missing or empty',
      'callers.web.scopes: is missing or empty',
    ]);
    expect(callers({ companies: [], scopes: [] })).toEqual([]);
  });
});

describe('the SNS host pattern', () => {
  test('is a regular expression', () => {
    expect(faultsIn(minimal({ webhooks: { snsHostPattern: '^sns(' } }))).toEqual([
      'webhooks.snsHostPattern: must be a regular expression',
    ]);
    expect(parseConfig(minimal({ webhooks: { snsHostPattern: '^127\\.0\\.0\\.1:\\d+$' } })).webhooks).toEqual({
      snsHostPattern: '^127\\.0\\.0\\.1:\\d+$',
    });
  });
});
