type Result<T> = IteratorResult<T, undefined>;

/**
 * An iterator over a value that changes. A slow reader skips intermediate values, so it never falls behind. The iterator
 * opens at the first `next()`, and is over as soon as its reader returns, even while a `next()` is pending.
 */
export class LatestValue<T> implements AsyncIterator<T, undefined> {
  readonly #open: (self: LatestValue<T>) => () => void;
  #close: (() => void) | undefined;
  #state: 'new' | 'open' | 'over' = 'new';
  #held: { readonly value: T } | undefined;
  #failure: { readonly error: unknown } | undefined;
  #waiting: PromiseWithResolvers<Result<T>>[] = [];

  /**
   * `open` is called at the first `next()`. The function that it returns is called once, when the iterator is over. `open`
   * may itself end the iterator.
   */
  constructor(open: (self: LatestValue<T>) => () => void) {
    this.#open = open;
  }

  /** Replaces a value that was not read yet. */
  offer(value: T): void {
    if (this.#state === 'over') return;
    const waiting = this.#waiting.shift();
    if (waiting === undefined) this.#held = { value };
    else waiting.resolve({ done: false, value });
  }

  /** Ends the iterator. A value that was not read yet is still delivered. */
  end(): void {
    if (this.#state === 'over') return;
    this.#state = 'over';
    for (const waiting of this.#waiting.splice(0)) waiting.resolve(DONE);
    this.#close?.();
  }

  /** Ends the iterator with an error, after a value that was not read yet. */
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
