import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** The id of a request, and its place in a distributed trace. */
export interface RequestIds {
  readonly id: string;
  /** The W3C Trace Context of the request; undefined if the client did not send a valid one. */
  readonly traceparent: string | undefined;
}

export const REQUEST_ID = 'x-request-id';

/** Ids go into logs and into the headers of REST calls, so they are short and need no escaping. */
const SANE_ID = /^[\w.:+/=@-]{1,128}$/;

/** https://www.w3.org/TR/trace-context/: version 00, and neither the trace id nor the parent id is all zeros. */
const TRACEPARENT = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** Takes over the ids that the client sent, if they are sane. Makes a new id otherwise. */
export function requestIdsIn({ [REQUEST_ID]: id, traceparent }: IncomingHttpHeaders): RequestIds {
  return {
    id: typeof id === 'string' && SANE_ID.test(id) ? id : randomUUID(),
    traceparent: typeof traceparent === 'string' && TRACEPARENT.test(traceparent) ? traceparent : undefined,
  };
}

/** The ids of an operation that did not come with a request of its own. */
export function newRequestIds(): RequestIds {
  return { id: randomUUID(), traceparent: undefined };
}
