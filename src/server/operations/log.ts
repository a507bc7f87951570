import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino';
import { secretSettings } from '../../backends/registry.ts';

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';

/** Where credentials and bank details stand in what is logged, whoever logs it. */
const SECRETS = [
  'authorization',
  'token',
  'secret',
  'password',
  ...secretSettings(),
  'bankAccount',
  'iban',
  '["x-api-key"]',
  'cookie',
];

/** One JSON line an entry on standard output; secrets are cut out by name, at the top and one and two levels below. */
export function createLogger(level: LogLevel, destination?: DestinationStream): Logger {
  const paths = SECRETS.flatMap((name) => {
    const below = name.startsWith('[') ? name : `.${name}`;
    return [name, `*${below}`, `*.*${below}`];
  });
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

/** Where it happened and why; not what the error holds besides: that can be a whole request with its headers. */
function errorForLog(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const { type, message, stack } = stdSerializers.err(error);
  return { type, message, stack };
}
