import type { AccountId } from '../errors/catalogue.ts';
import { CallFailure } from './call-failure.ts';
import type { Observer } from './observe-attempts.ts';
import type { BreakerState } from './policies/breaker-gate.ts';

/** What this folder needs of a pino logger. */
export interface CallLogger {
  isLevelEnabled(level: 'debug'): boolean;
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

export interface CallLog {
  readonly attempt: Observer;
  /** Without a caller: for all of them. */
  readonly breaker: (state: BreakerState, caller?: string) => void;
}

/** Each attempt at debug level, without query, headers and bodies, which hold credentials and bank details. */
export function createCallLog(logger: CallLogger, { source, company }: AccountId): CallLog {
  return {
    attempt({ request, attempt, ms, result }) {
      if (!logger.isLevelEnabled('debug')) return;
      const [path] = request.path.split('?', 1);
      const call = { source, company, method: request.method, path, attempt, ms: Math.round(ms * 10) / 10 };
      if ('answer' in result) logger.debug({ ...call, status: result.answer.status }, 'source answered');
      else logger.debug({ ...call, failure: errorToReason(result.error) }, 'source did not answer');
    },
    breaker(state, caller) {
      const fields = { source, company, ...(caller !== undefined && { caller: caller.trim() }) };
      if (state === 'open') logger.warn(fields, 'circuit breaker opened: no calls for now');
      if (state === 'closed') logger.info(fields, 'circuit breaker closed: calls are made again');
    },
  };
}

/** An error that is none of ours may quote the request. */
function errorToReason(error: unknown): string {
  return error instanceof CallFailure ? error.message : 'request is not valid';
}
