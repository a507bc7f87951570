import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TIMES_TO_LIVE } from '../../src/cache/times-to-live.ts';
import { readSources } from '../architecture/source-imports.ts';
import { startWorld, type TestWorld } from '../end-to-end/world.ts';
import { startProcess } from '../process/gateway-process.ts';
import { EXAMPLE_ENV } from './example-env.ts';
import { Page } from './page.ts';

const page = new Page('docs/operating.md');
const [start = '', docker = ''] = page.blocks('sh');

describe('docs/operating.md', () => {
  let world: TestWorld;

  beforeAll(async () => {
    world = await startWorld();
  });

  afterAll(() => world[Symbol.asyncDispose]());

  test('shows a command that starts the gateway in production with the configuration of docs/configuration.md', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'operating-'));
    try {
      const [config = ''] = new Page('docs/configuration.md').blocks('yaml');
      await writeFile(
        join(folder, 'gateway.yaml'),
        `${config.replace('./data', folder)}\noperations: { drainMs: 0 }\n`,
      );
      const command = start.replace('gateway.yaml', join(folder, 'gateway.yaml'));
      await using gateway = startProcess(EXAMPLE_ENV, ['sh', '-eu', '-c', `exec env ${command}`]);
      const url = await gateway.ready();
      expect((await fetch(new URL('health/ready', url))).status).toBe(200);
      expect((await fetch(url, { headers: { accept: 'text/html' } })).status).toBe(404);
      gateway.kill('SIGTERM');
      await gateway.exit;
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test('shows the docker commands of the Dockerfile', async () => {
    const dockerfile = await readFile(new URL('../../Dockerfile', import.meta.url), 'utf8');
    expect(dockerfile.replaceAll(/^# /gm, '')).toContain(docker);
  });

  test('names the variables that the gateway reads', () => {
    const main = readSources().find(({ path }) => path === 'src/main.ts')?.text ?? '';
    const named = page.rows('| variable | meaning | default |').flatMap(([cell = '']) => cell.match(/\w+/g) ?? []);
    // Node itself reads the temporary folder.
    expect(named.filter((name) => name !== 'TMPDIR' && !main.includes(name))).toEqual([]);
    expect(named).toEqual(
      expect.arrayContaining(['GATEWAY_CONFIG', 'HOST', 'PORT', 'LOG_LEVEL', 'NODE_ENV', 'GATEWAY_COMMIT']),
    );
  });

  test('names routes that answer', async () => {
    const others: Readonly<Record<string, number>> = { '/graphql/stream': 406, '/webhooks/ivesk/acme': 403 };
    const answers = await Promise.all(
      page.rows('| route | purpose |').map(async ([cell = '']) => {
        const route = cell.replaceAll('`', '').replace('<company>', 'acme');
        const { status } = await world.fetch(route, { headers: { accept: 'text/html' } });
        return [route, status, others[route] ?? 200];
      }),
    );
    expect(answers).toHaveLength(8);
    for (const [route, status, wanted] of answers) expect([route, status]).toEqual([route, wanted]);
  });

  test('says how long each kind of read is kept', () => {
    const table = page.rows('| kept | for | contents |').map(([kind, time]) => [kind, time]);
    expect(table).toEqual(Object.entries(TIMES_TO_LIVE).map(([kind, ms]) => [`\`${kind}\``, `${ms / 1_000} s`]));
  });
});
