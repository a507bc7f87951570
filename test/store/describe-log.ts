import { describe } from 'vitest';
import { type LogSubject, SUBJECTS } from './log-subjects.ts';

/**
 * Declares the same tests for each implementation of the log. Reports the implementations that are skipped here, and
 * the reasons.
 */
export function describeLog(what: string, suite: (subject: LogSubject) => void): void {
  for (const { leftOut } of SUBJECTS) if (leftOut) console.warn(leftOut);
  describe.each(SUBJECTS.filter(({ leftOut }) => leftOut === undefined))(`${what} in $name`, suite);
}
