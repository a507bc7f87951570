import { type AccountId, BackendBadResponse } from '../errors/catalogue.ts';

/** The log of an account's deviations. */
export interface DeviationLog {
  warn(fields: object, message: string): void;
}

const MAX_REMEMBERED = 1_000;

/**
 * Parts of an account's answers that the contract does not allow. A path names each of them in logs and metrics, which do
 * not show its content.
 */
export class ContractDeviations {
  readonly #accountId: AccountId;
  readonly #log: DeviationLog;
  readonly #count: (path: string) => void;
  readonly #seen = new Set<string>();
  #leftOut = 0;

  /** `count` gets the path of each deviation, without the indexes of lists. */
  constructor(accountId: AccountId, log: DeviationLog, count: (path: string) => void = () => {}) {
    this.#accountId = accountId;
    this.#log = log;
    this.#count = count;
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

  /** Records a value that is read as null because it cannot be understood. Each path is logged once. */
  odd(path: string): void {
    this.counted(path);
    if (this.#first(path))
      this.#log.warn(
        { ...this.#accountId, path },
        'a source sent a value that cannot be understood: it is read as null',
      );
  }

  /** Records a gross amount that is not net plus tax: amounts that a source gives are never corrected. Each path is logged once. */
  inconsistent(path: string): void {
    this.counted(`${path} does not add up`);
    if (this.#first(`${path} does not add up`))
      this.#log.warn(
        { ...this.#accountId, path },
        'a source sent amounts that do not add up: they are shown as they are',
      );
  }

  /** Counts a deviation that is logged elsewhere. */
  counted(path: string): void {
    this.#count(pathOfAll(path));
  }

  /** Records a document that cannot be shown, as it does not have a key. Each path is logged once, and each document counted. */
  documentLeftOut(path: string, what: string): void {
    this.#leftOut += 1;
    this.counted(path);
    if (this.#first(`left out: ${pathOfAll(path)} ${what}`))
      this.#log.warn({ ...this.#accountId, path, leftOut: this.#leftOut }, `a document was left out: ${what}`);
  }

  /**
   * Records a part without which an answer or a document cannot be read. Each path is logged once. Returns the error; `what` is what
   * was expected.
   */
  unreadable(path: string, what: string): BackendBadResponse {
    this.counted(path);
    if (this.#first(`unreadable: ${pathOfAll(path)} ${what}`))
      this.#log.warn({ ...this.#accountId, path }, `an answer of a source cannot be read as ${what}`);
    const { source } = this.#accountId;
    return new BackendBadResponse(`${source} answered with something that is not ${what}`, {
      accountId: this.#accountId,
    });
  }

  #first(entry: string): boolean {
    if (this.#seen.has(entry) || this.#seen.size >= MAX_REMEMBERED) return false;
    this.#seen.add(entry);
    return true;
  }
}

/** The path without the indexes of lists. */
function pathOfAll(path: string): string {
  return path.replace(/\[\d+\]/g, '[]');
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
