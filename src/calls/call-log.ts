import type { Clock } from '../async/clock.ts';
import type { AccountId } from '../errors/catalogue.ts';
import { requestField } from '../limits/on-behalf.ts';
import { CallFailure } from './call-failure.ts';
import type { Observer } from './observe-attempts.ts';
import type { BreakerState } from './policies/breaker-gate.ts';

/** The part of a pino logger that calls use. */
export interface CallLogger {
  isLevelEnabled(level: 'debug'): boolean;
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}

/** Takes the fault that a call has shown; undefined if the source answered well. */
export type ReportFault = (fault: string | undefined) => void;

export interface CallLog {
  /** Logs an attempt at debug level, without query, headers and bodies, which contain credentials and bank details. */
  readonly attempt: Observer;
  /** Without `caller`, the state is that of all callers. */
  readonly breaker: (state: BreakerState, caller?: string) => void;
  readonly fault: ReportFault;
}

/** A source whose faults come and go gets at most one pair of lines ("source fails", "source answers again") in this time. */
const QUIET_MS = 60_000;

/** Logs the calls of an account. */
export function createCallLog(logger: CallLogger, { source, company }: AccountId, clock: Clock): CallLog {
  return {
    attempt({ request, attempt, ms, result }) {
      if (!logger.isLevelEnabled('debug')) return;
      const [path] = request.path.split('?', 1);
      const { method } = request;
      const call = { source, company, method, path, attempt, ms: Math.round(ms * 10) / 10, ...requestField() };
      if ('answer' in result) logger.debug({ ...call, status: result.answer.status }, 'source answered');
      else logger.debug({ ...call, failure: errorToReason(result.error) }, 'source did not answer');
    },
    breaker(state, caller) {
      const fields = { source, company, ...(caller !== undefined && { caller: caller.trim() }), ...requestField() };
      if (state === 'open') logger.warn(fields, 'circuit breaker opened: no calls for now');
      if (state === 'closed') logger.info(fields, 'circuit breaker closed: calls are made again');
    },
    fault: createFaultLog(logger, { source, company }, clock),
  };
}

/** Logs when a source starts to fail, and when it answers again. The next line counts the changes that were not logged. */
function createFaultLog(logger: CallLogger, accountId: AccountId, clock: Clock): ReportFault {
  let current: string | undefined;
  let logged: string | undefined;
  let failedAt = Number.NEGATIVE_INFINITY;
  let changesLeftOut = 0;

  return (fault) => {
    const isChange = fault !== current;
    current = fault;
    // A fault that was not logged is logged later if it outlasts the quiet time.
    if (fault === logged || (fault !== undefined && clock.now() - failedAt < QUIET_MS)) {
      if (isChange) changesLeftOut += 1;
      return;
    }
    const fields = { ...accountId, ...(changesLeftOut > 0 && { changesLeftOut }), ...requestField() };
    changesLeftOut = 0;
    logged = fault;
    if (fault === undefined) {
      logger.info(fields, 'source answers again');
    } else {
      failedAt = clock.now();
      logger.warn({ ...fields, fault }, 'source fails');
    }
  };
}

/** Errors of other libraries may quote the request. */
function errorToReason(error: unknown): string {
  return error instanceof CallFailure ? error.message : 'request is not valid';
}
