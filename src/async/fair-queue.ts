/**
 * A queue that goes round its owners: each owner's items leave in order, and an owner's next item waits for at most one item
 * of each other owner, however many those have queued.
 */
export class FairQueue<Item extends object> {
  /** Owners in the order of their turns. A set keeps the order, and can delete any member. */
  readonly #lines = new Map<string, Set<Item>>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Items of one owner. */
  sizeOf(owner: string): number {
    return this.#lines.get(owner)?.size ?? 0;
  }

  push(owner: string, item: Item): void {
    const line = this.#lines.get(owner) ?? new Set();
    if (line.has(item)) return;
    this.#lines.set(owner, line.add(item));
    this.#size += 1;
  }

  /** Removes an item before its turn. */
  delete(owner: string, item: Item): void {
    const line = this.#lines.get(owner);
    if (line?.delete(item) !== true) return;
    this.#size -= 1;
    if (line.size === 0) this.#lines.delete(owner);
  }

  /** Removes the next item of the owner whose turn it is. Returns undefined if the queue is empty. */
  shift(): Item | undefined {
    const next = this.#lines.entries().next().value;
    if (next === undefined) return undefined;
    const [owner, line] = next;
    const item = line.values().next().value;
    if (item === undefined) throw new TypeError('a line of the queue is empty');
    line.delete(item);
    this.#size -= 1;
    // Most queues have only one owner at a time: it keeps its turn.
    if (line.size > 0 && this.#lines.size === 1) return item;
    this.#lines.delete(owner);
    if (line.size > 0) this.#lines.set(owner, line);
    return item;
  }
}
