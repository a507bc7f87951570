import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../sandbox/start.ts';
import { startOtlpReceiver } from '../telemetry/otlp-receiver.ts';
import { ask } from './ask.ts';
import { makeFolder, startProcess } from './gateway-process.ts';

/** Prints each module of OpenTelemetry that the process loads. */
const REPORT_MODULES = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  registerHooks({
    load(url, context, next) {
      const [, name] = /@opentelemetry\\/([^/]+)/.exec(url) ?? [];
      if (name !== undefined) process.stderr.write('loads ' + name + '\\n');
      return next(url, context);
    },
  });
`)}`;

const LIST = '{ invoices(filter: { companies: ["acme"], sources: [V6] }) { accounts { ok } } }';
/** Beside them there may be waits. */
const NAMES = ['V6 listInvoices', 'query', 'POST /graphql'];
const ANSWER = { data: { invoices: { accounts: [{ ok: true }] } } };

let sandbox: Sandbox;
let configFile: string;
const used = new AsyncDisposableStack();

beforeAll(async () => {
  sandbox = used.use(await startSandbox());
  const folder = used.use(await makeFolder());
  const storage = { dataDir: `${folder.path}/data` };
  configFile = await folder.write('gateway.yaml', {
    ...(sandbox.gatewayConfig() as object),
    storage,
    watch: { enabled: false },
  });
});

afterAll(() => used.disposeAsync());

/** Starts a gateway, asks it once, and stops it. Returns how it ended. */
async function askAndStop(env: Readonly<Record<string, string>>) {
  const reporting = { GATEWAY_CONFIG: configFile, NODE_OPTIONS: `--import=${REPORT_MODULES}` };
  await using gateway = startProcess({ ...reporting, ...env });
  const url = await gateway.ready();
  expect(await ask(url, LIST)).toEqual(ANSWER);
  gateway.kill('SIGTERM');
  const { code, stdout, stderr } = await gateway.exit;
  const packages = new Set([...stderr.matchAll(/^loads (.+)$/gm)].map(([, name]) => name));
  return { code, stdout, packages: [...packages].toSorted() };
}

describe('a gateway process', () => {
  test('loads the SDK only with the variables of OpenTelemetry', async () => {
    const { code, packages } = await askAndStop({});
    // prom-client and the Redis client load this one.
    expect([code, packages]).toEqual([0, ['api']]);
  });

  test('exports the spans that are left before it exits', async () => {
    await using receiver = await startOtlpReceiver();
    const { code, packages } = await askAndStop({
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
      OTEL_BSP_SCHEDULE_DELAY: '60000',
      OTEL_SERVICE_NAME: 'invoices-of-ours',
      OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test',
    });
    expect(code).toBe(0);
    expect(packages).toContain('sdk-trace');
    expect(receiver.spans.map(({ name }) => name)).toEqual(expect.arrayContaining(NAMES));
    expect(receiver.resource).toMatchObject({
      'service.name': 'invoices-of-ours',
      'deployment.environment.name': 'test',
    });
  });

  test('exits although the collector does not answer', async () => {
    await using receiver = await startOtlpReceiver(() => {});
    const { code, stdout } = await askAndStop({
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
      OTEL_EXPORTER_OTLP_TIMEOUT: '300',
    });
    expect(code).toBe(0);
    expect(receiver.spans.map(({ name }) => name)).toEqual(expect.arrayContaining(NAMES));
    expect(stdout).toContain('traces could not be exported');
  });
});
