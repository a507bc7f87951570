import type { Bounded, Held } from '../graphql/in-flight.ts';

/** Bytes that count for a caller. Nearly all connections are idle nearly always, and hold nothing of the quota then. */
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

  /** Throws RateLimited or Overloaded; nothing has changed then. */
  grow(bytes: number): void {
    if (this.#held === undefined) this.#held = this.#bounded.hold(this.#caller, bytes);
    else this.#held.grow(bytes);
    this.#bytes += bytes;
  }

  /** Gives a part back, or what there is if that is less. */
  shrink(bytes: number): void {
    const given = Math.min(bytes, this.#bytes);
    this.#bytes -= given;
    this.#held?.shrink(given);
    if (this.#bytes === 0) this.#held = undefined;
  }
}
