import type { CallTrace } from './call-trace.ts';
import { REQUEST_ID, type RequestIds } from './request-id.ts';

/** The operation of a request, as its document defines it. */
export interface RequestedOperation {
  readonly type: 'query' | 'mutation' | 'subscription';
  /** Undefined if it does not have a name. */
  readonly name: string | undefined;
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
  /** Undefined until the sender has proved who it is. */
  caller: string | undefined;
  operation: RequestedOperation | undefined;
  /** Undefined unless the caller asks for it. */
  trace: CallTrace | undefined;
  /** The code of its first error. */
  code: string | undefined;
  /** The REST calls that were made for it. A call that it shares with an earlier request is not counted. */
  restCalls = 0;

  constructor({ id, traceparent }: RequestIds, { method, path }: { readonly method: string; readonly path: string }) {
    this.id = id;
    this.method = method;
    this.path = path;
    this.callHeaders = { [REQUEST_ID]: id, ...(traceparent !== undefined && { traceparent }) };
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
