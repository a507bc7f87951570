import { describe, expect, test } from 'vitest';
import { readTracingSettings } from '../../src/telemetry/tracing/tracing-settings.ts';
import { readSources } from '../architecture/source-imports.ts';
import { Page } from '../readme/page.ts';

const page = new Page('docs/observability.md');
const ENDPOINT = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318/' };

function urlOf(env: Readonly<Record<string, string>>) {
  return readTracingSettings(env).settings?.url;
}

describe('the variables of OpenTelemetry', () => {
  test.each<[string, Readonly<Record<string, string>>, string | undefined]>([
    ['none', {}, undefined],
    ['an empty endpoint', { OTEL_EXPORTER_OTLP_ENDPOINT: '' }, undefined],
    ['the endpoint of all signals', ENDPOINT, 'http://collector:4318/v1/traces'],
    ['the endpoint of traces', { ...ENDPOINT, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://t/x' }, 'https://t/x'],
    ['the exporter alone', { OTEL_TRACES_EXPORTER: 'otlp' }, 'http://localhost:4318/v1/traces'],
    ['no exporter', { ...ENDPOINT, OTEL_TRACES_EXPORTER: 'none' }, undefined],
    ['a disabled SDK', { ...ENDPOINT, OTEL_SDK_DISABLED: 'TRUE' }, undefined],
    ['only a sampler', { OTEL_TRACES_SAMPLER: 'always_on' }, undefined],
  ])('turn traces on or off: %s', (_what, env, url) => {
    expect(readTracingSettings(env).warnings).toEqual([]);
    expect(urlOf(env)).toBe(url);
  });

  test.each<[string | undefined, string | undefined, number, boolean]>([
    [undefined, undefined, 1, true],
    ['always_on', undefined, 1, false],
    ['always_off', undefined, 0, false],
    ['traceidratio', '0.25', 0.25, false],
    ['parentbased_always_off', undefined, 0, true],
    ['parentbased_traceidratio', '0.1', 0.1, true],
    ['parentbased_traceidratio', undefined, 1, true],
  ])('choose the sampler: %s with %s', (sampler, arg, ratio, isParentBased) => {
    const env = {
      ...ENDPOINT,
      ...(sampler && { OTEL_TRACES_SAMPLER: sampler }),
      ...(arg && { OTEL_TRACES_SAMPLER_ARG: arg }),
    };
    const { settings, warnings } = readTracingSettings(env);
    expect([settings?.sampler, warnings]).toEqual([{ ratio, isParentBased }, []]);
  });

  test.each<[Readonly<Record<string, string>>, string]>([
    [{ OTEL_TRACES_EXPORTER: 'zipkin' }, 'OTEL_TRACES_EXPORTER'],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4317' }, 'OTEL_EXPORTER_OTLP_ENDPOINT'],
    [{ ...ENDPOINT, OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }, 'OTEL_EXPORTER_OTLP_PROTOCOL'],
    [{ ...ENDPOINT, OTEL_TRACES_SAMPLER: 'xray' }, 'OTEL_TRACES_SAMPLER'],
    [{ ...ENDPOINT, OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '10%' }, 'OTEL_TRACES_SAMPLER_ARG'],
    [{ ...ENDPOINT, OTEL_BSP_MAX_QUEUE_SIZE: '-1' }, 'OTEL_BSP_MAX_QUEUE_SIZE'],
  ])('that have no effect are told with their name: %j', (env, name) => {
    const { warnings } = readTracingSettings(env);
    expect(warnings).toEqual([expect.stringMatching(new RegExp(`^${name}: `))]);
  });

  test('work as in the example of docs/observability.md', () => {
    const [example = ''] = page.blocks('sh').filter((block) => block.includes('OTEL_'));
    const env = Object.fromEntries([...example.matchAll(/(OTEL_\w+)=(\S+)/g)].map(([, name, value]) => [name, value]));
    expect(readTracingSettings(env)).toMatchObject({
      settings: { url: 'http://collector:4318/v1/traces', sampler: { ratio: 0.1, isParentBased: true } },
      warnings: [],
    });
  });

  test('that the gateway reads itself are those of docs/observability.md', () => {
    const named = page
      .rows('| variable of OpenTelemetry | meaning | default |')
      .flatMap(([cell = '']) => cell.match(/\w+/g) ?? []);
    const { text = '' } = readSources().find(({ path }) => path === 'src/telemetry/tracing/tracing-settings.ts') ?? {};
    const read = new Set(text.match(/OTEL_\w+/g));
    // The SDK reads these.
    const others = ['OTEL_SERVICE_NAME', 'OTEL_RESOURCE_ATTRIBUTES'];
    // They are variants of the general ones.
    const variants = [
      'OTEL_EXPORTER_OTLP_TRACES_PROTOCOL',
      'OTEL_EXPORTER_OTLP_PROTOCOL',
      'OTEL_EXPORTER_OTLP_TRACES_TIMEOUT',
    ];
    expect([...named].toSorted()).toEqual([...read, ...others].filter((name) => !variants.includes(name)).toSorted());
  });

  test('cannot make the queue or the time of an export longer than their limits', () => {
    const { settings } = readTracingSettings({
      ...ENDPOINT,
      OTEL_BSP_MAX_QUEUE_SIZE: '999999999',
      OTEL_EXPORTER_OTLP_TIMEOUT: '60000',
    });
    expect(settings).toMatchObject({ maxQueueSize: 65_536, maxBatchSize: 512, exportTimeoutMs: 3_000 });
  });
});
