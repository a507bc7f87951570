import { defaultPauseMs, type PauseMs, pause } from '../backoff.ts';
import { type KeyStore, LOST_MS, type OpenWrite, openWrite, UNKNOWN_MS } from './open-writes.ts';
import type { Verdict } from './verdict.ts';

/** The end of one attempt: its result or its error. */
export type Settled<T> = { readonly value: T } | { readonly error: unknown };

export interface RepeatOptions {
  /** How often a request is repeated at most, after a lost connection or if the gateway asks for it. 3 by default. */
  readonly retries?: number | undefined;
  /** The delay before a repetition. By default half a second, doubled each time, with a random variation. */
  readonly pauseMs?: PauseMs | undefined;
}

interface Repeatable<T> extends RepeatOptions {
  readonly judge: (settled: Settled<T>) => Verdict;
  readonly signal?: AbortSignal | undefined;
}

export interface KeyedWrite<T> extends Repeatable<T> {
  /** Says which action it is: see `openWrite`. */
  readonly identity: unknown;
  readonly keys?: KeyStore | undefined;
  readonly send: (key: string) => Promise<T>;
}

const RETRIES = 3;
/** A caller does not wait longer for one repetition: it gets the error, with the time to wait. */
const MAX_WAIT_MS = 30_000;

/** Sends a request, and repeats it while its verdict asks for that. */
export async function sendRepeatedly<T>(attempt: () => Promise<T>, options: Repeatable<T>): Promise<T> {
  const { retries = RETRIES, pauseMs = defaultPauseMs, judge, signal } = options;
  for (let failures = 0; ; failures += 1) {
    const settled = await settle(attempt());
    const { repeatAfterMs } = judge(settled);
    const isLast = repeatAfterMs === null || repeatAfterMs > MAX_WAIT_MS || failures >= retries;
    if (!isLast && !signal?.aborted) await pause(Math.max(repeatAfterMs, pauseMs(failures)), signal);
    if (isLast || signal?.aborted) return unwrap(settled);
  }
}

/**
 * Sends a write with a key, and repeats it with the same key. The key is kept while the outcome is open, also for a
 * later request for the same action.
 */
export async function sendWrite<T>(write: KeyedWrite<T>): Promise<T> {
  const { identity, keys, send, judge } = write;
  let open: OpenWrite = await openWrite(identity, keys);
  // An attempt that may have been carried out, and whose outcome later refusals do not tell.
  let isOpen = open.isOfEarlier;
  const judgeAndKeep = async (settled: Settled<T>): Promise<void> => {
    const { outcome } = judge(settled);
    if (outcome === 'lost' || outcome === 'unknown') isOpen = true;
    if (outcome === 'unknown') await open.keep(UNKNOWN_MS);
    else if (outcome === 'known' || !isOpen) await open.forget();
    else await open.keep(LOST_MS);
  };
  const attempt = async (): Promise<T> => {
    let settled = await settle(send(open.key));
    if (open.isOfEarlier && judge(settled).outcome === 'reused') {
      // The earlier request was another one after all, and nothing was sent now.
      await open.forget();
      open = await openWrite(identity, keys);
      isOpen = open.isOfEarlier;
      settled = await settle(send(open.key));
    }
    await judgeAndKeep(settled);
    return unwrap(settled);
  };
  return sendRepeatedly(attempt, write);
}

async function settle<T>(promise: Promise<T>): Promise<Settled<T>> {
  try {
    return { value: await promise };
  } catch (error) {
    return { error };
  }
}

function unwrap<T>(settled: Settled<T>): T {
  if ('value' in settled) return settled.value;
  throw settled.error;
}
