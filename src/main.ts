import { readFileSync, statSync } from 'node:fs';
import type { Logger } from 'pino';
import { forget } from './commands/forget.ts';
import type { Config } from './config/config.ts';
import { ConfigError } from './config/config-error.ts';
import { findWeaknesses } from './config/find-weaknesses.ts';
import { literalSecrets } from './config/literal-secrets.ts';
import { loadConfig, parseConfig } from './config/load-config.ts';
import { createGateway } from './gateway.ts';
import { readBuildInfo } from './server/operations/build-info.ts';
import { createLogger, type LogLevel } from './server/operations/log.ts';

const LEVELS: readonly string[] = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] satisfies LogLevel[];

/** Validated settings from the environment. */
interface Settings {
  readonly host: string;
  readonly port: number;
  readonly logLevel: LogLevel;
}

/** The configuration, from a file or from stand-ins that were started for it. */
interface Setup extends AsyncDisposable {
  readonly config: Config;
  /** Weaknesses of a valid configuration, one line each. */
  readonly warnings?: readonly string[];
  readonly publicToken?: string | undefined;
  /** Tells the stand-ins the gateway's URL. */
  readonly announce?: (url: URL) => Promise<void>;
}

async function main(): Promise<void> {
  const { host, port, logLevel } = readSettings();
  await using setup = await openSetup();
  const { config, publicToken } = setup;
  const logger = createLogger(logLevel);
  const [command, ...args] = process.argv.slice(2);
  if (command === 'forget') {
    process.stdout.write(await forget(args, config, logger));
    return;
  }
  if (command !== undefined) throw new ConfigError([`${command}: is not a command; there is forget`]);
  const build = readBuildInfo(process.env['GATEWAY_COMMIT']);
  logger.info({ ...build }, 'starting');
  for (const warning of setup.warnings ?? []) logger.warn(`weak configuration: ${warning}`);
  await using gateway = await createGateway(config, {
    logger,
    build,
    ...(publicToken !== undefined && { publicToken, isLocal: true }),
  });
  // graphql-js leaves an unhandled rejection behind if one item of a list fails at once and another one later. The
  // answer already has the error if it matters. Without this handler, the rejection would end the process with all its
  // operations.
  process.on('unhandledRejection', (reason) => logger.error({ err: reason }, 'unhandled rejection'));
  switchLevelOnSignal(logger);
  // Installed before the port opens: a signal that comes as soon as the process is ready must not kill it.
  const stop = stopSignal();
  const operationsUrl = await gateway.listenForOperators().catch(cannotListen('operations.host, operations.port'));
  const url = await gateway.listen({ host, port }).catch(cannotListen('HOST, PORT'));
  if (operationsUrl !== undefined) logger.info({ url: operationsUrl.href }, 'operators find metrics and health here');
  logger.info({ url: url.href, endpoint: new URL('graphql', url).href }, `ready at ${url.href}`);
  if (publicToken !== undefined) process.stdout.write(welcome(url, publicToken));
  // Shutdown does not wait for the stand-ins.
  await Promise.race([stop, setup.announce?.(url)]);
  logger.info({ signal: await stop }, 'shutting down');
}

function cannotListen(settings: string): (error: unknown) => never {
  return (error) => {
    const reason = error instanceof Error ? error.message : 'the gateway cannot listen on this address';
    throw new ConfigError([`${settings}: ${reason}`]);
  };
}

function readSettings(): Settings {
  const { HOST = '127.0.0.1', PORT = '4000', LOG_LEVEL = 'info' } = process.env;
  const faults = [
    ...(/^\d{1,5}$/.test(PORT) && Number(PORT) < 65_536
      ? []
      : ['PORT: must be a number from 0 to 65535 (0 chooses a free port)']),
    ...(LEVELS.includes(LOG_LEVEL) ? [] : [`LOG_LEVEL: must be one of ${LEVELS.join(', ')}`]),
  ];
  if (faults.length > 0) throw new ConfigError(faults);
  return { host: HOST, port: Number(PORT), logLevel: LOG_LEVEL as LogLevel };
}

async function openSetup(): Promise<Setup> {
  const { GATEWAY_CONFIG, NODE_ENV } = process.env;
  if (GATEWAY_CONFIG) return { ...readConfig(GATEWAY_CONFIG), [Symbol.asyncDispose]: async () => {} };
  if (NODE_ENV === 'production') {
    throw new ConfigError([
      'GATEWAY_CONFIG: is not set, and sample data is not available in production: set it to the path of a configuration file',
    ]);
  }
  // Imported on demand: the deployed gateway does not have the sandbox.
  const { startSandbox } = await import('../sandbox/start.ts');
  const sandbox = await startSandbox();
  const config = parseConfig(sandbox.gatewayConfig());
  return {
    config,
    publicToken: config.callers.find(({ name }) => name === 'sandbox')?.token,
    announce: (url) => sandbox.connect(url),
    [Symbol.asyncDispose]: () => sandbox[Symbol.asyncDispose](),
  };
}

function readConfig(fileName: string): Pick<Setup, 'config' | 'warnings'> {
  let text: string;
  try {
    text = readFileSync(fileName, 'utf8');
  } catch (error) {
    throw new ConfigError([`GATEWAY_CONFIG: ${error instanceof Error ? error.message : 'cannot be read'}`]);
  }
  const config = loadConfig({ text, env: process.env, fileName });
  const isProduction = process.env['NODE_ENV'] === 'production';
  return { config, warnings: [...findWeaknesses(config, { isProduction }), ...fileWeakness(fileName, text)] };
}

/** On Windows, the mode does not describe the access of other users. */
function fileWeakness(fileName: string, text: string): readonly string[] {
  const isShared = process.platform !== 'win32' && (statSync(fileName).mode & 0o077) !== 0;
  const [first, ...more] = isShared ? literalSecrets(text) : [];
  if (first === undefined) return [];
  const which = more.length === 0 ? first : `${first} and ${more.length} more`;
  return [`other users can read the file, which holds secrets (${which}): run chmod 600, or refer to variables in it`];
}

/** Resolves with the first SIGTERM or SIGINT. A second signal ends the process at once. */
function stopSignal(): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  let isStopping = false;
  for (const signal of ['SIGTERM', 'SIGINT']) {
    process.on(signal, () => {
      if (isStopping) process.exit(1);
      isStopping = true;
      resolve(signal);
    });
  }
  return promise;
}

/** Each SIGUSR2 switches the log between the configured level and `debug`. */
function switchLevelOnSignal(logger: Logger): void {
  // Windows does not have the signal.
  if (process.platform === 'win32') return;
  const configured = logger.level;
  process.on('SIGUSR2', () => {
    logger.level = logger.level === configured ? 'debug' : configured;
    logger.info({ logLevel: logger.level }, 'the log level was changed');
  });
}

function welcome(url: URL, token: string): string {
  const endpoint = new URL('graphql', url).href;
  return `
  The gateway runs on sample data. Nothing leaves this machine.

  Apollo Sandbox   ${url.href}
  GraphiQL         ${new URL('graphiql', url).href}, also without internet
  Endpoint         ${endpoint}
  Token            ${token}

  curl ${endpoint} -H 'authorization: Bearer ${token}' -H 'content-type: application/json' \\
    -d '{"query":"{ invoices(first: 20) { nodes { source number grossAmount currency } } }"}'

`;
}

try {
  await main();
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
