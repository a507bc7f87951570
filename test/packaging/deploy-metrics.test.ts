import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { startWorld, type TestWorld } from '../end-to-end/world.ts';

interface Dashboard {
  readonly panels: readonly { readonly title: string; readonly targets: readonly { readonly expr: string }[] }[];
}

interface Rules {
  readonly groups: readonly { readonly rules: readonly { readonly alert: string; readonly expr: string }[] }[];
}

/** Functions and keywords of PromQL, and the metric that Prometheus itself makes. */
const WORDS = new Set(['sum', 'max', 'by', 'rate', 'increase', 'histogram_quantile', 'up']);
let world: TestWorld;
/** The metrics that the gateway serves, with their types. */
let types: ReadonlyMap<string, string>;

beforeAll(async () => {
  world = await startWorld();
  const text = await (await world.fetch('metrics')).text();
  types = new Map([...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].map(([, name = '', type = '']) => [name, type]));
});

afterAll(() => world[Symbol.asyncDispose]());

function file(name: string): Promise<string> {
  return readFile(new URL(`../../deploy/${name}`, import.meta.url), 'utf8');
}

/** The names of an expression that are neither words of PromQL nor metrics that the gateway serves. */
function unknownNames(expression: string): readonly string[] {
  const withoutLabels = expression
    .replaceAll(/"[^"]*"/g, '')
    .replaceAll(/\{[^}]*\}/g, '')
    .replaceAll(/\[[^\]]*\]/g, '')
    .replaceAll(/\bby \([^)]*\)/g, '');
  const names = withoutLabels.match(/[a-z_]\w*/gi) ?? [];
  return names.filter((name) => !WORDS.has(name) && !isServed(name));
}

function isServed(name: string): boolean {
  const type = types.get(name);
  if (type !== undefined) return type !== 'histogram';
  const [, base = ''] = /^(\w+)_(?:bucket|count|sum)$/.exec(name) ?? [];
  return types.get(base) === 'histogram';
}

describe('deploy/', () => {
  test('has a dashboard whose panels show metrics that exist', async () => {
    const { panels } = JSON.parse(await file('grafana-dashboard.json')) as Dashboard;
    expect(panels.length).toBeGreaterThan(15);
    const unknown = panels.map(
      ({ title, targets }) => [title, targets.flatMap(({ expr }) => unknownNames(expr))] as const,
    );
    expect(unknown.filter(([, names]) => names.length > 0)).toEqual([]);
    expect(panels.every(({ targets }) => targets.length > 0)).toBe(true);
  });

  test('has alerts on metrics that exist', async () => {
    const { groups } = parse(await file('prometheus-rules.yml')) as Rules;
    const rules = groups.flatMap((group) => group.rules);
    expect(rules.length).toBeGreaterThan(8);
    const unknown = rules.map(({ alert, expr }) => [alert, unknownNames(expr)] as const);
    expect(unknown.filter(([, names]) => names.length > 0)).toEqual([]);
  });
});
