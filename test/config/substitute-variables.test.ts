// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references to variables are what is tested here
import { execFileSync } from 'node:child_process';
import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../src/config/load-config.ts';
import type { Environment } from '../../src/config/reading/substitute-variables.ts';
import { defaultCacheBytes } from '../../src/config/schema/cache-bytes.ts';
import { makeFolder } from '../process/gateway-process.ts';
import { faultsIn, minimal, minimalV6, V6 } from './example.ts';
import { loadText } from './load-text.ts';

function apiKey(text: string, env: Environment = {}) {
  return parseConfig(minimalV6({ apiKey: text }), env).companies[0]?.accounts.V6?.apiKey;
}

describe('a reference to a variable', () => {
  test.each([
    ['is replaced', '${KEY}', { KEY: 'abc' }, 'abc'],
    ['is replaced in the middle of a text, each time that it appears', 'a-${KEY}-${KEY}', { KEY: 'x' }, 'a-x-x'],
    ['with a default takes the variable if it is set', '${KEY:-other}', { KEY: 'abc' }, 'abc'],
    ['with a default takes the default if the variable is not set', '${KEY:-other}', {}, 'other'],
    ['with a default takes the default if the variable is empty', '${KEY:-other}', { KEY: '' }, 'other'],
    ['may have a default with a $', '${KEY:-^a$}', {}, '^a$'],
    ['is plain text after a second $', '$${KEY}', { KEY: 'abc' }, '${KEY}'],
    ['needs its braces', '$KEY $1 $', { KEY: 'abc' }, '$KEY $1 $'],
    ['is not looked for in the value of a variable', '${KEY}', { KEY: '${OTHER} $& $1', OTHER: 'x' }, '${OTHER} $& $1'],
  ])('%s', (_, text, env, expected) => {
    expect(apiKey(text, env)).toEqual([expected]);
  });

  test('cannot insert YAML', () => {
    const text = 'companies: { acme: { v6: { baseUrl: "https://v6.example.com", apiKey: "${KEY}" } } }';
    const KEY = 'x", currency: "EUR';
    expect(loadText({ text, env: { KEY } }).companies[0]?.accounts.V6).toMatchObject({ apiKey: [KEY] });
    expect(loadText({ text, env: { KEY } }).companies[0]?.accounts.V6).not.toHaveProperty('currency');
  });

  test('with an empty value leaves out an optional setting', () => {
    const settings = { storage: { redisUrl: '${REDIS_URL:-}' }, publicUrl: '${URL}' };
    const config = parseConfig(minimal(settings), { URL: '' });
    expect(config.storage).toStrictEqual({ dataDir: './data' });
    expect(config).not.toHaveProperty('publicUrl');
    expect(
      parseConfig(minimal(settings), { URL: '', REDIS_URL: 'redis://:pw@localhost:6379/1' }).storage.redisUrl,
    ).toBe('redis://:pw@localhost:6379/1');
  });

  test('is converted for settings that are numbers or switches', () => {
    const config = parseConfig(
      {
        companies: { acme: { v6: { ...V6, timeoutMs: '${T:-5000}', retries: '${R}' } } },
        cache: { enabled: '${CACHE}', maxBytes: '${BYTES:-}' },
      },
      { R: '0', CACHE: 'false' },
    );
    expect(config.companies[0]?.accounts.V6).toMatchObject({ timeoutMs: 5000, retries: 0 });
    expect(config.cache).toEqual({ enabled: false, maxBytes: defaultCacheBytes() });
  });

  test('may stand for all companies and scopes', () => {
    const callers = { web: { token: 't', companies: '${C:-*}', scopes: ['${S}'] } };
    expect(parseConfig(minimal({ callers }), { S: 'bank:read' }).callers).toEqual([
      { name: 'web', token: ['t'], companies: '*', scopes: ['bank:read'] },
    ]);
  });
});

