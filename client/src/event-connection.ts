import { authorization, type Endpoint } from './endpoint.ts';
import { readMessages, withAlarm } from './event-stream.ts';
import { type AnswerError, GatewayError, toGatewayError } from './gateway-error.ts';
import type { Operation } from './operation.ts';
import { readAnswer } from './request.ts';

export interface EventConnectionOptions {
  /** Ends the iteration. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Called if some fields of an event could not be read, before the event is delivered with nulls in their place.
   * Without it, the same event is read again if that can succeed, and otherwise the iteration ends with the error.
   */
  readonly onErrors?: ((errors: readonly AnswerError[]) => void) | undefined;
  /**
   * A connection counts as lost after this time without a byte, in milliseconds: 30,000 by default. The gateway sends
   * some every 12 s.
   */
  readonly silenceMs?: number | undefined;
}

const SILENCE_MS = 30_000;

/** Another connection or another moment can succeed. */
const PASSING: ReadonlySet<string> = new Set([
  'CONNECTION_LOST',
  'BACKEND_RATE_LIMITED',
  'BACKEND_TIMEOUT',
  'BACKEND_UNAVAILABLE',
  'RATE_LIMITED',
  'STORE_UNAVAILABLE',
]);

/** One connection for the results of a subscription, as server-sent events. */
export class EventConnection {
  readonly #endpoint: Endpoint;
  readonly #options: EventConnectionOptions;
  readonly #closing = new AbortController();
  #isAccepted = false;

  constructor(endpoint: Endpoint, options: EventConnectionOptions) {
    this.#endpoint = endpoint;
    this.#options = options;
  }

  /** The data of each result. Ends with a GatewayError, with the error of `token`, or when its reader stops. */
  async *results(operation: Operation, variables: object): AsyncGenerator<unknown, never, undefined> {
    const headers = await authorization(this.#endpoint);
    const close = (): void => this.#closing.abort();
    const silence = { ms: this.#options.silenceMs ?? SILENCE_MS, onSilence: close };
    const { signal } = this.#options;
    signal?.addEventListener('abort', close);
    try {
      const body = await withAlarm(this.#open(headers, operation, variables), silence);
      this.#isAccepted = true;
      for await (const { event, data } of readMessages(body, silence))
        if (event === 'next') yield this.#dataOf(JSON.parse(data));
      throw new Error('The gateway ended the stream');
    } catch (cause) {
      if (cause instanceof GatewayError) throw cause;
      throw new GatewayError('CONNECTION_LOST', 'The connection to the gateway was lost', { cause });
    } finally {
      signal?.removeEventListener('abort', close);
      close();
    }
  }

  /** True if another connection can succeed: a token that was accepted before has expired, and the next one may be valid. */
  isPassing({ code, status = 0 }: GatewayError): boolean {
    if (code === 'UNEXPECTED_ANSWER') return status >= 500 || status === 408 || status === 429;
    return PASSING.has(code) || (code === 'UNAUTHENTICATED' && this.#isAccepted);
  }

  async #open(
    headers: Readonly<Record<string, string>>,
    { query, name }: Operation,
    variables: object,
  ): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
    const { url, fetch: send = fetch } = this.#endpoint;
    const response = await send(streamOf(url), {
      method: 'POST',
      headers: { ...headers, accept: 'text/event-stream', 'content-type': 'application/json' },
      body: JSON.stringify({ query, operationName: name, variables }),
      signal: this.#closing.signal,
    });
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
    if (response.ok && isStream && response.body !== null) return response.body;
    await readAnswer(response);
    throw new GatewayError('UNEXPECTED_ANSWER', 'The answer is not a stream', { status: response.status });
  }

  #dataOf({ data, errors }: { data?: unknown; errors?: readonly AnswerError[] }): unknown {
    const { onErrors } = this.#options;
    if (errors === undefined || errors.length === 0) return data;
    if (data === undefined || data === null || onErrors === undefined) throw toGatewayError(errors, { data });
    onErrors(errors);
    return data;
  }
}

/** `/graphql/stream` beside `/graphql`. */
function streamOf(url: string | URL): string {
  const [path = '', query] = String(url).split('?');
  return `${path.replace(/\/$/, '')}/stream${query === undefined ? '' : `?${query}`}`;
}
