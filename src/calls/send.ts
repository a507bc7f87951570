/** One REST call, before it is made. */
export interface RestRequest {
  readonly method: 'GET' | 'POST';
  /** Path with query, below the account's base URL; every variable part is percent-encoded already. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** How far a failure reaches; undefined if it is about the account as a whole. */
  readonly reach?: Reach;
  /** Ends the call, wherever it is: waiting for its turn, connecting, or reading. */
  readonly signal: AbortSignal;
}

/**
 * `DOCUMENT`: about one document of many, which may fail each time while its source is well. `LARGE`: about so much that
 * it may take too long while its source is well.
 */
export type Reach = 'DOCUMENT' | 'LARGE';

/** What came back, whole. Any status is an answer; only a call without an answer throws. */
export interface RestAnswer {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** Makes a call. The policies of this folder each take one and give one. */
export type Send = (request: RestRequest) => Promise<RestAnswer>;
