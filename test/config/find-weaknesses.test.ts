import { describe, expect, test } from 'vitest';
import { secretSettings } from '../../src/backends/registry.ts';
import { findWeaknesses } from '../../src/config/checks/find-weaknesses.ts';
import { literalSecrets } from '../../src/config/checks/literal-secrets.ts';
import { parseConfig } from '../../src/config/load-config.ts';
import { parseYaml } from '../../src/config/reading/parse-yaml.ts';

const STRONG = 'zQ4v-9sKd_71mTxB0';
const TOPIC = 'arn:aws:sns:eu-west-1:007272210889:DPWebHook_onexport';

function configOf(
  changed: { readonly token?: string | readonly string[]; readonly ivesk?: object; readonly rest?: object } = {},
) {
  return parseConfig({
    companies: {
      acme: {
        ivesk: {
          ...{ baseUrl: 'https://ivesk.example.com', apiKey: STRONG, companyCode: '1', webhookSecret: STRONG },
          ...changed.ivesk,
        },
      },
    },
    callers: { web: { token: changed.token ?? STRONG, companies: '*', scopes: '*' } },
    operations: { port: 9464 },
    ...changed.rest,
  });
}
function weaknesses(changed: Parameters<typeof configOf>[0], isProduction = true) {
  return findWeaknesses(configOf(changed), { isProduction });
}

describe('a configuration that is accepted', () => {
  test('has no warnings if it is strong', () => {
    expect(weaknesses({})).toEqual([]);
  });

  test.each([
    [{ token: 'web' }, /^callers\.web\.token: has fewer than 16 characters/],
    [{ token: [STRONG, 'web'] }, /^callers\.web\.token\[1\]: has fewer than 16 characters/],
    [{ ivesk: { apiKey: ['k', STRONG] } }, /^companies\.acme\.ivesk\.apiKey\[0\]: has fewer than 16/],
    [{ token: 'abababababababababab' }, /^callers\.web\.token: has fewer than 6 different characters/],
    [{ ivesk: { apiKey: 'k' } }, /^companies\.acme\.ivesk\.apiKey: has fewer than 16/],
    [{ ivesk: { webhookSecret: 'hook' } }, /^companies\.acme\.ivesk\.webhookSecret: has fewer than 16/],
    [{ ivesk: { baseUrl: 'http://ivesk.example.com' } }, /^companies\.acme\.ivesk\.baseUrl: is not https/],
    [{ rest: { publicUrl: 'HTTP://gateway.example.com' } }, /^publicUrl: is not https/],
    [
      { rest: { jwt: { issuer: 'https://i', audience: 'a', jwksUrl: 'http://login.example.com/jwks.json' } } },
      /^jwt\.jwksUrl: is not https/,
    ],
    [{ rest: { operations: {} } }, /^operations\.port: is not set: .*\/metrics/],
    [{ ivesk: { webhookSecret: '', topicArns: [TOPIC] } }, /^companies\.acme\.ivesk\.webhookSecret: is missing/],
  ])('has a warning for a weakness, without the value: %j', (changed, line) => {
    const lines = weaknesses(changed);
    expect(lines).toEqual([expect.stringMatching(line)]);
    expect(lines.join()).not.toMatch(/abab|example\.com/);
  });

  test('may use http, and one port for all, outside of production', () => {
    expect(weaknesses({ ivesk: { baseUrl: 'http://127.0.0.1:4010' }, rest: { operations: {} } }, false)).toEqual([]);
  });
});

const NAMES = ['token', ...secretSettings()];

test('secrets in the text of a file are told from references to variables', () => {
  const text = `
    companies:
      acme:
        lightyear: { clientSecret: "\${LY}", clientId: x }
        ivesk: { apiKey: literal, webhookSecret: "\${HOOK:-}" }
    callers:
      web: { token: literal }
      erp: { token: "\${ERP}" }
      bi: { token: ["\${BI}", "\${file:/run/secrets/bi}"] }
      crm: { token: ["\${CRM}", literal] }
    storage: { redisUrl: "redis://:pass@redis:6379" }`;
  expect(literalSecrets(parseYaml(text), NAMES)).toEqual([
    'companies.acme.ivesk.apiKey',
    'callers.web.token',
    'callers.crm.token',
    'storage.redisUrl',
  ]);
  expect(literalSecrets({ storage: { redisUrl: 'redis://redis:6379' } }, NAMES)).toEqual([]);
});
