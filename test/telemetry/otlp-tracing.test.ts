import type { ServerResponse } from 'node:http';
import { describe, expect, test } from 'vitest';
import { openTracing } from '../../src/telemetry/tracing/open-tracing.ts';
import { createLogSink } from '../end-to-end/log-sink.ts';
import { freePort } from '../process/ports.ts';
import { startOtlpReceiver } from './otlp-receiver.ts';

const BATCHES = {
  OTEL_BSP_MAX_QUEUE_SIZE: '10',
  OTEL_BSP_MAX_EXPORT_BATCH_SIZE: '5',
  OTEL_EXPORTER_OTLP_TIMEOUT: '300',
};

async function open(env: Readonly<Record<string, string>>) {
  const log = createLogSink('info');
  const { tracer, ...tracing } = await openTracing(env, { logger: log.logger, version: '1' });
  const finish = (count: number) => {
    for (let number = 0; number < count; number += 1) tracer.start(`span ${number}`, {})?.end();
  };
  return { log, tracer, finish, close: tracing[Symbol.asyncDispose] };
}

describe('the export of traces', () => {
  test('keeps a bounded number of spans while the collector does not answer, and ends in a bounded time', async () => {
    const held: ServerResponse[] = [];
    await using receiver = await startOtlpReceiver((response) => void held.push(response));
    const { finish, close, log } = await open({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, ...BATCHES });
    finish(1_000);
    await close();
    // One batch in flight, and a full queue.
    expect(receiver.spans.map(({ name }) => name)).toEqual(Array.from({ length: 15 }, (_, number) => `span ${number}`));
    expect(held).toHaveLength(3);
    expect(log.entries()).toMatchObject([
      { msg: 'traces could not be exported', lost: 5, reason: 'Request timed out' },
      { msg: 'traces could not be exported', lost: 10 },
    ]);
  });

  test('loses spans, and ends in a bounded time, while the collector is away', async () => {
    const { finish, close, log } = await open({
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${await freePort()}`,
      ...BATCHES,
    });
    finish(1_000);
    await close();
    const reason = expect.stringContaining('ECONNREFUSED');
    expect(log.entries()).toMatchObject([
      { msg: 'traces could not be exported', lost: 5, reason },
      { msg: 'traces could not be exported', lost: 10, reason },
    ]);
  });

  test('is over before tracing is closed', async () => {
    await using receiver = await startOtlpReceiver();
    const { finish, close } = await open({
      ...{ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_BSP_MAX_EXPORT_BATCH_SIZE: '10' },
    });
    finish(1_000);
    await close();
    expect(receiver.spans).toHaveLength(1_000);
  });

  test('has about the part of the traces that is to be sampled, with all of their spans', async () => {
    await using receiver = await startOtlpReceiver();
    const { tracer, close } = await open({
      ...{ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_BSP_MAX_QUEUE_SIZE: '10000' },
      ...{ OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.1' },
    });
    for (let number = 0; number < 5_000; number += 1) {
      const request = tracer.start('request', {});
      request?.start('part')?.end();
      request?.end();
    }
    await close();
    const named = (name: string) => receiver.spans.filter((span) => span.name === name).length;
    expect(named('request')).toBeGreaterThan(350);
    expect(named('request')).toBeLessThan(650);
    expect(named('part')).toBe(named('request'));
  });

  test('leaves out the parts of a trace beyond 500, and counts them in the spans that end later', async () => {
    await using receiver = await startOtlpReceiver();
    const { tracer, close } = await open({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url });
    const request = tracer.start('request', {});
    for (let number = 0; number < 510; number += 1) request?.start('part')?.end();
    request?.end();
    await close();
    expect(receiver.spans).toHaveLength(501);
    expect(receiver.spans.at(-1)).toMatchObject({ name: 'request', attributes: { 'gateway.spans_left_out': 10 } });
  });

  test('tells which variable has no effect', async () => {
    const { tracer, log } = await open({ OTEL_TRACES_EXPORTER: 'zipkin' });
    expect(tracer.start('request', {})).toBeUndefined();
    expect(log.entries()).toMatchObject([
      { msg: 'a variable of OpenTelemetry has no effect', reason: expect.stringContaining('zipkin') },
    ]);
  });
});
