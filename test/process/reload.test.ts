import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/start.ts';
import { ask } from './ask.ts';
import { makeFolder, startProcess } from './gateway-process.ts';

const used = new AsyncDisposableStack();
let sandbox: Sandbox;
let folder: Awaited<ReturnType<typeof makeFolder>>;

beforeAll(async () => {
  sandbox = used.use(await startSandbox());
  folder = used.use(await makeFolder());
});

afterAll(() => used.disposeAsync());

/** The sandbox's configuration, whose caller has its token in a file. */
function configOf(settings: object = {}) {
  const { companies, webhooks } = sandbox.gatewayConfig() as { companies: { acme: object }; webhooks: object };
  const web = { token: `\${file:${folder.path}/token}`, companies: '*', scopes: '*' };
  return {
    ...{ companies, webhooks, callers: { web }, watch: { enabled: false } },
    ...{ storage: { dataDir: `${folder.path}/data` }, ...settings },
  };
}

describe('SIGHUP', () => {
  test('has the gateway read its configuration again, with the files that it names', async () => {
    await folder.write('token', 'first-token-not-a-secret\n');
    const file = await folder.write('gateway.yaml', configOf());
    await using gateway = startProcess({ GATEWAY_CONFIG: file });
    const url = await gateway.ready();
    expect(await ask(url, '{ companies { id } }', 'first-token-not-a-secret')).toHaveProperty(
      'data.companies.length',
      3,
    );

    await folder.write('token', 'second-token-not-a-secret\n');
    const { acme } = configOf().companies;
    await folder.write('gateway.yaml', configOf({ companies: { acme } }));
    gateway.kill('SIGHUP');
    await gateway.printed('"the configuration was reloaded"');

    expect(await ask(url, '{ companies { id } }', 'second-token-not-a-secret')).toEqual({
      data: { companies: [{ id: 'acme' }] },
    });
    expect(await ask(url, '{ companies { id } }', 'first-token-not-a-secret')).toHaveProperty('errors');

    await folder.write('gateway.yaml', 'companies: { acme: s3cret }');
    gateway.kill('SIGHUP');
    await gateway.printed('"the configuration was not reloaded');
    expect(await ask(url, '{ companies { id } }', 'second-token-not-a-secret')).toHaveProperty('data');
    expect(gateway.output().stdout).toContain('companies.acme: must be a mapping of keys to values');
    expect(gateway.output().stdout).not.toContain('s3cret');

    gateway.kill('SIGTERM');
    expect(await gateway.exit).toMatchObject({ code: 0, stderr: '' });
  });

  test('does not end a gateway on sample data', async () => {
    await using gateway = startProcess();
    const url = await gateway.ready();
    gateway.kill('SIGHUP');
    await gateway.printed('SIGHUP is ignored: there is no configuration file to reload');
    expect(await ask(url, '{ companies { id } }')).toHaveProperty('data');
  });
});
