import type { Logger } from 'pino';
import { BackendUnavailable } from '../errors/catalogue.ts';

const TEN_SECONDS = 10_000;

/** What a caller is told when the store fails; why it does is for the log. */
export function logUnavailable(cause: unknown): BackendUnavailable {
  if (cause instanceof BackendUnavailable) return cause;
  return new BackendUnavailable('The event log is not available at present', { cause });
}

export class NoAnswer extends Error {}

/** Waiting is done in so many parts: of a time in which this process was busy itself, only one part counts. */
const PARTS = 4;

/** Throws NoAnswer after `timeoutMs`. The work goes on, and what becomes of it is of no interest any more. */
export async function withTimeout<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  const { promise: tooLate, reject } = Promise.withResolvers<never>();
  let left = PARTS;
  let timer: NodeJS.Timeout | undefined;
  const waitOn = () => {
    if (left === 0) return reject(new NoAnswer(`no answer within ${timeoutMs} ms`));
    left -= 1;
    timer = setTimeout(waitOn, timeoutMs / PARTS);
  };
  waitOn();
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

/** Every call fails while a store is down: it is said every ten seconds. */
export function createFailureReport(logger: Logger, message: string): (error: unknown) => void {
  let silentUntil = 0;
  return (error) => {
    if (performance.now() < silentUntil) return;
    silentUntil = performance.now() + TEN_SECONDS;
    logger.error({ reason: reasonOf(error) }, message);
  };
}

export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  return error.cause instanceof Error ? error.cause.message : error.message;
}
