import type { CallTrace } from './call-trace.ts';
import { REQUEST_ID, type RequestIds } from './request-id.ts';
import { requestSpan } from './tracing/request-spans.ts';
import { NO_TRACES, type Span, type Tracer } from './tracing/tracer.ts';

/** The operation of a request, as its document defines it. */
export interface RequestedOperation {
  readonly type: 'query' | 'mutation' | 'subscription';
  /** Undefined if it does not have a name. */
  readonly name: string | undefined;
  /** SHA-256 of its document. */
  readonly hash: string;
}

/** The data of an HTTP request, or of an operation of a WebSocket, for its log lines, metrics and REST calls. */
export class RequestRecord {
  readonly id: string;
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** The headers of the REST calls that are made for it. */
  readonly callHeaders: Readonly<Record<string, string>>;
  /** Milliseconds of `performance.now()`. */
  readonly startedAt = performance.now();
  operation: RequestedOperation | undefined;
  /** Undefined unless the caller asks for it. */
  trace: CallTrace | undefined;
  /** The code of its first error. */
  code: string | undefined;
  /** The REST calls that were made for it. A call that it shares with an earlier request is not counted. */
  restCalls = 0;
  readonly tracer: Tracer;
  /** The W3C Trace Context that its client sent. */
  readonly traceparent: string | undefined;
  #caller: string | undefined;
  #span: Span | undefined;
  #isSampled: boolean | undefined;

  constructor(
    { id, traceparent }: RequestIds,
    { method, path }: { readonly method: string; readonly path: string },
    tracer: Tracer = NO_TRACES,
  ) {
    this.id = id;
    this.method = method;
    this.path = path;
    this.tracer = tracer;
    this.traceparent = traceparent;
    this.callHeaders = { [REQUEST_ID]: id, ...(traceparent !== undefined && { traceparent }) };
  }

  /** Undefined until the sender has proved who it is. */
  get caller(): string | undefined {
    return this.#caller;
  }

  /** Undefined until `trace`, and if the request is not sampled. */
  get span(): Span | undefined {
    return this.#span;
  }

  /** Takes the name of the sender, which has proved who it is. */
  identify(caller: string): void {
    this.#caller = caller;
    this.startSpan();
  }

  /** Decides whether the request is traced. Strangers must not be able to fill the collector, so that it needs a known sender. */
  startSpan(): void {
    if (this.#isSampled !== undefined) return;
    this.#span = requestSpan(this);
    this.#isSampled = this.#span !== undefined;
  }

  /** Takes the code of an error that the answer has. */
  failed(code: string): void {
    this.code ??= code;
  }
}

/** A request that has been answered, or whose client has disconnected. */
export interface EndedRequest {
  readonly record: RequestRecord;
  readonly ms: number;
  /** The status of its answer; undefined if it was not answered, and for an operation of a WebSocket. */
  readonly status?: number;
  /** The bytes of its answer with the headers; undefined for an operation of a WebSocket. */
  readonly bytes?: number;
}

/** Called once for each request, when it has ended. */
export type ReportRequest = (ended: EndedRequest) => void;
