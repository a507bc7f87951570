import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/start.ts';
import { ask } from './ask.ts';
import { entriesOf, makeFolder, startProcess } from './gateway-process.ts';
import { freePort } from './ports.ts';

const TOKEN = 'sandbox-token-not-a-secret';
const COMPANIES = { data: { companies: [{ id: 'acme' }, { id: 'borealis' }] } };

let sandbox: Sandbox;
let folder: Awaited<ReturnType<typeof makeFolder>>;
let configFile: string;
const used = new AsyncDisposableStack();

beforeAll(async () => {
  sandbox = used.use(await startSandbox());
  folder = used.use(await makeFolder());
  configFile = await folder.write('gateway.yaml', config());
});

function config(): object {
  return { ...(sandbox.gatewayConfig() as object), storage: { dataDir: `${folder.path}/data` } };
}

afterAll(() => used.disposeAsync());

describe('without a configuration, the gateway', () => {
  test('runs on sample data within seconds, and prints its URL and a token', async () => {
    const startedAt = performance.now();
    await using gateway = startProcess();
    const url = await gateway.ready();
    expect(performance.now() - startedAt).toBeLessThan(10_000);

    await gateway.printed(TOKEN);
    expect(await ask(url, '{ companies { id } }')).toEqual(COMPANIES);
    expect(await ask(url, '{ invoices { nodes { id number } accounts { ok } } }')).toMatchObject({
      data: { invoices: { accounts: Array(6).fill({ ok: true }) } },
    });
    expect(await (await fetch(url)).text()).toContain(TOKEN);

    gateway.kill('SIGTERM');
    const { code, stdout, stderr } = await gateway.exit;
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`curl ${new URL('graphql', url)}`);
  });

  test('refuses to run in production, and says what is missing', async () => {
    const { code, stdout, stderr } = await startProcess({ NODE_ENV: 'production' }).exit;

    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^GATEWAY_CONFIG: is not set, and sample data is not available in production: .*\n$/);
  });
});

