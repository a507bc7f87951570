import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { GraphQLEnumType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSchema } from '../../src/features/schema/create-schema.ts';
import { subscribersOf } from '../end-to-end/live-client.ts';
import { startWorld, type TestWorld } from '../end-to-end/world.ts';
import { Page } from './page.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const page = new Page('docs/integrating.md');
const [takeOver = '', follow = ''] = page.blocks('js');

/** Runs a script of the page, as a file in the project's folder would run. */
function run(script: string, env: Readonly<Record<string, string>>, after: readonly string[] = []) {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script, 'script.mjs', ...after], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = Promise.all([once(child, 'close'), text(child.stdout), text(child.stderr)]).then(
    ([[code], stdout, stderr]) => ({ code, stdout, stderr }),
  );
  return { child, ended };
}

describe('docs/integrating.md', () => {
  let world: TestWorld;
  let folder: string;
  let env: Record<string, string>;

  beforeAll(async () => {
    world = await startWorld({ as: 'acme' });
    await world.sandbox.connect(world.url);
    folder = await mkdtemp(join(tmpdir(), 'integrating-'));
    env = { GATEWAY: new URL('graphql', world.url).href, ERP: join(folder, 'erp.sqlite') };
  });

  afterAll(async () => {
    await rm(folder, { recursive: true });
    await world[Symbol.asyncDispose]();
  });

  const documents = () => {
    const db = new DatabaseSync(env['ERP'] ?? '');
    try {
      return db.prepare('SELECT id, state FROM documents').all();
    } finally {
      db.close();
    }
  };

  test('shows a script that takes every document over once and marks it, however often it runs', async () => {
    const { data } = await world.ask<{ invoices: { nodes: { id: string }[] } }>(
      '{ invoices(first: 200) { nodes { id } } }',
    );
    // One document is not marked in the first run.
    world.sandbox.lightyear.fail('completeInvoiceExport', { kind: 'status', status: 503 }, { times: 1 });
    const first = await run(takeOver, env).ended;
    expect(first).toMatchObject({ code: 0, stderr: expect.stringMatching(/^\S+: BACKEND_UNAVAILABLE\n$/) });
    const ids = documents().map(({ id }) => String(id));
    expect(ids.length).toBeGreaterThan(300);
    expect(new Set(ids).isSupersetOf(new Set(data?.invoices.nodes.map(({ id }) => id)))).toBe(true);
    const exported = () => documents().filter(({ state }) => state === 'EXPORTED').length;
    expect(exported()).toBe(ids.length - 1);
    const calls = world.sandbox.lightyear.calls.of('completeInvoiceExport').length;
    expect(await run(takeOver, env).ended).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(exported()).toBe(ids.length);
    expect(documents().length).toBe(ids.length);
    expect(world.sandbox.lightyear.calls.of('completeInvoiceExport').length).toBe(calls + 1);
  }, 60_000);

  test('shows a script that follows the events after the given one', async () => {
    const { data } = await world.ask<{ eventsEnd: string }>('{ eventsEnd }');
    const { child, ended } = run(follow, env, [data?.eventsEnd ?? '']);
    await subscribersOf(world, 1);
    world.sandbox.sns.publish('acme', 'EXPORTED');
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    expect(JSON.parse((await ended).stdout)).toMatchObject({ type: 'EXPORTED' });
  });

  test('names events and codes that exist, and says what to do about each event', () => {
    const valuesOf = (name: string) => {
      const type = createSchema().getType(name);
      return type instanceof GraphQLEnumType ? type.getValues().map((value) => value.name) : [];
    };
    const namesIn = (cells: readonly (readonly string[])[]) =>
      cells.flatMap(([cell = '']) => [...cell.matchAll(/`([A-Z_\d]+)`/g)].map(([, name = '']) => name));
    expect(namesIn(page.rows('| event | do |')).toSorted()).toEqual(valuesOf('DocumentEventType').toSorted());
    const codes = new Set([...valuesOf('ErrorCode'), 'CONNECTION_LOST', 'UNEXPECTED_ANSWER']);
    expect(namesIn(page.rows('| outcome | meaning | do |')).filter((code) => !codes.has(code))).toEqual([]);
  });
});
