/** What is under way, for whoever has to wait until none of it is. Each thing is known by itself, and counts once. */
export class ActiveSet<Thing extends object = object> implements Iterable<Thing> {
  readonly #things = new Set<Thing>();
  readonly #waiting: (() => void)[] = [];
  #isClosed = false;

  /** Until it is released, or what is given is disposed of. */
  hold(thing: Thing): Disposable {
    this.#things.add(thing);
    return { [Symbol.dispose]: () => this.release(thing) };
  }

  release(thing: Thing): void {
    this.#things.delete(thing);
    if (this.#things.size > 0) return;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  /** From now on nothing is to be begun; whoever would begin something has to look. What is under way goes on. */
  close(): void {
    this.#isClosed = true;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  get size(): number {
    return this.#things.size;
  }

  /** Resolves when nothing is under way, or after so many milliseconds. */
  async ended(ms: number): Promise<void> {
    if (this.size === 0) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, ms);
    this.#waiting.push(resolve);
    await promise;
    clearTimeout(timer);
  }

  /** What is under way now; what comes meanwhile is not among it. */
  [Symbol.iterator](): Iterator<Thing> {
    return [...this.#things].values();
  }
}
