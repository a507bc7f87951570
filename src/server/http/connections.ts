import type { Duplex } from 'node:stream';
import type { Held } from '../graphql/in-flight.ts';

export interface ConnectionsOptions {
  readonly max: number;
  /** Counts a connection for its caller. Throws RateLimited if the caller has its portion. */
  readonly hold: (owner: string) => Held;
  /** Hears of each connection that was closed for a new one, or not taken in. */
  readonly onRefused: () => void;
}

/** Requests that a connection may send ahead of their answers. Nearly no client does so. */
const MAX_PIPELINED = 4;

interface Connection {
  /** True until its first request begins. */
  isNew: boolean;
  /** Requests that are not answered yet. */
  requests: number;
  /** True if the newest request has come whole. */
  isReceived: boolean;
  /** True if it sends a stream of events, behind which an answer would wait without a deadline. */
  isStream: boolean;
  /** Who was known to use it last. */
  owner: string | undefined;
  held: Held | undefined;
  /** The set that it is in. */
  line: Set<Duplex>;
}

/**
 * All connections, at most `max`. When all are taken, a new one displaces the one that does the least and has done so
 * longest; an operation that runs for a known caller is never displaced.
 */
export class Connections {
  readonly #options: ConnectionsOptions;
  readonly #open = new Map<Duplex, Connection>();
  /** In the order in which they are displaced. A set keeps the order in which its members came. */
  readonly #idleOfUnknown = new Set<Duplex>();
  readonly #receivingFromUnknown = new Set<Duplex>();
  readonly #idle = new Set<Duplex>();
  readonly #receiving = new Set<Duplex>();
  readonly #answeringUnknown = new Set<Duplex>();
  readonly #working = new Set<Duplex>();

  constructor(options: ConnectionsOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#open.size;
  }

  [Symbol.iterator](): Iterator<Duplex> {
    return this.#open.keys();
  }

  /** Takes a new connection in, or closes it if all others work. */
  accept(socket: Duplex): void {
    if (this.size >= this.#options.max) {
      const [displaced = socket] = this.#displaceable();
      this.#forget(displaced);
      displaced.destroy();
      this.#options.onRefused();
      if (displaced === socket) return;
    }
    // It is about to send a request: as one that is idle it would be displaced before those that send theirs for ever.
    const line = this.#receivingFromUnknown.add(socket);
    this.#open.set(socket, {
      ...{ isNew: true, requests: 0, isReceived: true, isStream: false },
      ...{ owner: undefined, held: undefined, line },
    });
    socket.once('close', () => this.#forget(socket));
  }

  /** A request begins. False if it must not be answered: the connection is closed, or sends too many requests at once. */
  begin(socket: Duplex, hasBody: boolean): boolean {
    const connection = this.#open.get(socket);
    if (connection === undefined) return false;
    if (connection.isStream || connection.requests >= MAX_PIPELINED) {
      this.#forget(socket);
      socket.destroy();
      this.#options.onRefused();
      return false;
    }
    connection.isNew = false;
    connection.requests += 1;
    connection.isReceived = !hasBody;
    this.#place(socket, connection);
    return true;
  }

  /**
   * A request makes the connection a WebSocket: one request until it closes, that has not come whole until its caller is
   * known. False as with `begin`.
   */
  upgrade(socket: Duplex): boolean {
    return this.begin(socket, true);
  }

  /** The request is answered with a stream of events. False if others wait behind it: the connection is closed. */
  beginStream(socket: Duplex): boolean {
    const connection = this.#open.get(socket);
    if (connection === undefined) return true;
    connection.isStream = true;
    if (connection.requests <= 1) return true;
    this.#forget(socket);
    socket.destroy();
    this.#options.onRefused();
    return false;
  }

  /** It is known who sends the request. Throws RateLimited if this caller has too many connections that work. */
  admit(socket: Duplex, owner: string): void {
    const connection = this.#open.get(socket);
    if (connection === undefined) return;
    if (connection.held === undefined || connection.owner !== owner) {
      connection.held?.[Symbol.dispose]();
      connection.held = undefined;
      connection.held = this.#options.hold(owner);
      connection.owner = owner;
    }
    this.#place(socket, connection);
  }

  /** Who was known to use the connection last. */
  ownerOf(socket: Duplex): string | undefined {
    return this.#open.get(socket)?.owner;
  }

  /** The request has come whole. */
  received(socket: Duplex): void {
    const connection = this.#open.get(socket);
    if (connection === undefined) return;
    connection.isReceived = true;
    this.#place(socket, connection);
  }

  /** A request is answered. */
  end(socket: Duplex): void {
    const connection = this.#open.get(socket);
    if (connection === undefined) return;
    connection.isStream = false;
    connection.requests -= 1;
    if (connection.requests === 0) {
      connection.held?.[Symbol.dispose]();
      connection.held = undefined;
    }
    this.#place(socket, connection);
  }

  *#displaceable(): Generator<Duplex, void, void> {
    yield* this.#idleOfUnknown;
    yield* this.#receivingFromUnknown;
    yield* this.#idle;
    yield* this.#receiving;
    yield* this.#answeringUnknown;
  }

  #place(socket: Duplex, connection: Connection): void {
    const line = this.#lineFor(connection);
    if (line === connection.line) return;
    connection.line.delete(socket);
    connection.line = line.add(socket);
  }

  #lineFor({ isNew, requests, isReceived, owner, held }: Connection): Set<Duplex> {
    if (isNew) return this.#receivingFromUnknown;
    // Until it has been read to its end, a request keeps its connection from being idle.
    if (!isReceived) return held === undefined ? this.#receivingFromUnknown : this.#receiving;
    if (requests === 0) return owner === undefined ? this.#idleOfUnknown : this.#idle;
    return held === undefined ? this.#answeringUnknown : this.#working;
  }

  #forget(socket: Duplex): void {
    const connection = this.#open.get(socket);
    if (connection === undefined) return;
    this.#open.delete(socket);
    connection.line.delete(socket);
    connection.held?.[Symbol.dispose]();
  }
}
