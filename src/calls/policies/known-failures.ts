/** If there are more, the oldest are forgotten. */
const MAX_ADDRESSES = 1_000;

/** The addresses of an account that failed while others succeeded. All of its callers share them, as the cause is not a caller. */
export class KnownFailures {
  readonly #addresses = new Set<string>();

  get size(): number {
    return this.#addresses.size;
  }

  has(address: string): boolean {
    return this.#addresses.has(address);
  }

  add(addresses: Iterable<string>): void {
    for (const address of addresses) {
      // Again, as the newest.
      this.#addresses.delete(address);
      this.#addresses.add(address);
    }
    for (const oldest of this.#addresses) {
      if (this.#addresses.size <= MAX_ADDRESSES) return;
      this.#addresses.delete(oldest);
    }
  }

  delete(address: string): void {
    this.#addresses.delete(address);
  }
}
