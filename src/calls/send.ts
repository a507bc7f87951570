/** A REST call to be made. */
export interface RestRequest {
  readonly method: 'GET' | 'POST';
  /** The operation of the source's contract, for metrics. */
  readonly operation: string;
  /** Path with query, below the account's base URL. Variable parts are percent-encoded. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The meaning of a failure; undefined if it is about the account as a whole. */
  readonly reach?: Reach;
  /** True for a POST that does no harm if it is carried out twice. */
  readonly isRepeatable?: boolean;
  /** True for a call that does not end with its caller once a byte of it was sent: a write, whose outcome must be known. */
  readonly outlivesCaller?: boolean;
  /** Ends the call at any stage: queued, connecting, or reading. */
  readonly signal: AbortSignal;
}

/**
 * `DOCUMENT`: about one document of many, which may fail each time while its source is well. `LARGE`: about so much that
 * it may take too long while its source is well.
 */
export type Reach = 'DOCUMENT' | 'LARGE';

/** A complete answer, of any status. A call throws only if it gets no answer. */
export interface RestAnswer {
  readonly status: number;
  /** Names are in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** Makes a call. */
export type Send = (request: RestRequest) => Promise<RestAnswer>;

/** Makes one attempt at a call; `attempt` counts from 1. Rejects with a CallFailure or a GatewayError. Policies wrap one. */
export type Attempt = (request: RestRequest, attempt: number) => Promise<RestAnswer>;
