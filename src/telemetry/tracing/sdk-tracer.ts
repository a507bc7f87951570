import {
  type Context,
  ROOT_CONTEXT,
  type Span as SdkSpan,
  SpanKind as SdkSpanKind,
  type Tracer as SdkTracer,
  SpanStatusCode,
  TraceFlags,
  trace,
} from '@opentelemetry/api';
import type { Attributes, Span, SpanEnd, SpanKind, SpanStart, Tracer } from './tracer.ts';

const KINDS: Readonly<Record<SpanKind, SdkSpanKind>> = {
  SERVER: SdkSpanKind.SERVER,
  CLIENT: SdkSpanKind.CLIENT,
  INTERNAL: SdkSpanKind.INTERNAL,
};

/** Creates spans with a tracer of OpenTelemetry's SDK. */
export function createSdkTracer(sdk: SdkTracer): Tracer {
  return {
    start: (name, { parent, link, ...start }) => {
      const times = anchor();
      const context = parent === undefined ? ROOT_CONTEXT : contextOf(parent);
      const links = link instanceof TracedSpan ? [{ context: link.sdkContext }] : [];
      const span = sdk.startSpan(name, { ...optionsOf(start, times), links }, context);
      if (!span.isRecording()) return undefined;
      // Most traces are not sampled: copying their attributes would be waste.
      return new TracedSpan({ sdk, times, parts: 0 }, span, start.attributes);
    },
  };
}

/** The shared parts of a trace. */
interface Trace {
  readonly sdk: SdkTracer;
  readonly times: Times;
  /** All spans but the first, with those that were left out. */
  parts: number;
}

/** One operation can make thousands of calls, whose spans would displace those of all other requests from the queue. */
const MAX_PARTS = 500;

/** Returns the time, in milliseconds since the epoch. */
type Times = (msAgo?: number) => number;

/** The spans of one trace have one reading of the wall clock, so that a clock that is set does not change their order. */
function anchor(): Times {
  const offset = Date.now() - performance.now();
  return (msAgo = 0) => offset + performance.now() - msAgo;
}

function optionsOf({ kind = 'INTERNAL', msAgo }: SpanStart, times: Times) {
  return { kind: KINDS[kind], startTime: times(msAgo) };
}

class TracedSpan implements Span {
  readonly #trace: Trace;
  readonly #span: SdkSpan;
  /** Created with the first part. */
  #context: Context | undefined;
  readonly #hits = { memory: 0, shared: 0 };

  constructor(of: Trace, span: SdkSpan, attributes: Attributes | undefined) {
    this.#trace = of;
    this.#span = span;
    this.#set(attributes);
  }

  get sdkContext() {
    return this.#span.spanContext();
  }

  get traceId(): string {
    return this.sdkContext.traceId;
  }

  get traceparent(): string {
    const { traceId, spanId } = this.sdkContext;
    return `00-${traceId}-${spanId}-01`;
  }

  start(name: string, start: SpanStart = {}): Span | undefined {
    const { sdk, times } = this.#trace;
    this.#trace.parts += 1;
    if (this.#trace.parts > MAX_PARTS) return undefined;
    this.#context ??= trace.setSpan(ROOT_CONTEXT, this.#span);
    return new TracedSpan(this.#trace, sdk.startSpan(name, optionsOf(start, times), this.#context), start.attributes);
  }

  countHit(tier: 'memory' | 'shared'): void {
    this.#hits[tier] += 1;
  }

  end({ name, attributes, error }: SpanEnd = {}): void {
    if (name !== undefined) this.#span.updateName(name);
    this.#set(attributes);
    const { memory, shared } = this.#hits;
    if (memory > 0) this.#span.setAttribute('gateway.cache.memory_hits', memory);
    if (shared > 0) this.#span.setAttribute('gateway.cache.shared_hits', shared);
    const leftOut = this.#trace.parts - MAX_PARTS;
    if (leftOut > 0) this.#span.setAttribute('gateway.spans_left_out', leftOut);
    if (error !== undefined) {
      this.#span.setAttribute('error.type', error);
      this.#span.setStatus({ code: SpanStatusCode.ERROR });
    }
    this.#span.end(this.#trace.times());
  }

  #set(attributes: Attributes | undefined): void {
    for (const name in attributes) {
      const value = attributes[name];
      if (value !== undefined) this.#span.setAttribute(name, value);
    }
  }
}

/** The context of a `traceparent` whose form has been checked. */
function contextOf(traceparent: string): Context {
  const [, traceId = '', spanId = '', flags = ''] = traceparent.split('-');
  const traceFlags = Number.parseInt(flags, 16) & TraceFlags.SAMPLED;
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags, isRemote: true });
}