describe('a variable that is missing', () => {
  test('is named with the path that needs it, together with every other fault', () => {
    const faults = faultsIn({
      companies: { acme: { v6: { baseUrl: 'ftp://x', apiKey: '${ACME_V6_KEY}' } } },
      callers: { web: { token: '${A}${B}', companies: ['acme', '${C}', 'nobody'], scopes: '*' } },
      limits: { maxDepth: '${DEPTH}' },
    });
    expect(faults).toEqual([
      'companies.acme.v6.apiKey: the environment variable ACME_V6_KEY is not set',
      'callers.web.token: the environment variable A is not set',
      'callers.web.token: the environment variable B is not set',
      'callers.web.companies[1]: the environment variable C is not set',
      'limits.maxDepth: the environment variable DEPTH is not set',
      'companies.acme.v6.baseUrl: must be an absolute http or https URL without user name, password, query and fragment',
      'callers.web.companies[2]: is not the key of a company',
    ]);
  });

  test('is the only fault of its text: the rest of a token is not compared', () => {
    const caller = { companies: '*', scopes: '*' };
    const callers = { web: { token: 'x-${A}', ...caller }, erp: { token: 'x-', ...caller } };
    expect(faultsIn(minimal({ callers }))).toEqual(['callers.web.token: the environment variable A is not set']);
  });

  test('is also missing if its name is that of a property of every object', () => {
    expect(faultsIn(minimalV6({ apiKey: '${constructor}' }))).toEqual([
      'companies.acme.v6.apiKey: the environment variable constructor is not set',
    ]);
  });

  test.each(['${', '${}', '${KEY', '${1KEY}', '${KEY-x}', '${my key}', '${KEY:-${OTHER}}', 's3cret${x!'])(
    'is not reported for %s, which is not a reference',
    (text) => {
      const faults = faultsIn(minimalV6({ apiKey: text }), { KEY: 'a', OTHER: 'b' });
      expect(faults).toEqual([
        'companies.acme.v6.apiKey: contains a ${ that is not ${NAME}, ${NAME:-default} or ${file:/path}; write $${ for a literal ${',
      ]);
    },
  );
});

describe('a reference to a file', () => {
  test.each([
    ['as it is', 'abc', 'abc'],
    ['without the line break at its end', 'abc\n', 'abc'],
    ['without a line break of Windows at its end', 'abc\r\n', 'abc'],
    ['without looking for references in it', '${KEY} ${file:/x}\n', '${KEY} ${file:/x}'],
  ])('is replaced with the text of the file %s', async (_, content, expected) => {
    await using folder = await makeFolder();
    const file = await folder.write('key', content);
    expect(apiKey(`\${file:${file}}`, { KEY: 'x' })).toEqual([expected]);
  });

  test('may be a part of a text, and a link, as Kubernetes makes them', async () => {
    await using folder = await makeFolder();
    await symlink(await folder.write('data', 'abc\n'), join(folder.path, 'key'));
    expect(apiKey(`x-\${file:${folder.path}/key}-y`)).toEqual(['x-abc-y']);
  });

  test('is a fault of the setting if the file cannot be read, without what is in it', async () => {
    await using folder = await makeFolder();
    const fault = (path: string) => faultsIn(minimalV6({ apiKey: `\${file:${path}}` }));
    const at = (name: string) => join(folder.path, name);
    await folder.write('large', 's3cret'.repeat(20_000));
    await writeFile(at('binary'), Buffer.from([0x73, 0xff, 0xfe]));
    execFileSync('mkfifo', [at('pipe')]);
    expect(fault(at('missing'))).toEqual([
      `companies.acme.v6.apiKey: names the file ${at('missing')}, which cannot be read (ENOENT)`,
    ]);
    expect(fault(at('large'))).toEqual([
      `companies.acme.v6.apiKey: names the file ${at('large')}, which is larger than 64 kB`,
    ]);
    expect(fault(at('binary'))).toEqual([
      `companies.acme.v6.apiKey: names the file ${at('binary')}, which is not UTF-8 text`,
    ]);
    expect(fault(at('pipe'))).toEqual([`companies.acme.v6.apiKey: names ${at('pipe')}, which is not a file`]);
    expect(fault(folder.path)).toEqual([`companies.acme.v6.apiKey: names ${folder.path}, which is not a file`]);
    expect(fault('secrets/key')).toEqual([
      'companies.acme.v6.apiKey: names the file secrets/key, whose path must be absolute',
    ]);
  });

  test('to an empty file counts as not set', async () => {
    await using folder = await makeFolder();
    const file = await folder.write('key', '\n');
    expect(faultsIn(minimalV6({ apiKey: `\${file:${file}}` }))).toEqual([
      'companies.acme.v6.apiKey: is missing or empty',
    ]);
  });
});
