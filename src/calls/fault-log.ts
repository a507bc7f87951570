import type { Clock } from '../async/clock.ts';
import type { AccountId } from '../errors/catalogue.ts';
import type { CallLogger } from './call-log.ts';

/** A source whose faults come and go has one "source fails" in this time, and one "source answers again". */
const QUIET_MS = 60_000;

/** Hears of every call how it went: what is wrong with the source, or undefined if it answered well. */
export type ReportFault = (fault: string | undefined) => void;

/** Logs when a source begins to fail, at once, and when it answers again. Changes that are left out are counted in the next line. */
export function createFaultLog(logger: CallLogger, { source, company }: AccountId, clock: Clock): ReportFault {
  let current: string | undefined;
  let logged: string | undefined;
  let failedAt = Number.NEGATIVE_INFINITY;
  let changesLeftOut = 0;

  return (fault) => {
    const isChange = fault !== current;
    current = fault;
    // A fault that was left out is logged later if it lasts longer than the quiet time.
    if (fault === logged || (fault !== undefined && clock.now() - failedAt < QUIET_MS)) {
      if (isChange) changesLeftOut += 1;
      return;
    }
    const fields = { source, company, ...(changesLeftOut > 0 && { changesLeftOut }) };
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
