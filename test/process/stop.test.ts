import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createGate } from '../../sandbox/stand-in/gate.ts';
import { type Sandbox, startSandbox } from '../../sandbox/start.ts';
import { ask } from './ask.ts';
import { type GatewayProcess, makeFolder, startProcess } from './gateway-process.ts';
import { freePort } from './ports.ts';

let sandbox: Sandbox;
let configFile: string;
const used = new AsyncDisposableStack();

beforeAll(async () => {
  sandbox = used.use(await startSandbox());
  const folder = used.use(await makeFolder());
  const storage = { dataDir: `${folder.path}/data` };
  configFile = await folder.write('gateway.yaml', { ...(sandbox.gatewayConfig() as object), storage });
});

afterAll(() => used.disposeAsync());

describe('a process that gets a signal to stop', () => {
  const LIST = '{ invoices(filter: { companies: ["acme"], sources: [V6] }) { accounts { ok } } }';
  const ANSWER = { data: { invoices: { accounts: [{ ok: true }] } } };

  test('answers its running query, refuses new ones, and exits with 0', async () => {
    await using gateway = startProcess({ GATEWAY_CONFIG: configFile });
    const url = await gateway.ready();
    using gate = holdV6();
    const answer = ask(url, LIST);
    await gate.waiting(1);

    gateway.kill('SIGTERM');
    await gateway.printed('"shutting down"');
    await expect
      .poll(() =>
        fetch(url).then(
          () => 'answered',
          () => 'refused',
        ),
      )
      .toBe('refused');
    gate.open();

    expect(await answer).toEqual(ANSWER);
    expect(await gateway.exit).toMatchObject({ code: 0, signal: null, stderr: '' });
  });

  test('also gets it through npm, and does not leave processes behind', async () => {
    await using npm = startProcess({ GATEWAY_CONFIG: configFile }, ['npm', 'start', '--silent']);
    const url = await npm.ready();
    npm.kill('SIGTERM');
    expect(await npm.exit).toMatchObject({ stdout: expect.stringContaining('"shutting down"') });
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  });

  test('ends at once at the second signal', async () => {
    await using gateway = startProcess({ GATEWAY_CONFIG: configFile });
    const url = await gateway.ready();
    using gate = holdV6();
    const answer = ask(url, LIST).catch(() => 'cut off');
    await gate.waiting(1);

    gateway.kill('SIGTERM');
    await gateway.printed('"shutting down"');
    gateway.kill('SIGINT');

    expect(await gateway.exit).toMatchObject({ code: 1 });
    expect(await answer).toBe('cut off');
  });

  test('exits with 0 if it has only just become ready', async () => {
    await using gateway = startProcess({ GATEWAY_CONFIG: configFile });
    await gateway.printed('"ready at ');
    gateway.kill('SIGTERM');
    expect(await gateway.exit).toMatchObject({ code: 0, stderr: '' });
  });

  test('does not block the next one, even if it was killed', async () => {
    const port = String(await freePort());
    const work = async (gateway: GatewayProcess) => {
      const url = await gateway.ready();
      using gate = holdV6();
      const answer = ask(url, LIST).catch(() => 'cut off');
      await gate.waiting(1);
      gateway.kill('SIGKILL');
      expect(await gateway.exit).toMatchObject({ signal: 'SIGKILL' });
      expect(await answer).toBe('cut off');
    };
    for (const _time of [1, 2]) {
      await using gateway = startProcess({ GATEWAY_CONFIG: configFile, PORT: port });
      await work(gateway);
    }
    await using gateway = startProcess({ GATEWAY_CONFIG: configFile, PORT: port });
    expect(await ask(await gateway.ready(), LIST)).toEqual(ANSWER);
  });

  function holdV6() {
    const gate = createGate();
    const remove = sandbox.v6.fail(() => true, { kind: 'gate', gate });
    return {
      waiting: gate.waiting,
      open: gate.open,
      [Symbol.dispose]: () => {
        remove();
        gate.open();
      },
    };
  }
});
