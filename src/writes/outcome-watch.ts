import type { Logger } from 'pino';
import type { Backend } from '../backends/backend.ts';
import type { Cache } from '../cache/cache.ts';
import { type Allowance, Behalf, onBehalfOf } from '../limits/on-behalf.ts';
import type { Journal } from '../store/writes/journal.ts';
import type { Unresolved } from '../store/writes/read-writes.ts';
import { lookForOutcomes } from './look-for-outcomes.ts';
import { type Lesson, type Look, learn } from './looks.ts';

export interface OutcomeWatchOptions {
  readonly journal: Pick<Journal, 'unresolved' | 'end' | 'marks'>;
  readonly accounts: { get(company: string, source: Backend['source']): Backend | undefined };
  readonly cache: Pick<Cache, 'openOperation'>;
  /** The limits of one look at one account. */
  readonly allowance: () => Allowance;
  readonly logger: Logger;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** The space distinguishes the name from configured callers. */
export const OUTCOMES = ' outcomes';
const CHECK_MS = 1_000;
/** Writes that are looked at together. */
const MAX_AT_ONCE = 20;
const NOT_SHOWN: Lesson = { outcome: 'UNKNOWN', wasGone: false, waitMs: null };

/**
 * Looks at the source for the outcome of writes whose answer was lost, where it can be seen there: a document that is exported or
 * rejected is no longer listed.
 */
export class OutcomeWatch implements AsyncDisposable {
  readonly #options: OutcomeWatchOptions;
  readonly #timer: NodeJS.Timeout;
  readonly #closing = new AbortController();
  #looking: Promise<void> | undefined;

  constructor(options: OutcomeWatchOptions) {
    this.#options = options;
    this.#timer = setInterval(() => this.#lookOnce(), CHECK_MS).unref();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#timer);
    this.#closing.abort();
    await this.#looking;
  }

  #lookOnce(): void {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
    });
  }

  async #look(): Promise<void> {
    const { journal, accounts, cache, allowance, logger } = this.#options;
    try {
      const unresolved = await journal.unresolved(MAX_AT_ONCE);
      const looks = await lookForOutcomes(unresolved, {
        account: (company, source) => accounts.get(company, source),
        read: async (account, read) => {
          using behalf = new Behalf(OUTCOMES, allowance());
          return await onBehalfOf(behalf, () => read(cache.openOperation().of(account, this.#closing.signal)));
        },
      });
      await Promise.all(unresolved.map((one) => this.#resolve(one, looks.get(one))));
    } catch (error) {
      logger.warn({ err: error }, 'unknown outcomes cannot be looked for');
    }
  }

  /** `look` is undefined if the source does not show the outcome. */
  async #resolve(unresolved: Unresolved, look: Look | undefined): Promise<void> {
    const { journal, cache, logger, now } = this.#options;
    const { id, company, source, subject, error: unknown } = unresolved.write;
    const lesson = look === undefined ? NOT_SHOWN : learn(look, unresolved);
    const { wasGone, waitMs } = lesson;
    const outcome = lesson.outcome === 'DONE' && (await this.#wasOther(unresolved)) ? 'NOT_DONE' : lesson.outcome;
    const lookAt = waitMs === null ? null : Math.floor(now()) + waitMs;
    // A list or document that is read from now on is as the source has it.
    if (outcome !== 'UNKNOWN' && subject !== null) await cache.openOperation().forget({ company, source }, subject);
    const error = outcome === 'DONE' ? null : unknown;
    await journal.end({ id, outcome, error, result: null, isInferred: true, lookAt, wasGone });
    if (outcome !== 'UNKNOWN')
      logger.info({ write: id, company, source, outcome }, 'an unknown outcome was learned from the source');
  }

  /** True if another write took the document off the list. Its source would have refused that write if this one had been done before. */
  async #wasOther({ write: { id, company, source, subject } }: Unresolved): Promise<boolean> {
    if (subject === null) return false;
    const [mark] = await this.#options.journal.marks([{ company, source, key: subject }]);
    return mark != null && mark.writeId !== id && mark.kind !== 'NOT_WAITING';
  }
}
