import { readFileSync } from 'node:fs';
import type { DirectiveNode } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TIMES_TO_LIVE } from '../../src/cache/times-to-live.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { createSchema } from '../../src/features/schema.ts';
import { startWorld, type TestWorld } from '../end-to-end/world.ts';

const ROOT = new URL('../../', import.meta.url);
const README = readFileSync(new URL('README.md', ROOT), 'utf8');

/** The code blocks of one language, in their order. */
function blocks(language: string): readonly string[] {
  return [...README.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, text = '']) => text);
}

/** The first cells of the rows below a table's head. */
function rows(head: string): readonly (readonly string[])[] {
  const [, table = ''] = README.split(`${head}\n`, 2);
  const [, ...lines] = (table.split('\n\n', 1)[0] ?? '').split('\n');
  return lines.map((line) => line.slice(2, -2).split(' | '));
}

describe('the README', () => {
  let world: TestWorld;

  beforeAll(async () => {
    // Another day than the one it was written on: the answer is the same.
    const now = new Date('2026-03-20T15:30:00Z');
    world = await startWorld({ sandbox: { now }, overrides: { now: () => now.getTime() } });
  });

  afterAll(() => world[Symbol.asyncDispose]());

  it('shows a question with the answer that it gets', async () => {
    const [, curl = ''] = blocks('sh');
    const body = /-d '(.*)'$/m.exec(curl)?.[1];
    const authorization = /'authorization: (.*)'/.exec(curl)?.[1] ?? '';
    const headers = { authorization, 'content-type': 'application/json' };
    const response = await world.fetch('graphql', { method: 'POST', headers, body: body ?? '' });
    expect(await response.json()).toEqual(JSON.parse(blocks('json')[0] ?? ''));
  });

  it('shows a configuration that is one', () => {
    const env = {
      ACME_LY_ID: 'an-id',
      ACME_LY_SECRET: 'a-secret-value',
      ACME_IVESK_KEY: 'a-key-of-ivesk',
      ACME_V6_KEY: 'a-key-of-v6',
      WEB_TOKEN: 'a-token-of-the-web-0123456789',
    };
    const config = loadConfig({ text: blocks('yaml')[0] ?? '', env });
    expect(Object.keys(config.companies[0] ?? {})).toEqual(['id', 'name', 'lightyear', 'ivesk', 'v6']);
    expect(config.storage.redisUrl).toBeUndefined();
  });

  it('says how long each kind of read is kept', () => {
    const table = rows('| kept | for | what it is |').map(([kind, time]) => [kind, time]);
    expect(table).toEqual(Object.entries(TIMES_TO_LIVE).map(([kind, ms]) => [`\`${kind}\``, `${ms / 1_000} s`]));
  });

  it('names routes that answer', async () => {
    for (const [route = ''] of rows('| route | what |')) {
      const { status } = await world.fetch(route.replaceAll('`', ''), { headers: { accept: 'text/html' } });
      expect([route, status]).toEqual([route, 200]);
    }
  });

  it('names the scopes that the schema asks for', () => {
    const asked = Object.values(createSchema().getTypeMap()).flatMap((type) => {
      const fields = 'getFields' in type ? Object.values(type.getFields()) : [];
      return [type, ...fields].flatMap(({ astNode }) => {
        const directive = astNode?.directives?.find(({ name }: DirectiveNode) => name.value === 'requiresScopes');
        return directive?.loc?.source.body.slice(directive.loc.start, directive.loc.end).match(/\w+:\w+(?=")/g) ?? [];
      });
    });
    expect(
      rows('| scope | allows |')
        .map(([scope]) => scope?.replaceAll('`', ''))
        .sort(),
    ).toEqual([...new Set(asked)].sort());
  });

  it('names queries that there are, and leaves none out', () => {
    const named = rows('| query | gives |').flatMap(([names = '']) => names.match(/\w+(\.\w+)?/g) ?? []);
    const fields = Object.keys(createSchema().getQueryType()?.getFields() ?? {}).filter(
      (name) => !name.startsWith('_'),
    );
    expect(named.filter((name) => !name.includes('.')).sort()).toEqual(fields.sort());
  });

  it('gives commands that there are', () => {
    const { scripts } = JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const named = [...README.matchAll(/npm (?:run )?(start|test|check|bench)\b/g)].map(([, name = '']) => name);
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
    expect(new Set(named)).toEqual(new Set(['start', 'test', 'check', 'bench']));
  });

  it('points at files that there are', () => {
    for (const [, path = ''] of README.matchAll(/\]\((?!http)([^)]+)\)/g)) {
      expect(() => readFileSync(new URL(path, ROOT)), path).not.toThrow(/ENOENT/);
    }
  });
});
