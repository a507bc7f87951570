import { randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { FIRST_VERSION, type ListVersion, VERSION_TTL_MS } from './list-versions.ts';
import type { SharedStore } from './shared-store.ts';
import { TIMES_TO_LIVE } from './times-to-live.ts';

/** A document's version, as far as this process knows it. */
interface KnownVersion {
  /** Undefined if the document was never written to. */
  readonly version: string | undefined;
  /** The version that the account's lists had when this one was looked up; undefined if it has not been looked up. */
  readonly lists: string | undefined;
  /** Until then the shared store is not asked: this process wrote to the document, and the store may not know it. */
  readonly ownUntil: number;
}

/** Far more documents than are written to while a document is kept. */
const MAX_KNOWN = 100_000;

/**
 * Part of the name under which a document is kept: a write to it gives it a new one. As with lists, a call that is in
 * flight during the write stores the older document under a name that is not read again, and gateways that share a store
 * agree.
 *
 * A document that this process keeps is used without asking the store, as long as its account's lists have the version
 * that they had when the document was last looked up: each write gives them a new one. An operation therefore asks the
 * store once for each account, and for a document only after a write to its account.
 */
export class DocumentVersions {
  readonly #shared: SharedStore | undefined;
  readonly #known = new LRUCache<string, KnownVersion>({
    // With `max`, it would reserve the memory of all entries at once.
    maxSize: MAX_KNOWN,
    sizeCalculation: () => 1,
    ttl: VERSION_TTL_MS,
  });

  constructor(shared: SharedStore | undefined) {
    this.#shared = shared;
  }

  /**
   * The version of the document of that name, undefined if it was never written to; not a promise without a shared
   * store.
   */
  current(name: string, lists: () => ListVersion | Promise<ListVersion>): Version | Promise<Version> {
    return this.#shared === undefined ? this.#known.get(name)?.version : this.#ask(this.#shared, name, lists);
  }

  /**
   * Makes every copy of the document that was read so far outdated. To be followed by a new version of its account's
   * lists, which makes other gateways look this one up.
   */
  async advance(name: string): Promise<void> {
    const version = randomBytes(9).toString('base64url');
    const own = { version, lists: undefined, ownUntil: Date.now() + TIMES_TO_LIVE.invoice };
    this.#known.set(name, own);
    if (this.#shared === undefined) return;
    const isStored = await this.#shared.insist(markOf(name), version, VERSION_TTL_MS);
    if (isStored && this.#known.get(name) === own) this.#known.set(name, { ...own, ownUntil: 0 });
  }

  async #ask(shared: SharedStore, name: string, listsOf: () => ListVersion | Promise<ListVersion>): Promise<Version> {
    const { kept: lists } = await listsOf();
    const known = this.#known.get(name);
    if (known !== undefined && Date.now() < known.ownUntil) return known.version;
    // Without an answer of the store, the documents in memory stay in use.
    if (lists === undefined || lists === FIRST_VERSION || lists === known?.lists) return known?.version;
    const found = await shared.lookUp(markOf(name));
    if (found === undefined) return known?.version;
    const version = typeof found.value === 'string' ? found.value : undefined;
    // A write of this process may have come in between.
    if (this.#known.get(name) === known) this.#known.set(name, { version, lists, ownUntil: 0 });
    return version;
  }
}

type Version = string | undefined;

function markOf(name: string): string {
  return `written:${name}`;
}
