/** A connection whose caller is not known yet. */
export interface Stranger {
  destroy(): void;
}

/** Enough for a burst of clients that come back after a restart: each is known after a round trip. */
const MAX_STRANGERS = 1_000;

/** Bounds the connections that have not said who they are: the oldest one is closed for a new one. */
export class Strangers {
  readonly #waiting = new Set<Stranger>();
  readonly #max: number;
  readonly #onRefused: () => void;

  constructor(onRefused: () => void, max = MAX_STRANGERS) {
    this.#onRefused = onRefused;
    this.#max = max;
  }

  add(stranger: Stranger): void {
    const [oldest] = this.#waiting;
    if (oldest !== undefined && this.#waiting.size >= this.#max) {
      this.#waiting.delete(oldest);
      this.#onRefused();
      oldest.destroy();
    }
    this.#waiting.add(stranger);
  }

  /** It has said who it is, or gone. */
  delete(stranger: Stranger): void {
    this.#waiting.delete(stranger);
  }
}