describe('with a configuration, the gateway', () => {
  test('runs in production, and only prints lines of JSON', async () => {
    const file = await folder.write('production.yaml', {
      ...config(),
      ...{ operations: { drainMs: 1 }, watch: { enabled: false } },
    });
    await using gateway = startProcess({ GATEWAY_CONFIG: file, NODE_ENV: 'production' });
    const url = await gateway.ready();
    expect(url.hostname).toBe('127.0.0.1');

    expect(await ask(url, '{ companies { id } }')).toEqual(COMPANIES);
    expect(await (await fetch(url)).text()).not.toContain(TOKEN);

    gateway.kill('SIGINT');
    const { code, stdout, stderr } = await gateway.exit;
    expect([code, stderr]).toEqual([0, '']);
    const lines = stdout.trimEnd().split('\n');
    expect(entriesOf(stdout)).toHaveLength(lines.length);
    const isWarning = ({ level }: { readonly level?: unknown }) => level === 'warn';
    // The stand-ins use http, and do not have data to protect.
    const warnings = entriesOf(stdout)
      .filter(isWarning)
      .map(({ msg }) => msg);
    expect(warnings).toContainEqual(
      expect.stringMatching(/^weak configuration: companies\.acme\.ivesk\.baseUrl: is not https/),
    );
    expect(warnings.every((line) => String(line).startsWith('weak configuration: '))).toBe(true);
    expect(entriesOf(stdout)[0]).toMatchObject({ msg: 'starting' });
    expect(entriesOf(stdout).filter((entry) => !isWarning(entry))).toEqual([
      { level: 'info', time: expect.any(String), version: '0.1.0', commit: null, msg: 'starting' },
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        url: url.href,
        endpoint: `${url.href}graphql`,
        msg: `ready at ${url.href}`,
      },
      expect.objectContaining({ level: 'info', caller: 'sandbox', status: 200, msg: 'request' }),
      { level: 'info', time: expect.any(String), signal: 'SIGINT', drainMs: 1, msg: 'shutting down' },
    ]);
  });

  test.each([
    [0o644, true],
    [0o600, false],
  ])('warns of secrets in a file that other users can read, with mode %i: %s', async (mode, warns) => {
    await chmod(configFile, mode);
    await using gateway = startProcess({ GATEWAY_CONFIG: configFile });
    await gateway.ready();
    gateway.kill('SIGTERM');
    const { stdout } = await gateway.exit;
    const lines = entriesOf(stdout).filter(({ msg }) => String(msg).includes('other users can read the file'));
    expect(lines).toHaveLength(warns ? 1 : 0);
    expect(lines.join()).not.toContain(TOKEN);
  });

  test('takes secrets from the environment', async () => {
    const config = sandbox.gatewayConfig() as { callers: object };
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the configuration's own form of a variable
    const callers = { web: { token: '${WEB_TOKEN}', companies: ['acme'], scopes: '${NOTHING:-*}' } };
    const file = await folder.write('with-variables.yaml', { ...config, callers });
    await using gateway = startProcess({ GATEWAY_CONFIG: file, WEB_TOKEN: 'token-of-the-environment' });

    const url = await gateway.ready();
    expect(await ask(url, '{ companies { id } }', 'token-of-the-environment')).toEqual({
      data: { companies: [{ id: 'acme' }] },
    });
  });

  test('logs each call at the level debug', async () => {
    await using gateway = startProcess({ GATEWAY_CONFIG: configFile, LOG_LEVEL: 'debug' });
    await ask(await gateway.ready(), '{ invoices { nodes { number } } }');
    gateway.kill('SIGTERM');
    const { stdout } = await gateway.exit;
    expect(entriesOf(stdout).filter(({ msg }) => msg === 'source answered').length).toBeGreaterThan(5);
  });

  test('switches the log level to debug and back with SIGUSR2', async () => {
    await using gateway = startProcess({ GATEWAY_CONFIG: configFile, NODE_ENV: 'production' });
    const url = await gateway.ready();
    const queryOf = (day: string) =>
      `{ invoices(filter: { sources: [V6], issuedFrom: "${day}", issuedTo: "2024-02-01" }) { nodes { number } } }`;
    const answered = () => entriesOf(gateway.output().stdout).filter(({ msg }) => msg === 'source answered').length;
    gateway.kill('SIGUSR2');
    await gateway.printed('"logLevel":"debug"');
    await ask(url, queryOf('2024-01-02'));
    await expect.poll(answered).toBeGreaterThan(0);

    gateway.kill('SIGUSR2');
    await gateway.printed('"logLevel":"info"');
    const before = answered();
    await ask(url, queryOf('2024-01-03'));
    gateway.kill('SIGTERM');
    await gateway.exit;
    expect(answered()).toBe(before);
  });

  test('has a listener for operators, and tells its version and commit', async () => {
    const config = sandbox.gatewayConfig() as object;
    const file = await folder.write('with-operations.yaml', { ...config, operations: { port: 0 } });
    const env = { GATEWAY_CONFIG: file, GATEWAY_COMMIT: '5e1f00d' };
    await using gateway = startProcess({ ...env, NODE_ENV: 'production' });
    await gateway.ready();
    const entries = entriesOf(gateway.output().stdout);
    expect(entries[0]).toMatchObject({ msg: 'starting', version: '0.1.0', commit: '5e1f00d' });
    expect(entries.some(({ msg }) => String(msg).startsWith('weak configuration: operations'))).toBe(false);
    const url = String(entries.find(({ msg }) => msg === 'operators find metrics and health here')?.['url']);
    expect(await (await fetch(new URL('health/live', url))).json()).toMatchObject({ commit: '5e1f00d' });
    const text = await (await fetch(new URL('metrics', url))).text();
    expect(text).toContain('gateway_build_info{version="0.1.0",commit="5e1f00d"} 1');

    const { port } = new URL(url);
    const storage = { dataDir: join(folder.path, 'of-another') };
    const taken = await folder.write('taken.yaml', { ...config, storage, operations: { port: Number(port) } });
    const { code, stderr } = await startProcess({ GATEWAY_CONFIG: taken }).exit;
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^operations\.host, operations\.port: .*EADDRINUSE/)]);
  });

  test('does not log at the level silent', async () => {
    const port = await freePort();
    await using gateway = startProcess({ GATEWAY_CONFIG: configFile, LOG_LEVEL: 'silent', PORT: String(port) });
    const live = `http://127.0.0.1:${port}/health/live`;
    await expect
      .poll(
        () =>
          fetch(live).then(
            ({ ok }) => ok,
            () => false,
          ),
        { timeout: 10_000 },
      )
      .toBe(true);
    gateway.kill('SIGTERM');
    expect(await gateway.exit).toMatchObject({ code: 0, stdout: '', stderr: '' });
  });
});
