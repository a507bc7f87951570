import type { Duplex } from 'node:stream';
import type { Held } from '../graphql/in-flight.ts';

export interface ConnectionsOptions {
  readonly max: number;
  /** Counts a connection for its caller. Throws RateLimited if the caller holds all of its portion. */
  readonly hold: (owner: string) => Held;
  /** Called for each connection that is closed for a new one, or refused. */
  readonly onRefused: () => void;
}

/** A connection may pipeline this many requests. Hardly any client pipelines. */
const MAX_PIPELINED = 4;

interface Connection {
  /** True until its first request begins. */
  isNew: boolean;
  /** Requests that are not answered yet. */
  requests: number;
  /** True if the newest request has arrived completely. */
  isReceived: boolean;
  /** True if the answer is a stream of events. Another answer would wait behind it without a deadline. */
  isStream: boolean;
  /** The last known caller. */
  owner: string | undefined;
  held: Held | undefined;
  /** The set that contains the connection. */
  group: Set<Duplex>;
}

/**
 * Holds at most `max` connections. When all places are taken, a new connection displaces the least active one that has
 * been so for longest. An operation that runs for a known caller is never displaced.
 */
export class Connections {
  readonly #options: ConnectionsOptions;
  readonly #open = new Map<Duplex, Connection>();
  /** The groups, in the order of displacement. A set keeps the order of insertion. */
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

  /** Accepts a new connection, or closes it if all others run operations of known callers. */
  accept(socket: Duplex): void {
    if (this.size >= this.#options.max) {
      const [displaced = socket] = this.#displaceable();
      this.#forget(displaced);
      displaced.destroy();
      this.#options.onRefused();
      if (displaced === socket) return;
    }
    // It is about to send a request. In an idle group it would be displaced before connections that never finish
    // theirs.
    const group = this.#receivingFromUnknown.add(socket);
    this.#open.set(socket, {
      ...{ isNew: true, requests: 0, isReceived: true, isStream: false },
      ...{ owner: undefined, held: undefined, group },
    });
    socket.once('close', () => this.#forget(socket));
  }

  /** The TLS handshake of an accepted connection is done: `socket` carries its requests. */
  secure(accepted: Duplex, socket: Duplex): void {
    if (!this.#open.has(accepted)) {
      socket.destroy();
      return;
    }
    this.#forget(accepted);
    this.accept(socket);
  }

  /**
   * Begins a request. Returns false if it must not be answered: the connection is closed, or has pipelined too many
   * requests.
   */
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
   * Turns the connection into a WebSocket: a request that lasts until the connection closes, and that is incomplete
   * until its caller is known. Returns false as `begin` does.
   */
  upgrade(socket: Duplex): boolean {
    return this.begin(socket, true);
  }

  /**
   * Answers a request with a stream of events. Returns false if the connection was closed because other requests wait
   * behind it.
   */
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

  /** Returns true if the connection has requests that are not answered yet. */
  isAnswering(socket: Duplex): boolean {
    return (this.#open.get(socket)?.requests ?? 0) > 0;
  }

  /** Returns true if the connection's answer is a stream of events. */
  isStream(socket: Duplex): boolean {
    return this.#open.get(socket)?.isStream === true;
  }

  /** Assigns the connection to its caller. Throws RateLimited if the caller has too many active connections. */
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

  /** Returns the connection's last known caller. */
  ownerOf(socket: Duplex): string | undefined {
    return this.#open.get(socket)?.owner;
  }

  /** The request has arrived completely. */
  received(socket: Duplex): void {
    const connection = this.#open.get(socket);
    if (connection === undefined) return;
    connection.isReceived = true;
    this.#place(socket, connection);
  }

  /** A request has been answered. */
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

  /** The connections that have been used, and have no request now. */
  *idle(): Generator<Duplex, void, void> {
    yield* this.#idleOfUnknown;
    yield* this.#idle;
  }

  *#displaceable(): Generator<Duplex, void, void> {
    yield* this.#idleOfUnknown;
    yield* this.#receivingFromUnknown;
    yield* this.#idle;
    yield* this.#receiving;
    yield* this.#answeringUnknown;
  }

  #place(socket: Duplex, connection: Connection): void {
    const group = this.#groupFor(connection);
    if (group === connection.group) return;
    connection.group.delete(socket);
    connection.group = group.add(socket);
  }

  #groupFor({ isNew, requests, isReceived, owner, held }: Connection): Set<Duplex> {
    if (isNew) return this.#receivingFromUnknown;
    // A connection is not idle until its request has been read completely.
    if (!isReceived) return held === undefined ? this.#receivingFromUnknown : this.#receiving;
    if (requests === 0) return owner === undefined ? this.#idleOfUnknown : this.#idle;
    return held === undefined ? this.#answeringUnknown : this.#working;
  }

  #forget(socket: Duplex): void {
    const connection = this.#open.get(socket);
    if (connection === undefined) return;
    this.#open.delete(socket);
    connection.group.delete(socket);
    connection.held?.[Symbol.dispose]();
  }
}
