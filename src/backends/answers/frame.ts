import type { BackendBadResponse } from '../../errors/catalogue.ts';
import type { OpenAccount } from '../open-account.ts';
import { type Wire, wireObject } from '../wire.ts';

/** The path of an answer as a whole. */
const ROOT = '$';

/**
 * Reads the parts of an answer without which its other parts mean nothing: the object or list that it is, and what continues
 * a list. Each method throws BackendBadResponse for a part that is missing or has another form, and logs its path.
 */
export class Frame {
  readonly #deviations: OpenAccount['deviations'];
  readonly #what: string;

  /** `what` names the expected answer: "a page of documents". */
  constructor({ deviations }: Pick<OpenAccount, 'deviations'>, what: string) {
    this.#deviations = deviations;
    this.#what = what;
  }

  object<T>(value: unknown, path: string = ROOT): Wire<T> {
    const object = wireObject<T>(value);
    if (object === undefined) throw this.broken(path);
    return object;
  }

  list(value: unknown, path: string = ROOT): readonly unknown[] {
    if (!Array.isArray(value)) throw this.broken(path);
    return value;
  }

  /** The text that continues a list; null if it is absent or null, which ends the list. */
  continuation(value: unknown, path: string): string | null {
    if (value === undefined || value === null) return null;
    if (typeof value !== 'string' || value.trim() === '') throw this.broken(path);
    return value;
  }

  /** The error for the part at a path, which is logged. */
  broken(path: string = ROOT): BackendBadResponse {
    return this.#deviations.unreadable(path, this.#what);
  }
}
