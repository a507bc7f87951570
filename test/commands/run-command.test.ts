import { describe, expect, test } from 'vitest';
import { startSandbox } from '../../sandbox/start.ts';
import { makeFolder, startProcess } from '../process/gateway-process.ts';

/** Runs `node src/main.ts` with arguments, and without a configuration in the environment. */
function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  return startProcess(env, [process.execPath, 'src/main.ts', ...args]).exit;
}

const V6 = { baseUrl: 'https://v6.example.com', apiKey: 'zQ4v-9sKd_71mTxB0' };

describe('the command check', () => {
  test('tells what is in a configuration, and its weaknesses', async () => {
    await using folder = await makeFolder();
    const callers = { web: { token: 'short', companies: '*', scopes: '*' } };
    const file = await folder.write('gateway.yaml', { companies: { acme: { v6: V6 }, borealis: { v6: V6 } }, callers });
    const { code, stdout, stderr } = await run(['check', file]);
    expect([code, stderr]).toEqual([0, '']);
    const [summary, ...weaknesses] = stdout.trimEnd().split('\n');
    expect(summary).toBe(`${file} is valid. Companies: 2, accounts: 2, callers: 1.`);
    expect(weaknesses).toContainEqual(
      expect.stringMatching(/^weak configuration: callers\.web\.token: has fewer than 16 characters/),
    );
  });

  test('prints every fault of the file in GATEWAY_CONFIG, and fails', async () => {
    await using folder = await makeFolder();
    const file = await folder.write('gateway.yaml', { companies: { acme: { v6: { ...V6, retries: 11 } } }, colour: 7 });
    const { code, stdout, stderr } = await run(['check'], { GATEWAY_CONFIG: file });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('companies.acme.v6.retries: must be a whole number from 0 to 10\n');
    expect(stderr).toContain('colour: is not a known key');
  });
});

describe('the command ping', () => {
  test('asks every account once, and says what has to be done about those that do not answer', async () => {
    await using sandbox = await startSandbox();
    await using folder = await makeFolder();
    const { companies } = sandbox.gatewayConfig() as {
      companies: Record<'acme' | 'borealis', Record<'lightyear' | 'ivesk' | 'v6', object>>;
    };
    const { acme, borealis } = companies;
    const whole = await folder.write('whole.yaml', { companies: { acme, borealis } });
    const answered = await run(['ping', whole]);
    expect(answered).toMatchObject({ code: 0, stderr: '' });
    expect(answered.stdout.trimEnd().split('\n')).toEqual([
      ...['acme', 'borealis'].flatMap((company) =>
        ['lightyear', 'ivesk', 'v6'].map((source) =>
          expect.stringMatching(new RegExp(`^ok {6}companies\\.${company}\\.${source} {2}\\d+ ms$`)),
        ),
      ),
      'All 6 accounts answer.',
    ]);
    expect(sandbox.v6.calls).toHaveLength(2);

    const broken = {
      acme: { ...acme, v6: { ...acme.v6, apiKey: 'a-wrong-key-not-a-secret' } },
      borealis: { ...borealis, ivesk: { ...borealis.ivesk, baseUrl: 'http://127.0.0.1:9', retries: 5 } },
    };
    const { code, stdout } = await run(['ping', await folder.write('broken.yaml', { companies: broken })]);
    expect(code).toBe(1);
    expect(stdout).toContain(
      'FAILED  companies.acme.v6  BACKEND_UNAUTHORIZED: The source refused the credentials of this account. Replace the credentials (apiKey)',
    );
    expect(stdout).toContain('FAILED  companies.borealis.ivesk  BACKEND_UNAVAILABLE: The source cannot be reached.');
    expect(stdout).toContain('2 of 6 accounts do not answer as they should.');
    expect(stdout).not.toContain('a-wrong-key');
  });
});

describe('other commands', () => {
  test('print the version and the usage', async () => {
    expect(await run(['--version'])).toMatchObject({ code: 0, stdout: 'invoice-gateway 0.1.0\n', stderr: '' });
    const { code, stdout } = await run(['--help']);
    expect(code).toBe(0);
    for (const command of ['check', 'ping', 'forget', '--version']) expect(stdout).toContain(`  ${command} `);
  });

  test.each([
    [['start'], 'start: is not a command; there are check, ping, forget, --version, --help'],
    [['check'], 'check: name a configuration file, or set GATEWAY_CONFIG'],
    [['ping', 'a.yaml', 'b.yaml'], 'ping: takes one configuration file'],
  ])('that are wrong are refused: %j', async (args, message) => {
    expect(await run(args)).toMatchObject({ code: 1, stdout: '', stderr: `${message}\n` });
  });
});
