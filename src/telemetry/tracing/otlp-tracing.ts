import { AsyncLocalStorage } from 'node:async_hooks';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  type Sampler,
  type SpanExporter,
  type SpanProcessor,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { Tracing, TracingOptions } from './open-tracing.ts';
import { createSdkTracer } from './sdk-tracer.ts';
import type { SamplerSettings, TracingSettings } from './tracing-settings.ts';

/** Clients choose some values, such as the names of operations. */
const MAX_VALUE_LENGTH = 256;
/** A collector that is away fails each export. */
const QUIET_MS = 60_000;
/** An export ends by itself a little after its time, as that begins with the connection. */
const MARGIN_MS = 500;

/** Exports traces with OpenTelemetry's SDK, over OTLP with JSON. If the collector is away, only spans are lost. */
export function openOtlpTracing(settings: TracingSettings, { logger, version }: TracingOptions): Tracing {
  const { url, exportTimeoutMs, scheduleDelayMs, maxQueueSize, maxBatchSize, sampler } = settings;
  // Its other options come from the variables OTEL_EXPORTER_OTLP_*, such as headers and certificates.
  const otlp = new OTLPTraceExporter({
    url,
    timeoutMillis: exportTimeoutMs,
    // At the end, the batches of a full queue are exported at once, beside the one in flight.
    concurrencyLimit: Math.ceil(maxQueueSize / maxBatchSize) + 1,
  });
  const exporter = reporting(otlp, logger);
  const batches = new BatchSpanProcessor({
    exporter,
    maxQueueSize,
    maxExportBatchSize: maxBatchSize,
    scheduledDelayMillis: scheduleDelayMs,
    // The exporter has its own time-out, and says why an export failed.
    exportTimeoutMillis: exportTimeoutMs + MARGIN_MS,
  });
  const provider = new TracerProvider({
    sampler: toSampler(sampler),
    spanProcessors: [outsideOfRequests(batches)],
    spanLimits: { attributeValueLengthLimit: MAX_VALUE_LENGTH },
    resource: resourceFromAttributes({ 'service.name': 'invoice-gateway', 'service.version': version }).merge(
      detectResources({ detectors: [envDetector] }),
    ),
  });
  return {
    tracer: createSdkTracer(provider.getTracer('invoice-gateway', version)),
    [Symbol.asyncDispose]: async () => {
      let timer: NodeJS.Timeout | undefined;
      const timingOut = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, exportTimeoutMs + MARGIN_MS);
      });
      // After a failed export, the provider does not wait for the others.
      const exporting = provider.shutdown().catch(() => exporter.shutdown());
      await Promise.race([exporting, timingOut]);
      clearTimeout(timer);
    },
  };
}

function toSampler({ ratio, isParentBased }: SamplerSettings): Sampler {
  const root =
    ratio === 1 ? new AlwaysOnSampler() : ratio === 0 ? new AlwaysOffSampler() : new TraceIdRatioBasedSampler(ratio);
  return isParentBased ? new ParentBasedSampler({ root }) : root;
}

/** Logs failed exports, at most once a minute, and the rest at the end. */
function reporting(exporter: SpanExporter, logger: TracingOptions['logger']): SpanExporter {
  let lost = 0;
  let reason: string | undefined;
  let quietUntil = 0;
  const report = () => {
    if (lost > 0) logger.warn({ lost, reason }, 'traces could not be exported');
    lost = 0;
    quietUntil = performance.now() + QUIET_MS;
  };
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        if (result.error !== undefined) {
          lost += spans.length;
          reason = result.error.message;
          if (performance.now() >= quietUntil) report();
        }
        done(result);
      }),
    shutdown: async () => {
      await exporter.shutdown();
      report();
    },
  };
}

/**
 * Has the timers and sockets of the exporter created outside of requests. They would otherwise keep the request whose span fills a
 * batch in memory for as long as the connection to the collector is open.
 */
function outsideOfRequests(processor: SpanProcessor): SpanProcessor {
  const outside = AsyncLocalStorage.snapshot();
  return {
    onStart: () => {},
    onEnd: (span) => outside(() => processor.onEnd(span)),
    forceFlush: () => processor.forceFlush(),
    shutdown: () => processor.shutdown(),
  };
}
