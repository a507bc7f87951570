import type { Bounded, Held } from '../graphql/in-flight.ts';

/** Bytes that count for a caller. Most connections are idle most of the time, and then hold no share of the quota. */
export class CountedBytes {
  readonly #bounded: Bounded;
  readonly #caller: string;
  #held: Held | undefined;
  #bytes = 0;

  constructor(bounded: Bounded, caller: string) {
    this.#bounded = bounded;
    this.#caller = caller;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Throws RateLimited or Overloaded, and then changes nothing. */
  grow(bytes: number): void {
    if (this.#held === undefined) this.#held = this.#bounded.hold(this.#caller, bytes);
    else this.#held.grow(bytes);
    this.#bytes += bytes;
  }

  /** Returns this many bytes to the quota, or all if there are fewer. */
  shrink(bytes: number): void {
    const given = Math.min(bytes, this.#bytes);
    this.#bytes -= given;
    this.#held?.shrink(given);
    if (this.#bytes === 0) this.#held = undefined;
  }
}
