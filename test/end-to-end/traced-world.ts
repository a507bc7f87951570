import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { openTracing, type Tracing } from '../../src/telemetry/tracing/open-tracing.ts';
import type { Tracer } from '../../src/telemetry/tracing/tracer.ts';
import { Page } from '../readme/page.ts';
import { type OtlpReceiver, type ReceivedSpan, startOtlpReceiver } from '../telemetry/otlp-receiver.ts';
import { type CallerName, startWorld, type TestWorld } from './world.ts';

interface Asking {
  readonly variables?: object;
  readonly as?: CallerName;
  readonly of?: TestWorld;
}

/** The spans of a request. */
interface Trace extends Ends {
  readonly traceId: string;
  /** The span of the client. */
  readonly clientSpan: string;
  readonly spans: readonly ReceivedSpan[];
}

interface Ends {
  /** Throws if there is no span of this name. */
  readonly find: (name: string) => ReceivedSpan;
  /** The REST calls. */
  readonly calls: readonly ReceivedSpan[];
}

export interface TracedWorld {
  readonly world: TestWorld;
  readonly receiver: OtlpReceiver;
  readonly tracer: Tracer;
  /** Asks in a new trace, as acme. Returns its spans. */
  trace(query: string, asking?: Asking): Promise<Trace>;
}

/** A gateway that exports all its spans, and its collector, for all tests of a file. An account makes one call at a time. */
export function useTracedWorld(): TracedWorld {
  const started = new AsyncDisposableStack();
  let used: { readonly world: TestWorld; readonly receiver: OtlpReceiver; readonly tracing: Tracing } | undefined;
  const parts = () => {
    if (used === undefined) throw new Error('The world starts before the first test');
    return used;
  };
  beforeAll(async () => {
    const receiver = started.use(await startOtlpReceiver());
    const env = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_BSP_SCHEDULE_DELAY: '1' };
    const tracing = started.use(await openTracing(env, { logger: { warn: () => {} }, version: '1.2.3' }));
    const world = started.use(
      await startWorld({
        config: { backends: { timeoutMs: 2_000, retries: 1, maxConcurrent: 1 } },
        overrides: { tracer: tracing.tracer },
        sandbox: { ivesk: { digitizeMs: 0, exportMs: Number.POSITIVE_INFINITY } },
      }),
    );
    await world.sandbox.connect(world.url);
    used = { world, receiver, tracing };
  });
  beforeEach(() => parts().world.forgetCalls());
  afterAll(() => started.disposeAsync());
  return {
    get world() {
      return parts().world;
    },
    get receiver() {
      return parts().receiver;
    },
    get tracer() {
      return parts().tracing.tracer;
    },
    async trace(query, { variables = {}, as = 'acme', of = parts().world } = {}) {
      const { traceId, spanId, headers } = newTrace();
      await of.ask(query, variables, { headers: { ...headers, 'x-request-id': `id-${traceId}` }, as });
      const spans = await parts().receiver.trace(traceId);
      return { traceId, clientSpan: spanId, spans, ...ends(spans) };
    },
  };
}

/** The place of a client in a trace of its own. */
export function newTrace(flags = '01') {
  const [traceId, spanId] = [randomBytes(16).toString('hex'), randomBytes(8).toString('hex')];
  return { traceId, spanId, headers: { traceparent: `00-${traceId}-${spanId}-${flags}` } };
}

export function ends(spans: readonly ReceivedSpan[]): Ends {
  const find = (name: string): ReceivedSpan => {
    const found = spans.find((span) => span.name === name);
    if (found === undefined) throw new Error(`There is no ${name} among ${spans.map((span) => span.name).join(', ')}`);
    return found;
  };
  return { find, calls: spans.filter(isCall) };
}

/** The REST calls that the sources got, without those for a token. */
export function callsAt({ sandbox }: TestWorld) {
  return Object.entries(sandbox.sources).flatMap(([source, { calls }]) =>
    [...calls].filter(({ operation }) => operation !== 'issueToken').map((call) => ({ source, ...call })),
  );
}

/** The names that docs/observability.md lacks. REST calls and operations on the store have names of their own. */
export function undocumented(spans: readonly ReceivedSpan[]): readonly string[] {
  const named = new Page('docs/observability.md')
    .rows('| span | part of | meaning |')
    .flatMap(([cell = '']) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name));
  const others = spans.filter((span) => !isCall(span) && span.attributes['db.system.name'] !== 'sqlite');
  return [...new Set(others.map(({ name }) => name))].filter((name) => !named.includes(name));
}

function isCall({ attributes }: ReceivedSpan): boolean {
  return attributes['server.address'] !== undefined;
}
