import { Agent, type Dispatcher } from 'undici';
import { type Clock, systemClock } from '../async/clock.ts';
import { onAbort } from '../async/on-abort.ts';
import { CallFailure } from './call-failure.ts';
import { socketErrorToFailure } from './socket-error-to-failure.ts';

export interface HttpsAnswer {
  readonly status: number;
  /** No more than the first `maxBytes` of it. */
  readonly body: Buffer;
  /** False where the body went on after that. */
  readonly isWhole: boolean;
}

/** GETs a URL. Any status is an answer, a redirect too; rejects with a CallFailure where none came. */
export type HttpsGet = (url: URL, signal?: AbortSignal) => Promise<HttpsAnswer>;

export interface HttpsFetch extends AsyncDisposable {
  readonly get: HttpsGet;
}

export interface HttpsFetchOptions {
  /** For all of it: resolving the name, connecting, and reading the body. */
  readonly deadlineMs: number;
  readonly maxBytes: number;
  readonly clock?: Clock;
}

/**
 * GETs single small documents over https from hosts that are no source of ours, with nothing that could be kept from
 * the answer before: no credential, no connection, no TLS state. Trusts whom Node trusts when it connects.
 */
export function createHttpsFetch({ deadlineMs, maxBytes, clock = systemClock }: HttpsFetchOptions): HttpsFetch {
  const agent = createAgent(deadlineMs);

  const get: HttpsGet = async (url, signal) => {
    if (url.protocol !== 'https:') throw new TypeError('Nothing but https: is fetched here');
    if (signal?.aborted) throw new CallFailure('aborted', { sent: false, cause: signal.reason });
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
      // A race, since undici looks at no signal while it connects.
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
    // A resumed handshake skips the check of the certificate, with the trust of the day it was made.
    maxCachedSessions: 0,
    // An abandoned attempt to connect ends about when the call ends that wanted it.
    connectTimeout: deadlineMs,
    // The whole call has its deadline.
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
  // Calls are hours apart: a kept connection would be found closed by the next one.
  const { statusCode: status, body } = await dispatcher.request({ origin, path, method: 'GET', reset: true, signal });
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    length += chunk.length;
    // Leaving the loop destroys the body, and its socket with it.
    if (length > maxBytes) break;
  }
  return { status, body: Buffer.concat(chunks).subarray(0, maxBytes), isWhole: length <= maxBytes };
}
