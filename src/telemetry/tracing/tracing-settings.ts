/** How traces are sampled and exported. */
export interface TracingSettings {
  /** The collector's URL for traces. */
  readonly url: string;
  readonly sampler: SamplerSettings;
  /** The time that one export may take, with its retries. */
  readonly exportTimeoutMs: number;
  /** Finished spans wait at most this long for a batch to fill up. */
  readonly scheduleDelayMs: number;
  /** Further spans are dropped. */
  readonly maxQueueSize: number;
  readonly maxBatchSize: number;
}

export interface SamplerSettings {
  /** From 0 to 1: the part of the traces that begin here. */
  readonly ratio: number;
  /** True if the client's `traceparent` decides, if there is one. */
  readonly isParentBased: boolean;
}

export interface ReadTracing {
  /** Undefined if traces are off. */
  readonly settings: TracingSettings | undefined;
  /** Variables that have no effect, each with the reason. */
  readonly warnings: readonly string[];
}

type Env = Readonly<Record<string, string | undefined>>;

const DEFAULT_ENDPOINT = 'http://localhost:4318';
/** Also the longest time by which an export may delay a shutdown. */
const MAX_EXPORT_TIMEOUT_MS = 3_000;
const MAX_QUEUE_SIZE = 65_536;

/**
 * Reads the standard variables of OpenTelemetry. A variable that cannot be followed is not an error: platforms set them for all of
 * their programs.
 */
export function readTracingSettings(env: Env): ReadTracing {
  const warnings: string[] = [];
  const warn = (warning: string) => warnings.push(warning);
  const url = urlOf(env, warn);
  if (url === undefined) return { settings: undefined, warnings };
  const protocol = env['OTEL_EXPORTER_OTLP_TRACES_PROTOCOL'] || env['OTEL_EXPORTER_OTLP_PROTOCOL'];
  if (protocol && protocol !== 'http/json')
    warn(`OTEL_EXPORTER_OTLP_PROTOCOL: the gateway sends http/json, not ${protocol}`);
  const count = (name: string, fallback: number, max: number): number => {
    const text = env[name] || String(fallback);
    if (/^\d{1,9}$/.test(text) && Number(text) >= 1) return Math.min(Number(text), max);
    warn(`${name}: is not a number, so ${fallback} is used`);
    return fallback;
  };
  const timeoutName = env['OTEL_EXPORTER_OTLP_TRACES_TIMEOUT']
    ? 'OTEL_EXPORTER_OTLP_TRACES_TIMEOUT'
    : 'OTEL_EXPORTER_OTLP_TIMEOUT';
  const maxQueueSize = count('OTEL_BSP_MAX_QUEUE_SIZE', 2_048, MAX_QUEUE_SIZE);
  const settings = {
    url,
    sampler: samplerOf(env, warn),
    exportTimeoutMs: count(timeoutName, MAX_EXPORT_TIMEOUT_MS, MAX_EXPORT_TIMEOUT_MS),
    scheduleDelayMs: count('OTEL_BSP_SCHEDULE_DELAY', 5_000, 60_000),
    maxQueueSize,
    maxBatchSize: count('OTEL_BSP_MAX_EXPORT_BATCH_SIZE', Math.min(512, maxQueueSize), maxQueueSize),
  };
  return { settings, warnings };
}

/** Returns undefined if no variable asks for traces. */
function urlOf(env: Env, warn: (warning: string) => void): string | undefined {
  const exporter = env['OTEL_TRACES_EXPORTER'] || undefined;
  const own = env['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'] || undefined;
  const common = env['OTEL_EXPORTER_OTLP_ENDPOINT'] || undefined;
  if (env['OTEL_SDK_DISABLED']?.toLowerCase() === 'true' || exporter === 'none') return undefined;
  if (exporter === undefined && own === undefined && common === undefined) return undefined;
  if (exporter !== undefined && exporter !== 'otlp') {
    warn(`OTEL_TRACES_EXPORTER: traces are off, as the gateway has the exporter otlp only, not ${exporter}`);
    return undefined;
  }
  const url = own ?? `${(common ?? DEFAULT_ENDPOINT).replace(/\/+$/, '')}/v1/traces`;
  if (/^https?:$/.test(URL.parse(url)?.protocol ?? '')) return url;
  // The URL may contain a password.
  warn('OTEL_EXPORTER_OTLP_ENDPOINT: traces are off, as it is not an http or https URL');
  return undefined;
}

const SAMPLERS: Readonly<Record<string, 'always_on' | 'always_off' | 'traceidratio'>> = {
  always_on: 'always_on',
  always_off: 'always_off',
  traceidratio: 'traceidratio',
};
const PARENT_BASED = 'parentbased_';

function samplerOf(env: Env, warn: (warning: string) => void): SamplerSettings {
  const name = env['OTEL_TRACES_SAMPLER'] || `${PARENT_BASED}always_on`;
  const isParentBased = name.startsWith(PARENT_BASED);
  const root = SAMPLERS[isParentBased ? name.slice(PARENT_BASED.length) : name];
  if (root === 'traceidratio') return { ratio: ratioOf(env['OTEL_TRACES_SAMPLER_ARG'], warn), isParentBased };
  if (root !== undefined) return { ratio: root === 'always_on' ? 1 : 0, isParentBased };
  warn(`OTEL_TRACES_SAMPLER: ${name} is not a sampler, so parentbased_always_on is used`);
  return { ratio: 1, isParentBased: true };
}

function ratioOf(text: string | undefined, warn: (warning: string) => void): number {
  const ratio = text ? Number(text) : 1;
  if (ratio >= 0 && ratio <= 1) return ratio;
  warn('OTEL_TRACES_SAMPLER_ARG: is not a number from 0 to 1, so 1 is used');
  return 1;
}
