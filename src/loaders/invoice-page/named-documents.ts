import type { Backend, ListEntry, Listing } from '../../backends/backend.ts';
import { BackendBadResponse } from '../../errors/catalogue.ts';

/** The documents of one account that a page has named: a source may list one twice, and a page shows it once. */
export class NamedDocuments {
  readonly #account: Pick<Backend, 'source' | 'company'>;
  readonly #names = new Set<string>();

  constructor(account: Pick<Backend, 'source' | 'company'>) {
    this.#account = account;
  }

  /** Names the document of an entry. False if it was named before. */
  add({ document }: ListEntry): boolean {
    const { size } = this.#names;
    this.#names.add(nameOf(document));
    return this.#names.size > size;
  }

  /** Throws BackendBadResponse if a listing repeats documents only, and says that there are more. */
  expectProgress({ entries, more }: Listing): void {
    if (!more || entries.length === 0 || entries.some(({ document }) => !this.#names.has(nameOf(document)))) return;
    const { source, company } = this.#account;
    throw new BackendBadResponse(`${source} lists the same documents again, and says that there are more`, {
      accountId: { source, company },
    });
  }
}

function nameOf({ key }: ListEntry['document']): string {
  return JSON.stringify(key);
}
