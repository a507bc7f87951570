import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { readSources } from '../architecture/source-imports.ts';
import { startWorld, type TestWorld } from '../end-to-end/world.ts';
import { samplesIn } from '../server/operations/metrics-text.ts';
import { curlRequest, Page } from './page.ts';

const page = new Page('docs/observability.md');
const [traceExample = '{}', lineExample = '{}'] = page.blocks('json');

/** Metrics that the gateway does not get from the process. */
const OURS = /^# TYPE ((?:gateway|http|db)_\w+) /gm;

/** A string with the name of an attribute of spans. */
const ATTRIBUTE = /'((?:gateway|graphql|http|url|network|server|db|error)\.[a-z_]+[a-z_.]*)'/g;

interface Traced {
  readonly data: object;
  readonly extensions: { readonly trace: { readonly calls: readonly object[] } };
}

describe('docs/observability.md', () => {
  let world: TestWorld;

  beforeAll(async () => {
    world = await startWorld();
  });

  afterAll(() => world[Symbol.asyncDispose]());

  test('names every metric of the gateway, and no other', async () => {
    const text = await (await world.fetch('metrics')).text();
    const served = [...text.matchAll(OURS)].map(([, name = '']) => name);
    const named = page
      .rows('| metric | meaning |')
      .flatMap(([cell = '']) => [...cell.matchAll(/`((?:gateway|http|db)_\w+)/g)].map(([, name = '']) => name));
    expect([...new Set(named)].toSorted()).toEqual(served.toSorted());
  });

  test('names the labels of these metrics', async () => {
    await world.ask('{ invoices(first: 3) { nodes { number } } }');
    const text = await (await world.fetch('metrics')).text();
    const named = new Map(
      page
        .rows('| metric | meaning |')
        .flatMap(([cell = '']) => [...cell.matchAll(/`(\w+)\{([^}]*)\}/g)])
        .map(
          ([, name = '', labels = '']) =>
            [
              name,
              labels
                .replaceAll(/=[^,]*/g, '')
                .split(',')
                .toSorted(),
            ] as const,
        ),
    );
    for (const { name, labels } of samplesIn(text)) {
      const own = named.get(name.replace(/_(?:bucket|sum|count)$/, ''));
      if (own !== undefined)
        expect([
          name,
          Object.keys(labels)
            .filter((label) => label !== 'le')
            .toSorted(),
        ]).toEqual([name, own]);
    }
  });

  test('names metrics of the process that are served', async () => {
    const text = await (await world.fetch('metrics')).text();
    const named = [...page.text.matchAll(/`((?:nodejs|process)_\w+)/g)].map(([, name = '']) => name);
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((name) => !text.includes(`# TYPE ${name} `))).toEqual([]);
  });

  test('names every attribute of spans, and no other', () => {
    const texts = readSources().flatMap(({ path, text }) => (path.startsWith('src/') ? text : []));
    const set = new Set(texts.flatMap((text) => [...text.matchAll(ATTRIBUTE)].map(([, name = '']) => name)));
    const named = page
      .rows('| attribute | of | meaning |')
      .flatMap((cells) => [...cells.join().matchAll(/`([a-z]+\.[a-z_.]+)`/g)].map(([, name = '']) => name));
    expect([...new Set(named)].toSorted()).toEqual([...set].toSorted());
  });

  test('quotes log messages that the gateway writes', () => {
    const texts = readSources().flatMap(({ path, text }) => (path.startsWith('src/') ? text : []));
    const quoted = page
      .rows('| message | meaning | action |')
      .flatMap(([cell = '']) => [...cell.matchAll(/`([^`]+)`/g)].map(([, message = '']) => message));
    expect(quoted.length).toBeGreaterThan(8);
    expect(quoted.filter((message) => !texts.some((text) => text.includes(message)))).toEqual([]);
  });

  test('shows the trace of a request as the gateway gives it', async () => {
    // Its caches are empty.
    await using fresh = await startWorld();
    const [command = ''] = page.blocks('sh');
    const response = await fresh.fetch('graphql', { method: 'POST', ...curlRequest(command) });
    const given = (await response.json()) as Traced;
    const shown = JSON.parse(traceExample) as Traced;
    expect(keysOf(given)).toEqual(keysOf(shown));
    expect(given.data).toEqual(shown.data);
    const withoutTimes = ({ extensions: { trace } }: Traced) => trace.calls.map((call) => ({ ...call, ms: 0 }));
    expect(withoutTimes(given)).toEqual(withoutTimes(shown));
  });

  test('shows an access line with the fields of the real ones', async () => {
    const query = 'query Inbox { invoices(first: 3) { nodes { number } } }';
    await world.ask(query, {}, { as: 'acme' });
    const line = () => world.log.entries().find(({ msg, operation }) => msg === 'request' && operation === 'Inbox');
    await expect.poll(line).toBeDefined();
    expect(Object.keys(line() ?? {})).toEqual(Object.keys(JSON.parse(lineExample) as object));
  });

  test('shows a scrape configuration that is valid YAML', () => {
    expect(parse(page.blocks('yaml')[0] ?? '')).toMatchObject({ scrape_configs: [{ job_name: 'invoice-gateway' }] });
  });
});

/** The paths of all members, with those of a list's items as one. */
function keysOf(value: unknown, path = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const paths = Object.entries(value).flatMap(([key, item]) => {
    const here = Array.isArray(value) ? `${path}[]` : `${path}.${key}`;
    return [here, ...keysOf(item, here)];
  });
  return [...new Set(paths)].toSorted();
}
