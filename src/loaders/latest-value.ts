type Result<T> = IteratorResult<T, undefined>;

/**
 * An iterator over a value that changes: whoever is slow misses what came between, and never falls behind. It opens when
 * it is first asked, and is over as soon as its reader returns, also while that one waits for a value.
 */
export class LatestValue<T> implements AsyncIterator<T, undefined> {
  readonly #open: (self: LatestValue<T>) => () => void;
  #close: (() => void) | undefined;
  #state: 'new' | 'open' | 'over' = 'new';
  #held: { readonly value: T } | undefined;
  #failure: { readonly error: unknown } | undefined;
  #waiting: PromiseWithResolvers<Result<T>>[] = [];

  /**
   * `open` is called before the first value is waited for; what it gives is called once when the iterator is over. It may
   * end the iterator itself, where there is nothing to open.
   */
  constructor(open: (self: LatestValue<T>) => () => void) {
    this.#open = open;
  }

  /** Takes the place of a value that nobody has read yet. */
  offer(value: T): void {
    if (this.#state === 'over') return;
    const waiting = this.#waiting.shift();
    if (waiting === undefined) this.#held = { value };
    else waiting.resolve({ done: false, value });
  }

  /** No value follows; one that was not read yet still is. */
  end(): void {
    if (this.#state === 'over') return;
    this.#state = 'over';
    for (const waiting of this.#waiting.splice(0)) waiting.resolve(DONE);
    this.#close?.();
  }

  /** The same, and then an error. */
  fail(error: unknown): void {
    if (this.#state === 'over') return;
    const waiting = this.#waiting.shift();
    if (waiting === undefined) this.#failure = { error };
    else waiting.reject(error);
    this.end();
  }

  next(): Promise<Result<T>> {
    if (this.#state === 'new') {
      this.#state = 'open';
      this.#close = this.#open(this);
    }
    const held = this.#held;
    if (held !== undefined) {
      this.#held = undefined;
      return Promise.resolve({ done: false, value: held.value });
    }
    const failure = this.#failure;
    if (failure !== undefined) {
      this.#failure = undefined;
      return Promise.reject(failure.error);
    }
    if (this.#state === 'over') return Promise.resolve(DONE);
    const waiting = Promise.withResolvers<Result<T>>();
    this.#waiting.push(waiting);
    return waiting.promise;
  }

  return(): Promise<Result<T>> {
    this.end();
    this.#held = undefined;
    this.#failure = undefined;
    return Promise.resolve(DONE);
  }

  throw(error: unknown): Promise<Result<T>> {
    void this.return();
    return Promise.reject(error);
  }
}

const DONE = { done: true, value: undefined } as const;
