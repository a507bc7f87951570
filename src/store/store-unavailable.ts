import type { Logger } from 'pino';
import { BackendUnavailable } from '../errors/catalogue.ts';

const TEN_SECONDS = 10_000;

/** The error that a caller gets if the store fails; its cause is only logged. */
export function storeUnavailable(cause: unknown): BackendUnavailable {
  if (cause instanceof BackendUnavailable) return cause;
  return new BackendUnavailable('The gateway cannot use its store: try again in a moment', { cause });
}

export class NoAnswer extends Error {}

/** The timeout is waited for in this many parts: if this process was busy itself, only one of them is lost. */
const PARTS = 4;

/** Throws NoAnswer after `timeoutMs`. The work continues, but its outcome is ignored. */
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

/** Logs a failure at most every ten seconds: while a store is down, every call fails. */
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
