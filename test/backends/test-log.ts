import { Writable } from 'node:stream';
import { type Logger, pino } from 'pino';

export interface TestLog {
  readonly logger: Logger;
  /** The log lines so far, as objects. */
  readonly lines: readonly Readonly<Record<string, unknown>>[];
}

/** A logger that keeps what it is given, as it would be written. */
export function createTestLog(level = 'info'): TestLog {
  const lines: Record<string, unknown>[] = [];
  const stream = new Writable({
    write: (line, _encoding, done) => {
      lines.push(JSON.parse(String(line)) as Record<string, unknown>);
      done();
    },
  });
  return { logger: pino({ level, base: null }, stream), lines };
}
