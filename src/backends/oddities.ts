import { type Amounts, addsUp } from '../domain/amounts.ts';
import type { AccountId } from '../errors/catalogue.ts';

/** Where an account's oddities go: to the log, and to a count. */
export interface OdditiesLog {
  warn(fields: object, message: string): void;
}

const MAX_REMEMBERED = 1_000;

/** What an account's answers hold that the contract does not foresee. None of it fails a page; none of it goes unseen. */
export class Oddities {
  readonly #accountId: AccountId;
  readonly #log: OdditiesLog;
  readonly #seen = new Set<string>();
  #leftOut = 0;
  #notAddingUp = 0;

  constructor(accountId: AccountId, log: OdditiesLog) {
    this.#accountId = accountId;
    this.#log = log;
  }

  /** Documents left out so far because they had no key. */
  get leftOut(): number {
    return this.#leftOut;
  }

  /** Notes a value that an enum of the contract does not have; each value of a field is logged once. */
  unknownValue(field: string, value: unknown): void {
    const shown = typeof value === 'string' ? value.slice(0, 60) : typeof value;
    if (this.#first(`${field}=${shown}`)) {
      this.#log.warn({ ...this.#accountId, field, value: shown }, 'a source sent a value that is not known here');
    }
  }

  /** Sets of amounts so far whose net and tax are not their gross. */
  get notAddingUp(): number {
    return this.#notAddingUp;
  }

  /**
   * Returns the amounts as they are, and notes if net plus tax is not gross: amounts that a source gives are never corrected.
   * Each field is logged once, and every set of amounts is counted.
   */
  noted(field: string, amounts: Amounts): Amounts {
    if (addsUp(amounts)) return amounts;
    this.#notAddingUp += 1;
    if (this.#first(`${field} does not add up`)) {
      const fields = { ...this.#accountId, field, notAddingUp: this.#notAddingUp };
      this.#log.warn(fields, 'a source sent amounts that do not add up: they are shown as they are');
    }
    return amounts;
  }

  /** Notes a document that cannot be shown as it has no key. */
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

/** A field of the contract with a list of words, and what is shown in place of them. */
export interface WordsField<O, A> {
  /** As logs name it: `ImportJob.status`. */
  readonly field: string;
  /** For a word that is not known. */
  readonly other: O;
  /** For no word at all. */
  readonly absent: A;
}

/** The value if it is one of the known words. A word that is not known is noted. */
export function knownOr<T extends string, O, A>(
  known: ReadonlySet<T>,
  value: unknown,
  { field, other, absent }: WordsField<O, A>,
  oddities: Oddities,
): T | O | A {
  if (value === undefined || value === null) return absent;
  if (isOneOf(known, value)) return value;
  oddities.unknownValue(field, value);
  return other;
}

function isOneOf<T extends string>(known: ReadonlySet<T>, value: unknown): value is T {
  const words: ReadonlySet<unknown> = known;
  return words.has(value);
}
