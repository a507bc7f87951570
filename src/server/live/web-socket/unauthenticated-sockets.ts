/** A socket whose caller is not known yet. */
export interface UnauthenticatedSocket {
  destroy(): void;
}

/** Enough for a burst of clients that reconnect after a restart: each is authenticated after a round trip. */
const MAX_UNAUTHENTICATED = 1_000;

/** Bounds the sockets that are not authenticated: the oldest one is closed for a new one. */
export class UnauthenticatedSockets {
  readonly #waiting = new Set<UnauthenticatedSocket>();
  readonly #max: number;
  readonly #onRefused: () => void;

  constructor(onRefused: () => void, max = MAX_UNAUTHENTICATED) {
    this.#onRefused = onRefused;
    this.#max = max;
  }

  add(socket: UnauthenticatedSocket): void {
    const [oldest] = this.#waiting;
    if (oldest !== undefined && this.#waiting.size >= this.#max) {
      this.#waiting.delete(oldest);
      this.#onRefused();
      oldest.destroy();
    }
    this.#waiting.add(socket);
  }

  /** The socket is authenticated, or gone. */
  delete(socket: UnauthenticatedSocket): void {
    this.#waiting.delete(socket);
  }
}
