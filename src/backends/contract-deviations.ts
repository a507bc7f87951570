import type { AccountId } from '../errors/catalogue.ts';

/** The log of an account's deviations. */
export interface DeviationLog {
  warn(fields: object, message: string): void;
}

const MAX_REMEMBERED = 1_000;

/**
 * Values in an account's answers that the contract does not allow. They do not fail a page, and each is logged or
 * counted.
 */
export class ContractDeviations {
  readonly #accountId: AccountId;
  readonly #log: DeviationLog;
  readonly #seen = new Set<string>();
  #leftOut = 0;

  constructor(accountId: AccountId, log: DeviationLog) {
    this.#accountId = accountId;
    this.#log = log;
  }

  /** Documents left out so far because they had no key. */
  get leftOut(): number {
    return this.#leftOut;
  }

  /** Records a value that an enum of the contract does not have. Each value of a field is logged once. */
  unknownValue(field: string, value: unknown): void {
    const shown = typeof value === 'string' ? value.slice(0, 60) : typeof value;
    if (this.#first(`${field}=${shown}`)) {
      this.#log.warn(
        { ...this.#accountId, field, value: shown },
        'a source sent a value that its contract does not list',
      );
    }
  }

  /** Records a document that cannot be shown, as it does not have a key. */
  documentLeftOut(what: string): void {
    this.#leftOut += 1;
    this.#log.warn({ ...this.#accountId, leftOut: this.#leftOut }, `a document was left out: ${what}`);
  }

  #first(entry: string): boolean {
    if (this.#seen.has(entry) || this.#seen.size >= MAX_REMEMBERED) return false;
    this.#seen.add(entry);
    return true;
  }
}

/** An enum field of the contract, and the values that replace those outside of the enum. */
export interface WordsField<O, A> {
  /** As logs name it: `ImportJob.status`. */
  readonly field: string;
  /** Replaces an unknown word. */
  readonly other: O;
  /** Replaces an absent word. */
  readonly absent: A;
}

/** The value if it is one of the known words. An unknown word is recorded. */
export function knownOr<T extends string, O, A>(
  known: ReadonlySet<T>,
  value: unknown,
  { field, other, absent }: WordsField<O, A>,
  deviations: ContractDeviations,
): T | O | A {
  if (value === undefined || value === null) return absent;
  if (isOneOf(known, value)) return value;
  deviations.unknownValue(field, value);
  return other;
}

function isOneOf<T extends string>(known: ReadonlySet<T>, value: unknown): value is T {
  const words: ReadonlySet<unknown> = known;
  return words.has(value);
}
