import type { Clock } from '../stand-in/clock.ts';
import type { CompanyKey } from '../world/company-profile.ts';
import { type Letter, postLetter } from './post-letter.ts';

/** One completed attempt to deliver a message. */
export interface Delivery extends Addressed {
  /** 1 for the first. */
  readonly attempt: number;
  /** undefined if there was no answer. */
  readonly status: number | undefined;
}

/** The part of a letter that is logged. */
export interface Addressed {
  readonly messageId: string;
  readonly type: string;
  readonly company: CompanyKey;
  readonly target: string;
}

/** Delivers messages to their targets. Disposing of it cancels all deliveries. */
export interface Deliveries extends AsyncDisposable {
  /** Completed attempts, in the order of completion. */
  readonly log: readonly Delivery[];
  /** Starts at once. A letter that is not answered with 2xx is sent again, with the same bytes. */
  send(letter: Letter & Addressed): void;
  /** Resolves when no attempt is in flight: each letter has its answer, or waits for its next attempt. */
  settled(): Promise<void>;
}

const TIMEOUT_MS = 15_000;
/** A sandbox that runs for weeks must not keep every letter that it sent. */
const KEPT = 10_000;

/**
 * `retryMs`: the delays before the second attempt, the third, and so on. After the last attempt, the letter is dropped.
 */
export function createDeliveries(clock: Clock, retryMs: readonly number[]): Deliveries {
  const log: Delivery[] = [];
  const active = new Set<Promise<void>>();
  const waiting = new Set<Disposable>();
  const ending = new AbortController();

  const attempt = async (letter: Letter & Addressed, count: number): Promise<void> => {
    const status = await post(letter);
    if (ending.signal.aborted) return;
    const { messageId, type, company, target } = letter;
    if (log.length >= KEPT) log.shift();
    log.push({ messageId, type, company, target, attempt: count, status });
    const pause = retryMs[count - 1];
    if (isTaken(status) || pause === undefined) return;
    const timer = clock.after(pause, () => {
      waiting.delete(timer);
      begin(letter, count + 1);
    });
    waiting.add(timer);
  };
  const post = async (letter: Letter): Promise<number | undefined> => {
    const late = new AbortController();
    using _timer = clock.after(TIMEOUT_MS, () => late.abort());
    return await postLetter(letter, AbortSignal.any([ending.signal, late.signal]));
  };
  const begin = (letter: Letter & Addressed, count: number): void => {
    if (ending.signal.aborted) return;
    const end = attempt(letter, count).finally(() => active.delete(end));
    active.add(end);
  };
  const settled = async (): Promise<void> => {
    while (active.size > 0) await Promise.all(active);
  };

  return {
    log,
    send: (letter) => begin(letter, 1),
    settled,
    async [Symbol.asyncDispose]() {
      for (const timer of waiting) timer[Symbol.dispose]();
      waiting.clear();
      ending.abort();
      await settled();
    },
  };
}

function isTaken(status: number | undefined): boolean {
  return status !== undefined && status >= 200 && status <= 299;
}
