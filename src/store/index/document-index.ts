import { setImmediate as nextIteration } from 'node:timers/promises';
import type { InvoiceRef } from '../../domain/ids.ts';
import type { Invoice, InvoiceState } from '../../domain/invoice.ts';
import { SOURCES, type Source } from '../../domain/source.ts';
import { GatewayError, StoreUnavailable } from '../../errors/catalogue.ts';
import { currentBehalf } from '../../limits/on-behalf.ts';
import type { Database } from '../database.ts';
import type { SearchInput, SearchName, SearchOutput } from '../search-operations.ts';
import { subjectText } from '../subject.ts';
import type { Indexed } from './index-documents.ts';
import { nameOf } from './journal-states.ts';
import { fromContent } from './prepare/stored-content.ts';
import { toDocument } from './prepare/to-document.ts';
import type { StoredDocument } from './read-documents.ts';

/** A document that a source has. */
export interface SeenDocument {
  readonly invoice: Invoice;
  /** True if it is in its source's list of documents to take over. */
  readonly isListed: boolean;
}

/** A document that has left its list just now. */
export interface LeftDocument {
  readonly key: readonly string[];
  /** UNKNOWN: the gateway did not cause that. */
  readonly state: InvoiceState;
}

export interface DocumentIndexOptions {
  /** How long documents are kept after they left their list. */
  readonly retentionDays: number;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

const DAY_MS = 86_400_000;
const CLEANING_MS = 3_600_000;
/** Documents that are prepared without letting other work run. Each takes about a tenth of a millisecond. */
const PREPARED_AT_ONCE = 20;
/** Documents that are parsed without letting other work run: one can have some 250 kB. */
const PARSED_AT_ONCE = 10;

/**
 * The documents that the gateway has seen, to search and to add them up. Writes reject with BackendUnavailable if the store does not
 * answer, reads with StoreUnavailable.
 */
export class DocumentIndex implements AsyncDisposable {
  readonly #database: Database;
  readonly #options: DocumentIndexOptions;
  readonly #timer: NodeJS.Timeout;
  #cleaning: Promise<void> | undefined;
  #isClosed = false;

  constructor(database: Database, options: DocumentIndexOptions) {
    this.#database = database;
    this.#options = options;
    this.#timer = setInterval(() => this.#clean(), CLEANING_MS).unref();
    this.#clean();
  }

  /** Stores documents, of any accounts, and returns for each whether it is new or has changed. */
  async put(documents: readonly SeenDocument[]): Promise<readonly Indexed[]> {
    const seenAt = Math.floor(this.#options.now());
    const storing: Promise<Indexed>[] = [];
    for (const [place, { invoice, isListed }] of documents.entries()) {
      if (place > 0 && place % PREPARED_AT_ONCE === 0) await nextIteration();
      const one = this.#database.write('indexDocuments', { ...toDocument(invoice), seenAt, isListed });
      // Waited for below. It may be rejected before.
      one.catch(() => {});
      storing.push(one);
    }
    return Promise.all(storing);
  }

  /** Records that documents of an account are no longer listed. Returns those that were listed until now. */
  async leave(
    { company, source }: { readonly company: string; readonly source: Source },
    keys: readonly (readonly string[])[],
  ): Promise<readonly LeftDocument[]> {
    const subjects = keys.map((key) => subjectText(key));
    const leftAt = Math.floor(this.#options.now());
    const left = await this.#database.write('leaveDocuments', { company, source, subjects, leftAt });
    return left.map(({ subject, state }) => ({ key: keyIn(subject), state }));
  }

  /** The keys of an account's documents that are listed: sorted, after a key, at most `count`. */
  async listed(
    { company, source }: { readonly company: string; readonly source: Source },
    after: readonly string[] | null,
    count: number,
  ): Promise<readonly (readonly string[])[]> {
    const from = { company, source, after: after === null ? '' : subjectText(after), count };
    return (await this.search('readListed', from)).map(keyIn);
  }

  /** Documents as they were stored last; undefined for one that is not in the index. */
  async read(refs: readonly InvoiceRef[]): Promise<readonly (Invoice | undefined)[]> {
    const names = refs.map(({ company, source, key }) => ({ company, source, subject: subjectText(key) }));
    const stored = await this.search('readNamedDocuments', names);
    const byName = new Map(stored.map((document) => [nameOf(document), document]));
    return this.#parse(names.map((name) => byName.get(nameOf(name))));
  }

  /** Documents by their ids in the index, of these companies only; undefined for one that is not there any more. */
  async load(companies: readonly string[], ids: readonly number[]): Promise<readonly (Invoice | undefined)[]> {
    const stored = await this.search('readDocuments', { companies, ids });
    const byId = new Map(stored.map((document) => [document.id, document]));
    return this.#parse(ids.map((id) => byId.get(id)));
  }

  /** Rejects with StoreUnavailable if the store does not answer. */
  async search<Name extends SearchName>(name: Name, input: SearchInput<Name>): Promise<SearchOutput<Name>> {
    try {
      return await this.#database.search(name, input);
    } catch (cause) {
      throw new StoreUnavailable('The gateway cannot read its index at present: try again in a moment', { cause });
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#timer);
    await this.#cleaning;
  }

  async #parse(stored: readonly (StoredDocument | undefined)[]): Promise<readonly (Invoice | undefined)[]> {
    const behalf = currentBehalf();
    behalf.holdFetched(stored.reduce((sum, document) => sum + (document?.content.length ?? 0), 0));
    const parsed: (Invoice | undefined)[] = [];
    for (const [place, document] of stored.entries()) {
      if (place % PARSED_AT_ONCE === 0) await behalf.turn();
      parsed.push(document && toInvoice(document));
    }
    return parsed;
  }

  #clean(): void {
    this.#cleaning ??= this.#removeOld().finally(() => {
      this.#cleaning = undefined;
    });
  }

  async #removeOld(): Promise<void> {
    const leftBefore = Math.floor(this.#options.now() - this.#options.retentionDays * DAY_MS);
    try {
      while (!this.#isClosed && (await this.#database.write('removeOldDocuments', { leftBefore })));
    } catch (error) {
      // The database has reported it. The next cleaning tries again.
      if (!(error instanceof GatewayError)) throw error;
    }
  }
}

/** Undefined for a document of a source that only a newer gateway knows. */
function toInvoice({ company, source, subject, content }: StoredDocument): Invoice | undefined {
  const known = SOURCES.find((one) => one === source);
  return known && fromContent(content, { company, source: known, key: keyIn(subject) });
}

function keyIn(subject: string): readonly string[] {
  return JSON.parse(subject) as readonly string[];
}
