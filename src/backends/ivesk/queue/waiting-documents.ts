import { compareParsed, type Instant, instantOf } from '../../../domain/values/dates.ts';
import type { DocumentKey } from '../document-key.ts';

interface Waiting {
  readonly key: DocumentKey;
  readonly at: Instant;
}

/** Documents to find, earliest first. Each is looked at only a few times, even if it takes many pages. */
export class WaitingDocuments {
  readonly #ordered: readonly Waiting[];
  readonly #byId: Map<string, readonly DocumentKey[]>;
  readonly #taken = new Set<DocumentKey>();
  /** All documents before this index were taken. */
  #next = 0;

  constructor(keys: readonly DocumentKey[]) {
    this.#ordered = keys
      .map((key) => ({ key, at: instantOf(key.at) }))
      .sort((one, other) => compareParsed(one.at, other.at));
    this.#byId = Map.groupBy(keys, ({ id }) => id);
  }

  /** The earliest that was not taken. */
  get first(): DocumentKey | undefined {
    for (let one = this.#ordered[this.#next]; one !== undefined; one = this.#ordered[this.#next]) {
      if (!this.#taken.has(one.key)) return one.key;
      this.#next += 1;
    }
    return undefined;
  }

  /** Each of the `take` methods returns only documents that were not taken before. */
  take(key: DocumentKey): readonly DocumentKey[] {
    if (this.#taken.has(key)) return [];
    this.#taken.add(key);
    return [key];
  }

  takeNamed(id: string): readonly DocumentKey[] {
    const named = this.#byId.get(id) ?? [];
    this.#byId.delete(id);
    return named.flatMap((key) => this.take(key));
  }

  /** Documents of the instant or before it. */
  takeUpTo(instant: Instant): readonly DocumentKey[] {
    return this.#takeWhile(({ at }) => compareParsed(at, instant) <= 0);
  }

  takeAll(): readonly DocumentKey[] {
    return this.#takeWhile(() => true);
  }

  #takeWhile(belongs: (waiting: Waiting) => boolean): readonly DocumentKey[] {
    const taken: DocumentKey[] = [];
    for (let one = this.#ordered[this.#next]; one !== undefined && belongs(one); one = this.#ordered[this.#next]) {
      taken.push(...this.take(one.key));
      this.#next += 1;
    }
    return taken;
  }
}
