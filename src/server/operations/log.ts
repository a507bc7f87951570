import { type DestinationStream, type Logger, type LoggerOptions, pino, stdSerializers } from 'pino';
import { secretSettings } from '../../backends/registry.ts';
import { SECRET_FIELDS } from '../../domain/secrets.ts';

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';

const IDENTIFIER = /^[a-z_$][\w$]*$/i;

/**
 * Writes each entry as a line of JSON to standard output. Redacts secrets by name, at the top and up to two levels
 * below.
 */
export function createLogger(level: LogLevel, destination?: DestinationStream): Logger {
  const paths = [...SECRET_FIELDS, ...secretSettings()].flatMap((name) =>
    IDENTIFIER.test(name) ? [name, `*.${name}`, `*.*.${name}`] : [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`],
  );
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: errorForLog },
    redact: { paths, censor: '[redacted]' },
    // By itself, a child keeps the level that it was created with.
    onChild: (child: Logger) => {
      logger.on('level-change', (changed) => {
        // It inherits this listener, which is also called for its own change.
        if (child.level !== changed) child.level = changed;
      });
    },
  };
  const logger: Logger = destination === undefined ? pino(options) : pino(options, destination);
  return logger;
}

/** Logs the message and the stack only: other properties of an error can hold a whole request with its headers. */
function errorForLog(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const { type, message, stack } = stdSerializers.err(error);
  return { type, message, stack };
}
