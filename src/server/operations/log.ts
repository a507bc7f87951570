import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino';
import { secretSettings } from '../../backends/registry.ts';
import { SECRET_FIELDS } from '../../domain/secrets.ts';

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';

const IDENTIFIER = /^[a-z_$][\w$]*$/i;

/** Logs one line of JSON per entry to standard output. Redacts secrets by name, at the top and one and two levels below. */
export function createLogger(level: LogLevel, destination?: DestinationStream): Logger {
  const paths = [...SECRET_FIELDS, ...secretSettings()].flatMap((name) =>
    IDENTIFIER.test(name) ? [name, `*.${name}`, `*.*.${name}`] : [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`],
  );
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: errorForLog },
    redact: { paths, censor: '[redacted]' },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/** Leaves out the error's other properties: they can contain a whole request with its headers. */
function errorForLog(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const { type, message, stack } = stdSerializers.err(error);
  return { type, message, stack };
}
