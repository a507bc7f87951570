/** Objects in use, so that a shutdown can wait until none is left. Each object counts once. */
export class ActiveSet<T extends object = object> implements Iterable<T> {
  readonly #members = new Set<T>();
  readonly #waiting: (() => void)[] = [];
  #isClosed = false;

  /** Adds an object until it is released, or until the returned value is disposed of. */
  hold(member: T): Disposable {
    this.#members.add(member);
    return { [Symbol.dispose]: () => this.release(member) };
  }

  release(member: T): void {
    this.#members.delete(member);
    if (this.#members.size > 0) return;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  /** Marks the set as closed. Users check `isClosed` before they add an object; those in the set stay. */
  close(): void {
    this.#isClosed = true;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  get size(): number {
    return this.#members.size;
  }

  /** Resolves when the set is empty, or after `ms` milliseconds. */
  async ended(ms: number): Promise<void> {
    if (this.size === 0) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, ms);
    this.#waiting.push(resolve);
    await promise;
    clearTimeout(timer);
  }

  /** Iterates over the present members. A member that is added meanwhile does not appear. */
  [Symbol.iterator](): Iterator<T> {
    return [...this.#members].values();
  }
}
