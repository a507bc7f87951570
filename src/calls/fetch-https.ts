import { Agent, type Dispatcher } from 'undici';
import { type Clock, systemClock } from '../async/clock.ts';
import { onAbort } from '../async/on-abort.ts';
import { abortedBeforeSending, CallFailure, socketErrorToFailure } from './call-failure.ts';
import { createConnector } from './wire/connector.ts';
import { USER_AGENT } from './wire/user-agent.ts';

export interface HttpsAnswer {
  readonly status: number;
  /** The first `maxBytes` at most. */
  readonly body: Buffer;
  /** False if the body is longer. */
  readonly isWhole: boolean;
}

/** GETs a URL. Any status is an answer, including a redirect. Rejects with a CallFailure if there is no answer. */
export type HttpsGet = (url: URL, signal?: AbortSignal) => Promise<HttpsAnswer>;

export interface HttpsFetch extends AsyncDisposable {
  readonly get: HttpsGet;
}

export interface HttpsFetchOptions {
  /** For the whole call: resolving the name, connecting, and reading the body. */
  readonly deadlineMs: number;
  readonly maxBytes: number;
  readonly clock?: Clock;
}

/**
 * GETs small documents over https from hosts that are not sources. Does not keep a credential, connection or TLS session
 * between calls. Trusts the certificate authorities that Node trusts.
 */
export function createHttpsFetch({ deadlineMs, maxBytes, clock = systemClock }: HttpsFetchOptions): HttpsFetch {
  const agent = createAgent(deadlineMs);

  const get: HttpsGet = async (url, signal) => {
    if (url.protocol !== 'https:') throw new TypeError('The URL is not https:');
    if (signal?.aborted) throw abortedBeforeSending(signal);
    const ending = new AbortController();
    const ended = Promise.withResolvers<never>();
    const end = (kind: 'timeout' | 'aborted', cause?: unknown): void => {
      const failure = new CallFailure(kind, { sent: true, cause });
      ended.reject(failure);
      ending.abort(failure);
    };
    using _deadline = clock.schedule(() => end('timeout'), deadlineMs);
    const stopListening = signal && onAbort(signal, () => end('aborted', signal.reason));
    try {
      // A race, because undici ignores the signal while it connects.
      return await Promise.race([ended.promise, exchange(agent, url, maxBytes, ending.signal)]);
    } catch (error) {
      throw error instanceof Error && !(error instanceof CallFailure) ? socketErrorToFailure(error, true) : error;
    } finally {
      stopListening?.();
    }
  };

  return { get, [Symbol.asyncDispose]: () => agent.destroy() };
}

function createAgent(deadlineMs: number): Agent {
  return new Agent({
    connections: 8,
    allowH2: false,
    // A resumed TLS session would skip the check of the certificate. undici cannot abort an attempt to connect: it ends with
    // the call.
    connect: createConnector({ maxCachedSessions: 0, timeout: deadlineMs }),
    // The deadline of the whole call covers these.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
}

async function exchange(
  dispatcher: Dispatcher,
  { origin, pathname, search }: URL,
  maxBytes: number,
  signal: AbortSignal,
): Promise<HttpsAnswer> {
  const path = pathname + search;
  const headers = { 'user-agent': USER_AGENT };
  // Calls are hours apart: the server would have closed a kept connection.
  const request = { origin, path, method: 'GET', headers, reset: true, signal } as const;
  const { statusCode: status, body } = await dispatcher.request(request);
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    length += chunk.length;
    // Leaving the loop destroys the body and its socket.
    if (length > maxBytes) break;
  }
  return { status, body: Buffer.concat(chunks).subarray(0, maxBytes), isWhole: length <= maxBytes };
}
