import type { Logger } from 'pino';
import { createLogger, type LogLevel } from '../../src/server/operations/log.ts';

/** The log of a gateway, as text and as entries. */
export interface LogSink {
  readonly logger: Logger;
  text(): string;
  entries(): readonly Readonly<Record<string, unknown>>[];
}

export function createLogSink(level: LogLevel = 'debug'): LogSink {
  const lines: string[] = [];
  const logger = createLogger(level, { write: (line) => void lines.push(line) });
  return {
    logger,
    text: () => lines.join(''),
    entries: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}
