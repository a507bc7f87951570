import { NO_TRACES, type Tracer } from './tracer.ts';
import { readTracingSettings } from './tracing-settings.ts';

/** Closing it exports the spans that are left, within a few seconds. */
export interface Tracing extends AsyncDisposable {
  readonly tracer: Tracer;
}

export interface TracingOptions {
  readonly logger: { warn(fields: object, message: string): void };
  readonly version: string;
}

/** Loads OpenTelemetry's SDK only if a variable asks for traces. */
export async function openTracing(
  env: Readonly<Record<string, string | undefined>>,
  options: TracingOptions,
): Promise<Tracing> {
  const { settings, warnings } = readTracingSettings(env);
  for (const reason of warnings) options.logger.warn({ reason }, 'a variable of OpenTelemetry has no effect');
  if (settings === undefined) return { tracer: NO_TRACES, [Symbol.asyncDispose]: async () => {} };
  const { openOtlpTracing } = await import('./otlp-tracing.ts');
  return openOtlpTracing(settings, options);
}
