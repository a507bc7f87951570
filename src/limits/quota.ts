/**
 * How much of something (bytes, files, operations) may be in flight at once: in total, and for each owner. An owner is a
 * caller's name, or an address where the caller is not known yet.
 */
export class Quota {
  readonly #total: number;
  readonly #perOwner: number;
  readonly #shares = new Map<string, number>();
  #taken = 0;

  constructor(total: number, perOwner: number) {
    this.#total = total;
    this.#perOwner = perOwner;
  }

  /** What all owners hold together. */
  get taken(): number {
    return this.#taken;
  }

  /** Takes an amount, to be given back by disposing of the share; or says whose limit does not allow it. */
  take(owner: string, amount: number): Share | 'OWNER' | 'TOTAL' {
    const share = new Share(this, owner);
    return share.grow(amount) ?? share;
  }

  /** For shares: adds to what the owner holds. Undefined if there was room. */
  add(owner: string, amount: number): 'OWNER' | 'TOTAL' | undefined {
    const held = this.#shares.get(owner) ?? 0;
    if (held + amount > this.#perOwner) return 'OWNER';
    if (this.#taken + amount > this.#total) return 'TOTAL';
    this.#taken += amount;
    this.#shares.set(owner, held + amount);
    return undefined;
  }

  /** For shares: gives back what the owner held. */
  remove(owner: string, amount: number): void {
    const left = (this.#shares.get(owner) ?? 0) - amount;
    this.#taken -= amount;
    if (left > 0) this.#shares.set(owner, left);
    else this.#shares.delete(owner);
  }
}

/** What one request, message or file holds of a quota. */
export class Share implements Disposable {
  readonly #quota: Quota;
  readonly #owner: string;
  #amount = 0;

  constructor(quota: Quota, owner: string) {
    this.#quota = quota;
    this.#owner = owner;
  }

  get amount(): number {
    return this.#amount;
  }

  /** Takes more. Undefined if there was room; else nothing has changed. */
  grow(amount: number): 'OWNER' | 'TOTAL' | undefined {
    const refused = this.#quota.add(this.#owner, amount);
    if (refused === undefined) this.#amount += amount;
    return refused;
  }

  /** Gives a part back. */
  shrink(amount: number): void {
    const given = Math.min(amount, this.#amount);
    this.#amount -= given;
    this.#quota.remove(this.#owner, given);
  }

  [Symbol.dispose](): void {
    this.shrink(this.#amount);
  }
}
