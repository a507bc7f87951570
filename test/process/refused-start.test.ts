import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeFolder, startProcess } from './gateway-process.ts';
import { takePort } from './ports.ts';

let folder: Awaited<ReturnType<typeof makeFolder>>;

beforeAll(async () => {
  folder = await makeFolder();
});

afterAll(() => folder[Symbol.asyncDispose]());

describe('a refused start', () => {
  test('names each fault of the configuration by its path, and no secret', async () => {
    const file = await folder.write(
      'faulty.yaml',
      `
companies:
  acme:
    lightyear: { baseUrl: "ftp://hunter2", clientId: "\${MISSING}", clientSecret: hunter2, companyId: hunter2 }
    v6: { baseUrl: "https://v6.example.com", apiKey: "hunter2\\n", curency: AUD }
callers:
  web: { token: "hunter2 hunter2", companies: [nobody], scopes: ["invoices:all"] }
backends: { timeoutMs: soon }
limits: { maxDepth: 0 }
hunter2: { }
`,
    );
    const { code, stdout, stderr } = await endOf({ GATEWAY_CONFIG: file });

    expect([code, stdout]).toEqual([1, '']);
    const paths = stderr
      .trimEnd()
      .split('\n')
      .map((line) => line.split(': ', 1)[0]);
    expect(paths).toEqual(
      expect.arrayContaining([
        'companies.acme.lightyear.baseUrl',
        'companies.acme.lightyear.clientId',
        'companies.acme.lightyear.companyId',
        'companies.acme.lightyear.tokenUrl',
        'companies.acme.v6.apiKey',
        'companies.acme.v6.curency',
        'callers.web.token',
        'callers.web.scopes[0]',
        'backends.timeoutMs',
        'limits.maxDepth',
      ]),
    );
    expect(stderr.replaceAll(/^hunter2:/gm, '')).not.toContain('hunter2');
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test.each<[string, string]>([
    ['a file that is not YAML', 'companies: [\n  hunter2'],
    ['an empty file', ''],
  ])('explains the fault in a few lines: %s', async (_what, content) => {
    const file = await folder.write('wrong.yaml', content);
    const { code, stdout, stderr } = await endOf({ GATEWAY_CONFIG: file });

    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^\S+: .+\n$/);
    expect(stderr).not.toContain('hunter2');
  });

  test.each<[string, Record<string, string>, RegExp]>([
    ['no such file', { GATEWAY_CONFIG: '/nowhere/gateway.yaml' }, /^GATEWAY_CONFIG: .*\/nowhere\/gateway\.yaml/],
    ['a folder', { GATEWAY_CONFIG: '/' }, /^GATEWAY_CONFIG: /],
    ['a port too large', { PORT: '65536' }, /^PORT: must be a number/],
    ['a host of another machine', { HOST: '192.0.2.1' }, /^HOST, PORT: .*192\.0\.2\.1/],
    [
      'two of them',
      { PORT: 'http', LOG_LEVEL: 'loud' },
      /^PORT: must be a number from 0 to 65535.*\nLOG_LEVEL: must be one of trace, debug, .*\n$/,
    ],
  ])('prints one line for each fault, and exits with 1: %s', async (_what, env, message) => {
    const { code, stdout, stderr } = await endOf(env);

    expect([code, withoutFirstLine(stdout)]).toEqual([1, '']);
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd().split('\n')).toHaveLength(Object.keys(env).length);
  });

  test('says that the port is taken', async () => {
    await using other = await takePort();
    const { code, stdout, stderr } = await endOf({ PORT: String(other.port) });

    expect([code, withoutFirstLine(stdout)]).toEqual([1, '']);
    expect(stderr).toMatch(new RegExp(`^HOST, PORT: .*${other.port}`));
  });
});

/** The log's first line tells the version before the gateway tries to listen. */
function withoutFirstLine(stdout: string): string {
  return stdout.replace(/^\{[^\n]*"msg":"starting"\}\n/, '');
}

async function endOf(env: Readonly<Record<string, string>>) {
  await using gateway = startProcess(env);
  return await gateway.exit;
}
