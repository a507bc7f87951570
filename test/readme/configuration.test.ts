import type { DirectiveNode } from 'graphql';
import { describe, expect, test } from 'vitest';
import { SCOPES } from '../../src/auth/caller.ts';
import { parseConfig } from '../../src/config/load-config.ts';
import { configSchema } from '../../src/config/schema/config-schema.ts';
import { SOURCES, sectionName } from '../../src/domain/source.ts';
import { createSchema } from '../../src/features/schema/create-schema.ts';
import { loadText } from '../config/load-text.ts';
import { type Setting, settingsAt } from './config-keys.ts';
import { EXAMPLE_ENV } from './example-env.ts';
import { Page } from './page.ts';

const page = new Page('docs/configuration.md');
const tables = page.rowsByHeading('| key | default | meaning |');
const EVERY_ACCOUNT = '`companies.<company>.<source>`';

/** The settings below a heading such as `companies.<company>.v6`, by their keys: the text of their default. */
function documented(heading: string): ReadonlyMap<string, string> {
  const rows = tables.get(heading);
  if (rows === undefined) throw new Error(`There is no table under the heading ${heading}`);
  return new Map(
    rows.flatMap(([keys = '', fallback = '']) => [...keys.matchAll(/\w+/g)].map(([key]) => [key, fallback] as const)),
  );
}

describe('docs/configuration.md', () => {
  test('shows a configuration that the gateway accepts', () => {
    const config = loadText({ text: page.blocks('yaml')[0] ?? '', env: EXAMPLE_ENV });
    expect(Object.keys(config.companies[0]?.accounts ?? {})).toEqual(SOURCES);
    expect(config.storage.redisUrl).toBeUndefined();
  });

  test.each([
    ['Top level', []],
    ['`companies.<company>`', ['companies', '*']],
    ['`callers.<caller>`', ['callers', '*']],
    ...[
      'jwt',
      'storage',
      'backends',
      'cache',
      'events',
      'webhooks',
      'explorers',
      'server',
      'operations',
      'logs',
      'limits',
    ].map((name): [string, string[]] => [`\`${name}\``, [name]]),
    ...['cors', 'tls'].map((name): [string, string[]] => [`\`server.${name}\``, ['server', name]]),
  ])('has every key of the section %s with its default, in its order', (heading, path) => {
    expectDocumented(documented(heading), settingsAt(configSchema, path));
  });

  test.each(SOURCES.map(sectionName))('has every key of an account of %s with its default', (source) => {
    const settings = settingsAt(configSchema, ['companies', '*', source]);
    const ofAll = documented(EVERY_ACCOUNT);
    const own = documented(`\`companies.<company>.${source}\``);
    expect([...ofAll.keys()].filter((key) => own.has(key))).toEqual([]);
    const order = new Map([...ofAll, ...own].map(([key], index) => [key, index]));
    const sorted = settings.toSorted((a, b) => (order.get(a.key) ?? -1) - (order.get(b.key) ?? -1));
    expectDocumented(new Map([...ofAll, ...own]), sorted);
  });

  test('has a table for each section of the file', () => {
    const sections = [...tables.keys()].filter((heading) => /^`\w+`$/.test(heading));
    const withoutOwn = ['publicUrl', 'companies', 'callers'];
    const keys = settingsAt(configSchema, []).filter(({ key }) => !withoutOwn.includes(key));
    expect(sections.toSorted()).toEqual(keys.map(({ key }) => `\`${key}\``).toSorted());
  });

  test('gives the quotas that are not set the values that they have with all defaults', () => {
    const { limits } = parseConfig({ companies: { acme: { v6: { baseUrl: 'https://v6.example.com', apiKey: 'k' } } } });
    const table = documented('`limits`');
    for (const quota of ['maxReceivingBytes', 'maxSendingBytes', 'maxDiskBytes'] as const)
      expect(table.get(quota)).toBe(limits[quota].toLocaleString('en'));
  });

  test('names the scopes that the schema asks for, and one for a header', () => {
    const asked = Object.values(createSchema().getTypeMap()).flatMap((type) => {
      const fields = 'getFields' in type ? Object.values(type.getFields()) : [];
      return [type, ...fields].flatMap(({ astNode }) => {
        const directive = astNode?.directives?.find(({ name }: DirectiveNode) => name.value === 'requiresScopes');
        return directive?.loc?.source.body.slice(directive.loc.start, directive.loc.end).match(/\w+:\w+(?=")/g) ?? [];
      });
    });
    const named = page.rows('| scope | allows |').map(([scope]) => scope?.replaceAll('`', ''));
    expect(named.toSorted()).toEqual([...new Set([...asked, 'debug:read'])].toSorted());
    expect(named).toEqual(SCOPES);
  });
});

/** A default that is a number or true or false is shown as such; a text may be in code. */
function expectDocumented(shown: ReadonlyMap<string, string>, settings: readonly Setting[]): void {
  expect([...shown.keys()]).toEqual(settings.map(({ key }) => key));
  for (const { key, isRequired, fallback } of settings) {
    const cell = shown.get(key) ?? '';
    expect([key, cell === 'required']).toEqual([key, isRequired]);
    if (fallback !== undefined)
      expect([key, cell.replaceAll('`', '')]).toEqual([
        key,
        typeof fallback === 'number' ? fallback.toLocaleString('en') : String(fallback),
      ]);
  }
}
