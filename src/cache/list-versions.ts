import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import type { AccountId } from '../errors/catalogue.ts';
import type { SharedStore } from './shared-store.ts';
import { TIMES_TO_LIVE } from './times-to-live.ts';

/** A part of a list's cache key. A write gives its account a new one, so that older lists are not found any more. */
export interface ListVersion {
  /** Undefined if it is uncertain, so that no cached list may be used. */
  readonly kept: string | undefined;
  /** The key part that readers of this process share until its next write. */
  readonly active: string;
}

/** Longer than a list is kept: when the version expires, the lists under it have expired too. */
export const VERSION_TTL_MS = 3_600_000;
/** The version of an account before its first write. */
export const FIRST_VERSION = '0';

/**
 * The versions of the lists of each account. A write changes the version instead of deleting the lists: this also covers a
 * call in flight that will store a list from before the write, and gateways that share a store also share the version.
 */
export class ListVersions {
  readonly #shared: SharedStore | undefined;
  readonly #logger: Logger;
  /** The number of writes of this process, by account. */
  readonly #writes = new Map<string, number>();
  /** Until when the stored version of an account is not used, as a newer one could not be stored. */
  readonly #doubts = new Map<string, number>();

  constructor(shared: SharedStore | undefined, logger: Logger) {
    this.#shared = shared;
    this.#logger = logger;
  }

  /** Returns a promise only if there is a shared store. */
  current(account: AccountId): ListVersion | Promise<ListVersion> {
    const name = nameOf(account);
    const writes = String(this.#writes.get(name) ?? 0);
    return this.#shared === undefined ? { kept: writes, active: writes } : this.#ask(this.#shared, name, writes);
  }

  /** Invalidates all lists read so far; for all gateways that share the store, once this resolves. */
  async advance(account: AccountId): Promise<void> {
    const name = nameOf(account);
    this.#writes.set(name, (this.#writes.get(name) ?? 0) + 1);
    if (this.#shared === undefined) return;
    if (await this.#shared.insist(name, randomBytes(9).toString('base64url'), VERSION_TTL_MS)) return;
    // Other gateways keep outdated lists for no longer than a list's time to live.
    this.#doubts.set(name, Date.now() + 2 * TIMES_TO_LIVE.queue);
    this.#logger.warn(
      { source: account.source, company: account.company, keptMs: TIMES_TO_LIVE.queue },
      'Redis did not accept the notice of a write: other gateways may show outdated copies until these expire',
    );
  }

  async #ask(shared: SharedStore, name: string, writes: string): Promise<ListVersion> {
    if (Date.now() < (this.#doubts.get(name) ?? 0)) return { kept: undefined, active: writes };
    const found = await shared.lookUp(name);
    const kept = found === undefined ? undefined : typeof found.value === 'string' ? found.value : FIRST_VERSION;
    return { kept, active: `${writes}:${kept ?? '?'}` };
  }
}

function nameOf({ company, source }: AccountId): string {
  return `version:${company}:${source}`;
}
