import { type Client, type ClientOptions, createClient } from 'graphql-ws';

/**
 * `waiting`: the connection is gone or could not be made, and is tried again by itself; `closed`: nothing is subscribed to,
 * or the gateway has refused.
 */
export type LiveState = 'connecting' | 'connected' | 'waiting' | 'closed';

export interface LiveConnectionOptions {
  /** Of the gateway's `/graphql`; ws: stands for http:, wss: for https:. A relative one is taken from the page's. */
  readonly url: string | URL;
  /**
   * Asked for each connection, so also after a token has expired, which ends one. Undefined where there is none. Where it
   * rejects, subscriptions fail with its error.
   */
  readonly token: () => string | undefined | Promise<string | undefined>;
  /** Told when the state has changed. It is `closed` at first. */
  readonly onState?: ((state: LiveState) => void) | undefined;
  /** After so many milliseconds of silence the gateway is asked whether it is there; it has half of that to answer. 20,000. */
  readonly keepAliveMs?: number | undefined;
  /** For a place that has no WebSocket of its own. */
  readonly webSocketImpl?: ClientOptions['webSocketImpl'];
}

const KEEP_ALIVE_MS = 20_000;
const UNAUTHORIZED = 4401;
/** Of WebSocket, the protocol and the gateway: asked again in the same way, it would end in the same way. */
const FATAL_CODES: ReadonlySet<unknown> = new Set([1002, 1003, 1007, 1009, 4400, UNAUTHORIZED, 4403, 4406, 4409, 4429]);

/** The one WebSocket of all subscriptions: made for the first of them, closed after the last. */
export class LiveConnection {
  readonly #options: LiveConnectionOptions;
  readonly #users = new Set<object>();
  /** What connections ended with, and no other would end without. */
  readonly #fatal = new WeakSet<object>();
  #client: Client | undefined;
  #socket: 'connecting' | 'connected' | 'gone' = 'gone';
  #state: LiveState = 'closed';

  constructor(options: LiveConnectionOptions) {
    this.#options = options;
  }

  /** Throws where there is no WebSocket, or `url` is none: not before somebody subscribes, as on a server nobody does. */
  get client(): Client {
    this.#client ??= this.#open();
    return this.#client;
  }

  get isOpen(): boolean {
    return this.#socket === 'connected';
  }

  /** From now on somebody wants the connection, until what is returned is called. */
  use(): () => void {
    const user = {};
    this.#users.add(user);
    return () => {
      this.#users.delete(user);
      if (this.#users.size === 0 && this.#socket === 'gone') this.#tell('closed');
    };
  }

  /** Whether a new connection would end as this one did. */
  isFatal(reason: unknown): boolean {
    return typeof reason === 'object' && reason !== null && this.#fatal.has(reason);
  }

  async close(): Promise<void> {
    // A connection that could not be made needs no closing.
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
      webSocketImpl: impatient(webSocketImpl ?? globalThis.WebSocket, keepAliveMs / 2),
      // It knows neither of gaps nor that a token can be renewed: what asks again is in follow.ts.
      retryAttempts: 0,
      keepAlive: keepAliveMs,
      connectionAckWaitTimeout: keepAliveMs / 2,
      connectionParams: () => this.#introduce(),
      on: {
        connecting: () => this.#become('connecting'),
        connected: () => this.#become('connected'),
        // A network that went without a word leaves a socket that looks open.
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

  async #introduce(): Promise<Record<string, unknown>> {
    try {
      const token = await this.#options.token();
      return token === undefined ? {} : { authorization: `Bearer ${token}` };
    } catch (cause) {
      const error = cause instanceof Error ? cause : new Error('There is no token', { cause });
      this.#fatal.add(error);
      throw error;
    }
  }

  #become(socket: 'connecting' | 'connected'): void {
    this.#socket = socket;
    this.#tell(socket);
  }

  #gone(reason: unknown): void {
    const code = codeOf(reason);
    // Once it was accepted, the token has expired, and the next one may do.
    const isExpired = code === UNAUTHORIZED && this.isOpen;
    if (FATAL_CODES.has(code) && !isExpired) this.#fatal.add(reason as object);
    this.#socket = 'gone';
    this.#tell(this.#users.size === 0 || this.isFatal(reason) ? 'closed' : 'waiting');
  }

  #tell(state: LiveState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#options.onState?.(state);
  }
}

/** A WebSocket that gives up where nobody answers: by itself one waits for minutes, and graphql-ws with it. */
function impatient(Base: unknown, patienceMs: number): unknown {
  // Whoever has none is told so by graphql-ws.
  if (typeof Base !== 'function') return Base;
  return class extends (Base as typeof WebSocket) {
    constructor(...parameters: ConstructorParameters<typeof WebSocket>) {
      super(...parameters);
      const timer = setTimeout(() => this.close(), patienceMs);
      for (const end of ['open', 'error', 'close']) this.addEventListener(end, () => clearTimeout(timer));
    }
  };
}

/** The code with which a connection was closed; undefined for what is no such end. */
export function codeOf(reason: unknown): unknown {
  return typeof reason === 'object' && reason !== null && 'code' in reason ? reason.code : undefined;
}

function toSocketUrl(url: string | URL): string {
  const resolved = new URL(url, globalThis.location?.href);
  resolved.protocol = resolved.protocol.replace('http', 'ws');
  return resolved.href;
}
