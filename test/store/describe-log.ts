import { describe } from 'vitest';
import { type LogSubject, SUBJECTS } from './log-subjects.ts';

/** The same for each implementation of the log; says which are left out here, and why. */
export function describeLog(what: string, suite: (subject: LogSubject) => void): void {
  for (const { leftOut } of SUBJECTS) if (leftOut) console.warn(leftOut);
  describe.each(SUBJECTS.filter(({ leftOut }) => leftOut === undefined))(`${what} in $name`, suite);
}
