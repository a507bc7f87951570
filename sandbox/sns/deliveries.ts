import type { Clock } from '../stand-in/clock.ts';
import type { CompanyKey } from '../world/company-profile.ts';
import { type Letter, postLetter } from './post-letter.ts';

/** One try to deliver a message, when it has ended. */
export interface Delivery extends Addressed {
  /** 1 for the first. */
  readonly attempt: number;
  /** undefined where no answer came. */
  readonly status: number | undefined;
}

/** What of a letter is logged. */
export interface Addressed {
  readonly messageId: string;
  readonly type: string;
  readonly company: CompanyKey;
  readonly target: string;
}

/** Brings messages to their targets. Disposing of it gives up all of them. */
export interface Deliveries extends AsyncDisposable {
  /** Each try that has ended, in the order in which they ended. */
  readonly log: readonly Delivery[];
  /** Begins at once. Whatever is not answered with 2xx is sent again, the same to the last byte. */
  send(letter: Letter & Addressed): void;
  /** Resolves when no try is under way: what was sent has its answer, or waits until it is sent again. */
  settled(): Promise<void>;
}

const TIMEOUT_MS = 15_000;
/** A sandbox that runs for weeks must not keep all it ever sent. */
const KEPT = 10_000;

/** `retryMs`: how long to wait before the second try, the third, and so on; after the last of them there is none. */
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
