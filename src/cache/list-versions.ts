import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import type { AccountId } from '../errors/catalogue.ts';
import type { SharedStore } from './shared-store.ts';
import { TIMES_TO_LIVE } from './times-to-live.ts';

/** Part of the name that a list is kept under: a write gives its account a new one, and nobody finds the old list any more. */
export interface ListVersion {
  /** Undefined: not known for sure, so that nothing kept may be used. */
  readonly kept: string | undefined;
  /** What readers of this process that came after its last write have in common. */
  readonly active: string;
}

/** Outlives all that is kept under it: when it is forgotten itself, so is the rest. */
export const VERSION_TTL_MS = 3_600_000;
/** The version of an account that nothing was written to. */
export const FIRST_VERSION = '0';

/**
 * Which lists of an account are from before a write. Naming them anew, instead of deleting them, also catches a call
 * that is under way and will store what it read before the write; and all gateways that share a store agree, as the
 * version itself is in there.
 */
export class ListVersions {
  readonly #shared: SharedStore | undefined;
  readonly #logger: Logger;
  /** How often this process wrote to an account. */
  readonly #writes = new Map<string, number>();
  /** Until when an account's version in the store is not believed, as a newer one could not be put there. */
  readonly #doubts = new Map<string, number>();

  constructor(shared: SharedStore | undefined, logger: Logger) {
    this.#shared = shared;
    this.#logger = logger;
  }

  /** Without a promise where there is no shared store to ask. */
  current(account: AccountId): ListVersion | Promise<ListVersion> {
    const name = nameOf(account);
    const writes = String(this.#writes.get(name) ?? 0);
    return this.#shared === undefined ? { kept: writes, active: writes } : this.#ask(this.#shared, name, writes);
  }

  /** Everything read so far is old; when this resolves, for all who share the store. */
  async advance(account: AccountId): Promise<void> {
    const name = nameOf(account);
    this.#writes.set(name, (this.#writes.get(name) ?? 0) + 1);
    if (this.#shared === undefined) return;
    if (await this.#shared.insist(name, randomBytes(9).toString('base64url'), VERSION_TTL_MS)) return;
    // What others keep is old for no longer than a list is kept.
    this.#doubts.set(name, Date.now() + 2 * TIMES_TO_LIVE.queue);
    this.#logger.warn(
      { source: account.source, company: account.company, keptMs: TIMES_TO_LIVE.queue },
      'other gateways were not told of a write, as Redis did not take it: they may show what was kept before it until that expires',
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
