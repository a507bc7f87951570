import type { PauseMs } from './backoff.ts';
import type { KeyStore } from './writes/open-writes.ts';

/** A gateway, and how to speak to it. */
export interface Endpoint {
  /** The URL of the gateway's `/graphql`; in a browser, it may be relative to the page's URL. */
  readonly url: string | URL;
  /** Called for each request: return a fresh token if the last one is about to expire, or undefined for no token. */
  readonly token: () => string | undefined | Promise<string | undefined>;
  /** By default the global `fetch`. */
  readonly fetch?: typeof fetch | undefined;
  /** Keeps the keys of mutations whose outcome is open. By default sessionStorage in a page, and memory elsewhere. */
  readonly keys?: KeyStore | undefined;
  /** How often a request is repeated at most, after a lost connection or if the gateway asks for it. 3 by default. */
  readonly retries?: number | undefined;
  /** The delay before a repetition. By default half a second, doubled each time up to 15 s, with a random variation. */
  readonly pauseMs?: PauseMs | undefined;
}

/** The headers that every request has. */
export async function authorization({ token }: Pick<Endpoint, 'token'>): Promise<Record<string, string>> {
  const given = await token();
  return given === undefined ? {} : { authorization: `Bearer ${given}` };
}
