import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { subscribersOf } from '../end-to-end/live-client.ts';
import { startWorld, type TestWorld } from '../end-to-end/world.ts';
import { startProcess } from '../process/gateway-process.ts';
import { freePort } from '../process/ports.ts';

const ROOT = new URL('../../', import.meta.url);
const run = promisify(execFile);

const noCurl = spawnSync('curl', ['--version']).status === 0 ? undefined : 'LEFT OUT: docs/federation.md needs curl';
if (noCurl) console.warn(noCurl);

const MARK = '\n--- next ---\n';

describe.skipIf(noCurl)('docs/federation.md', () => {
  const used = new AsyncDisposableStack();
  let page: string;
  let world: TestWorld;
  let folder: string;
  let router: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'federation-'));
    used.defer(() => rm(folder, { recursive: true }));
    await symlink(new URL('node_modules', ROOT), join(folder, 'node_modules'));
    world = used.use(await startWorld());
    const text = await readFile(new URL('docs/federation.md', ROOT), 'utf8');
    const paymentsPort = await freePort();
    router = `127.0.0.1:${await freePort()}`;
    page = text
      .replaceAll('http://127.0.0.1:4000/', world.url.href)
      .replaceAll('127.0.0.1:4001', `127.0.0.1:${paymentsPort}`)
      .replaceAll('port: 4001', `port: ${paymentsPort}`)
      .replaceAll('127.0.0.1:4002', router)
      .replaceAll("listen(4002, '127.0.0.1'", `listen(${new URL(`http://${router}`).port}, '127.0.0.1'`);
    for (const [, name = '', content = ''] of page.matchAll(/`(\w+\.\w+)`:\n\n```\w+\n(.*?)^```/gms))
      await writeFile(join(folder, name), content);
    await start('node payments.mjs', `:${paymentsPort}`);
  });

  afterAll(() => used.disposeAsync());

  test('shows commands that compose a supergraph, and the answers of a router', async () => {
    const [fetchSdl = '', compose = '', route = '', ...questions] = blocks(page, 'sh');
    await inShell(fetchSdl + compose);
    await start(route, router);
    const subscribe = questions.pop() ?? '';
    const settings = fetchSdl.split('\n').slice(0, 2).join('\n');

    const answers = (await inShell([settings, ...questions].join(`\nprintf '${MARK}'\n`))).split(MARK).slice(1);

    expect(answers.map((answer) => JSON.parse(answer))).toEqual(blocks(page, 'json').map((text) => JSON.parse(text)));
    expect(answers).toHaveLength(2);
    await expectEvent(`${settings}\n${subscribe}`);
  });

  test('names the types that have a key', async () => {
    const { data } = await world.ask<{ _service: { sdl: string } }>('{ _service { sdl } }');
    const keyed = [...(data?._service.sdl.matchAll(/^type (\w+)[^{]* @key\(/gm) ?? [])].map(([, name]) => name);
    const table = page.split('| type | key |')[1]?.split('\n\n')[0] ?? '';
    const named = [...table.matchAll(/`([A-Z]\w+)`/g)].map(([, name]) => name);
    expect(named.sort()).toEqual(keyed.sort());
  });

  /** Runs a program of the page until the end, from when it has printed something. */
  async function start(command: string, printed: string): Promise<void> {
    const process = startProcess({}, ['sh', '-eu', '-c', `cd ${folder} && exec ${command}`]);
    used.defer(async () => {
      process.kill('SIGKILL');
      await process.exit;
    });
    await process.printed(printed);
  }

  /** Runs what follows an event until the first one is there. */
  async function expectEvent(script: string): Promise<void> {
    const curl = startProcess({}, ['sh', '-eu', '-c', script.replace('curl ', 'exec curl ')]);
    await world.sandbox.connect(world.url);
    await subscribersOf(world, 1);
    world.sandbox.sns.publish('acme', 'DIGITIZED');
    await curl.printed('"plannedPayment":{"amount":"');
    curl.kill('SIGTERM');
    await curl.exit;
    await subscribersOf(world, 0);
  }

  async function inShell(script: string): Promise<string> {
    return (await run('sh', ['-eu', '-c', script], { cwd: folder })).stdout;
  }
});

/** The code blocks of one language, in their order. */
function blocks(text: string, language: string): readonly string[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, block = '']) => block);
}
