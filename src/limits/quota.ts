/**
 * Limits how much (bytes, files, operations) may be in flight: in total, and for each owner. An owner is the name of a caller,
 * or an address if the caller is not known yet.
 */
export class Quota {
  #total: number;
  #perOwner: number;
  readonly #shares = new Map<string, number>();
  #taken = 0;

  constructor(total: number, perOwner: number) {
    this.#total = total;
    this.#perOwner = perOwner;
  }

  /** Changes the limits. Shares that exceed them now stay held. */
  resize(total: number, perOwner: number): void {
    this.#total = total;
    this.#perOwner = perOwner;
  }

  /** The amount that all owners hold together. */
  get taken(): number {
    return this.#taken;
  }

  /** Takes an amount, which is released by disposing of the share. Returns the limit that is exceeded if it cannot. */
  take(owner: string, amount: number): Share | 'OWNER' | 'TOTAL' {
    const share = new Share(this, owner);
    return share.grow(amount) ?? share;
  }

  /** For shares: adds to the owner's amount. Returns undefined on success. */
  add(owner: string, amount: number): 'OWNER' | 'TOTAL' | undefined {
    const held = this.#shares.get(owner) ?? 0;
    if (held + amount > this.#perOwner) return 'OWNER';
    if (this.#taken + amount > this.#total) return 'TOTAL';
    this.#taken += amount;
    this.#shares.set(owner, held + amount);
    return undefined;
  }

  /** For shares: subtracts from the owner's amount. */
  remove(owner: string, amount: number): void {
    const left = (this.#shares.get(owner) ?? 0) - amount;
    this.#taken -= amount;
    if (left > 0) this.#shares.set(owner, left);
    else this.#shares.delete(owner);
  }
}

/** The amount of a quota that one request, message or file holds. */
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

  /** Takes more. Returns undefined on success; otherwise the share is unchanged. */
  grow(amount: number): 'OWNER' | 'TOTAL' | undefined {
    const refused = this.#quota.add(this.#owner, amount);
    if (refused === undefined) this.#amount += amount;
    return refused;
  }

  /** Releases a part. */
  shrink(amount: number): void {
    const given = Math.min(amount, this.#amount);
    this.#amount -= given;
    this.#quota.remove(this.#owner, given);
  }

  [Symbol.dispose](): void {
    this.shrink(this.#amount);
  }
}
