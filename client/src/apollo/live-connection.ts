import { type Client, type ClientOptions, createClient } from 'graphql-ws';

/**
 * - `waiting`: the connection was lost or could not be opened, and will be retried
 * - `closed`: no subscription is open, or the gateway has refused the connection
 */
export type LiveState = 'connecting' | 'connected' | 'waiting' | 'closed';

export interface LiveConnectionOptions {
  /**
   * The URL of the gateway's `/graphql`. http: and ws: are equivalent, as are https: and wss:. May be relative to the
   * page's URL.
   */
  readonly url: string | URL;
  /**
   * Called for each connection, so also after a connection has ended because its token expired. Return undefined for
   * no token. If it rejects, subscriptions fail with its error.
   */
  readonly token: () => string | undefined | Promise<string | undefined>;
  /** Called when the state has changed. The initial state is `closed`. */
  readonly onState?: ((state: LiveState) => void) | undefined;
  /** Interval of keep-alive pings in milliseconds; the gateway has half of it to answer. 20,000 by default. */
  readonly keepAliveMs?: number | undefined;
  /** For environments without a global WebSocket. */
  readonly webSocketImpl?: ClientOptions['webSocketImpl'];
}

const KEEP_ALIVE_MS = 20_000;
const UNAUTHORIZED = 4401;
/** Close codes of WebSocket, the protocol and the gateway after which a retry would fail in the same way. */
const FATAL_CODES: ReadonlySet<unknown> = new Set([1002, 1003, 1007, 1009, 4400, UNAUTHORIZED, 4403, 4406, 4409, 4429]);

/** The shared WebSocket of all subscriptions: opened for the first one, closed after the last. */
export class LiveConnection {
  readonly #options: LiveConnectionOptions;
  readonly #users = new Set<object>();
  /** The close events and errors of connections that must not be retried. */
  readonly #fatal = new WeakSet<object>();
  #client: Client | undefined;
  #socket: 'connecting' | 'connected' | 'gone' = 'gone';
  #state: LiveState = 'closed';

  constructor(options: LiveConnectionOptions) {
    this.#options = options;
  }

  /**
   * Throws if there is no WebSocket, or if `url` is invalid. Lazy, so that a server that does not subscribe does not
   * need either.
   */
  get client(): Client {
    this.#client ??= this.#open();
    return this.#client;
  }

  get isOpen(): boolean {
    return this.#socket === 'connected';
  }

  /** Registers a user of the connection, until the returned function is called. */
  use(): () => void {
    const user = {};
    this.#users.add(user);
    return () => {
      this.#users.delete(user);
      if (this.#users.size === 0 && this.#socket === 'gone') this.#setState('closed');
    };
  }

  /** True if a new connection would fail in the same way. */
  isFatal(reason: unknown): boolean {
    return typeof reason === 'object' && reason !== null && this.#fatal.has(reason);
  }

  async close(): Promise<void> {
    // A connection that could not be opened does not have to be closed.
    await this.#client?.dispose()?.catch(() => undefined);
  }

  #open(): Client {
    const { url, keepAliveMs = KEEP_ALIVE_MS, webSocketImpl } = this.#options;
    let answer: ReturnType<typeof setTimeout> | undefined;
    const gone = (reason: unknown): void => {
      clearTimeout(answer);
      this.#gone(reason);
    };
    const client = createClient({
      url: toSocketUrl(url),
      webSocketImpl: withOpenTimeout(webSocketImpl ?? globalThis.WebSocket, keepAliveMs / 2),
      // graphql-ws knows neither gaps nor renewed tokens: follow.ts does the retries.
      retryAttempts: 0,
      keepAlive: keepAliveMs,
      connectionAckWaitTimeout: keepAliveMs / 2,
      connectionParams: () => this.#authorize(),
      on: {
        connecting: () => this.#setSocket('connecting'),
        connected: () => this.#setSocket('connected'),
        // If the network drops silently, the socket still looks open.
        ping: (isReceived) => {
          if (!isReceived) answer = setTimeout(() => client.terminate(), keepAliveMs / 2);
        },
        pong: () => clearTimeout(answer),
        error: gone,
        closed: gone,
      },
    });
    return client;
  }

  async #authorize(): Promise<Record<string, unknown>> {
    try {
      const token = await this.#options.token();
      return token === undefined ? {} : { authorization: `Bearer ${token}` };
    } catch (cause) {
      const error = cause instanceof Error ? cause : new Error('The token could not be obtained', { cause });
      this.#fatal.add(error);
      throw error;
    }
  }

  #setSocket(socket: 'connecting' | 'connected'): void {
    this.#socket = socket;
    this.#setState(socket);
  }

  #gone(reason: unknown): void {
    const code = codeOf(reason);
    // If the token was accepted before, it has expired, and the next one may be valid.
    const isExpired = code === UNAUTHORIZED && this.isOpen;
    if (FATAL_CODES.has(code) && !isExpired) this.#fatal.add(reason as object);
    this.#socket = 'gone';
    this.#setState(this.#users.size === 0 || this.isFatal(reason) ? 'closed' : 'waiting');
  }

  #setState(state: LiveState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#options.onState?.(state);
  }
}

/** A WebSocket class with a timeout for opening: by default it waits for minutes, and graphql-ws with it. */
function withOpenTimeout(Base: unknown, timeoutMs: number): unknown {
  // If there is no WebSocket, graphql-ws reports it.
  if (typeof Base !== 'function') return Base;
  return class extends (Base as typeof WebSocket) {
    constructor(...parameters: ConstructorParameters<typeof WebSocket>) {
      super(...parameters);
      const timer = setTimeout(() => this.close(), timeoutMs);
      for (const end of ['open', 'error', 'close']) this.addEventListener(end, () => clearTimeout(timer));
    }
  };
}

/** The close code of a connection; undefined if the reason is not a close event. */
export function codeOf(reason: unknown): unknown {
  return typeof reason === 'object' && reason !== null && 'code' in reason ? reason.code : undefined;
}

function toSocketUrl(url: string | URL): string {
  const resolved = new URL(url, globalThis.location?.href);
  resolved.protocol = resolved.protocol.replace('http', 'ws');
  return resolved.href;
}
