import { readFileSync } from 'node:fs';
import type { DirectiveNode } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TIMES_TO_LIVE } from '../../src/cache/times-to-live.ts';
import { loadConfig } from '../../src/config/load-config.ts';
import { SOURCES } from '../../src/domain/source.ts';
import { createSchema } from '../../src/features/schema/create-schema.ts';
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

/** The first event of a stream, without what keeps it alive. */
async function nextEvent({ body }: Response): Promise<unknown> {
  let text = '';
  for await (const chunk of body ?? []) {
    text += Buffer.from(chunk).toString('utf8');
    const data = /^event: next\ndata: (.*)$/m.exec(text)?.[1];
    if (data !== undefined) return JSON.parse(data);
  }
  throw new Error('The stream ended without an event');
}

/** The same without its values. */
function formOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return '';
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, formOf(one)]));
}

describe('the README', () => {
  let world: TestWorld;

  beforeAll(async () => {
    // Another day than the one it was written on: the answer is the same.
    const now = new Date('2026-03-20T15:30:00Z');
    world = await startWorld({ sandbox: { now }, overrides: { now: () => now.getTime() } });
  });

  afterAll(() => world[Symbol.asyncDispose]());

  test('shows a question with the answer that it gets', async () => {
    const [, curl = ''] = blocks('sh');
    const body = /-d '(.*)'$/m.exec(curl)?.[1];
    const authorization = /'authorization: (.*)'/.exec(curl)?.[1] ?? '';
    const headers = { authorization, 'content-type': 'application/json' };
    const response = await world.fetch('graphql', { method: 'POST', headers, body: body ?? '' });
    expect(await response.json()).toEqual(JSON.parse(blocks('json')[0] ?? ''));
  });

  test('shows a configuration that is one', () => {
    const env = {
      ACME_LY_ID: 'an-id',
      ACME_LY_SECRET: 'a-secret-value',
      ACME_IVESK_KEY: 'a-key-of-ivesk',
      ACME_HOOK: 'a-secret-of-the-webhook',
      ACME_V6_KEY: 'a-key-of-v6',
      WEB_TOKEN: 'a-token-of-the-web-0123456789',
      OPERATOR_TOKEN: 'a-token-of-the-operator-0123456789',
    };
    const config = loadConfig({ text: blocks('yaml')[0] ?? '', env });
    expect(Object.keys(config.companies[0]?.accounts ?? {})).toEqual(SOURCES);
    expect(config.storage.redisUrl).toBeUndefined();
  });

  test('says how long each kind of read is kept', () => {
    const table = rows('| kept | for | what it is |').map(([kind, time]) => [kind, time]);
    expect(table).toEqual(Object.entries(TIMES_TO_LIVE).map(([kind, ms]) => [`\`${kind}\``, `${ms / 1_000} s`]));
  });

  test('names routes that answer', async () => {
    const others: Readonly<Record<string, number>> = { '/graphql/stream': 400, '/webhooks/ivesk/acme': 403 };
    for (const [cell = ''] of rows('| route | what |')) {
      const route = cell.replaceAll('`', '').replace('<company>', 'acme');
      const { status } = await world.fetch(route, { headers: { accept: 'text/html' } });
      expect([route, status]).toEqual([route, others[route] ?? 200]);
    }
  });

  test('names the scopes that the schema asks for', () => {
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

  test('shows a subscription, and the form of an event that it gives', async () => {
    await using live = await startWorld();
    const curl = blocks('sh').find((block) => block.includes('/graphql/stream')) ?? '';
    const headers = [...curl.matchAll(/-H '([^:]+): ([^']+)'/g)].map(
      ([, name = '', value = '']) => [name, value] as const,
    );
    const hangUp = new AbortController();
    const response = await live.fetch('graphql/stream', {
      method: 'POST',
      headers: headers.map(([name, value]): [string, string] => [name, value]),
      body: /-d '(.*)'$/m.exec(curl)?.[1] ?? '',
      signal: hangUp.signal,
    });
    await live.sandbox.connect(live.url);
    live.sandbox.sns.publish('acme', 'DIGITIZED');
    const event = await nextEvent(response);
    hangUp.abort();
    const [, shown = ''] = /^data: (\{.*)$/m.exec(README) ?? [];
    expect(formOf(event)).toEqual(formOf(JSON.parse(shown)));
  });

  test.each([
    ['query', 'getQueryType'],
    ['mutation', 'getMutationType'],
    ['subscription', 'getSubscriptionType'],
  ] as const)('has a row for each %s', (operation, rootOf) => {
    const names = README.match(new RegExp(`^\\| ${operation} \\| \\w+ \\|$`, 'm'))?.[0] ?? '';
    const named = rows(names).flatMap(([cell = '']) => cell.match(/\w+(\.\w+)?/g) ?? []);
    const fields = Object.keys(createSchema()[rootOf]()?.getFields() ?? {}).filter((name) => !name.startsWith('_'));
    expect(named.filter((name) => !name.includes('.')).sort()).toEqual(fields.sort());
  });

  test('gives commands that there are', () => {
    const { scripts } = JSON.parse(readFileSync(new URL('package.json', ROOT), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const named = [...README.matchAll(/npm (?:run )?(start|test|check|bench)\b/g)].map(([, name = '']) => name);
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
    expect(new Set(named)).toEqual(new Set(['start', 'test', 'check', 'bench']));
  });

  test('points at files that there are', () => {
    for (const [, path = ''] of README.matchAll(/\]\((?!http)([^)]+)\)/g)) {
      expect(() => readFileSync(new URL(path, ROOT)), path).not.toThrow(/ENOENT/);
    }
  });
});
