import type { AccountReader } from './account-reader.ts';

/**
 * Waits for the work of a page's accounts. Work that takes longer than an account's `patienceMs` is left pending, so that the page can
 * be filled from the other accounts meanwhile.
 */
export class Patience {
  readonly #pending = new Map<AccountReader, Promise<void>>();

  /** Resolves when each work has ended or taken long. Rejects if one fails before. */
  async waitFor(works: readonly { readonly reader: AccountReader; readonly work: Promise<void> }[]): Promise<void> {
    await Promise.all(
      works.map(({ reader, work }) => {
        const ended = work.finally(() => {
          // The account may have begun its next work.
          if (this.#pending.get(reader) === ended) this.#pending.delete(reader);
        });
        // Work that has taken long may fail when it is no longer awaited.
        ended.catch(() => {});
        this.#pending.set(reader, ended);
        return within(ended, reader.backend.patienceMs);
      }),
    );
  }

  /** Resolves with true when a pending work has ended; with false if all have. */
  async next(): Promise<boolean> {
    if (this.#pending.size === 0) return false;
    await Promise.race(this.#pending.values());
    return true;
  }
}

/** Resolves when the work has ended, or after `ms`. */
function within(work: Promise<void>, ms: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    work.finally(() => clearTimeout(timer)).then(resolve, reject);
  });
}
