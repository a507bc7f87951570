export type SpanKind = 'SERVER' | 'CLIENT' | 'INTERNAL';

/** Undefined values are left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** The beginning of a span. */
export interface SpanStart {
  /** INTERNAL by default. */
  readonly kind?: SpanKind;
  readonly attributes?: Attributes;
  /** How long ago it began. */
  readonly msAgo?: number;
}

/** The end of a span. */
export interface SpanEnd {
  /** Replaces the name from the beginning. */
  readonly name?: string;
  readonly attributes?: Attributes;
  /** One of few words for the failure, which becomes the attribute `error.type`. */
  readonly error?: string | undefined;
}

/** A part of the work for a sampled request. */
export interface Span {
  readonly traceId: string;
  /** The W3C Trace Context of the calls that are made in it. */
  readonly traceparent: string;
  /** Starts a part of it. Returns undefined if the trace has too many spans already. */
  start(name: string, start?: SpanStart): Span | undefined;
  /** Counts a read that the cache answered: these are too many for a span each. */
  countHit(tier: 'memory' | 'shared'): void;
  end(end?: SpanEnd): void;
}

/** The beginning of the first span of this process in a trace. */
export interface RootStart extends SpanStart {
  /** The W3C Trace Context of the client. */
  readonly parent?: string | undefined;
  /** A span of another trace that belongs to it. */
  readonly link?: Span | undefined;
}

export interface Tracer {
  /** Returns undefined if the trace is not sampled: all that a request pays for tracing then is this call. */
  start(name: string, start: RootStart): Span | undefined;
}

/** The tracer of a gateway that does not export traces. */
export const NO_TRACES: Tracer = { start: () => undefined };

/** Makes a span of work that has just begun, if its parent is traced. Returns the work. */
export function traced<T>(parent: Span | undefined, work: Promise<T>, name: string, start?: SpanStart): Promise<T> {
  const span = parent?.start(name, start);
  if (span === undefined) return work;
  work.then(
    () => span.end(),
    (error: unknown) => span.end({ error: nameOf(error) }),
  );
  return work;
}

/** The class of an error. Its message may have values that traces must not have. */
export function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}
