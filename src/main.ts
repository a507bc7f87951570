import type { Logger } from 'pino';
import { runCommand } from './commands/run-command.ts';
import type { Config } from './config/config.ts';
import { ConfigError } from './config/config-error.ts';
import { loadConfig, loadInBackground, parseConfig } from './config/load-config.ts';
import { createGateway, type Gateway } from './gateway.ts';
import { readBuildInfo } from './server/operations/build-info.ts';
import { createLogger, type LogLevel } from './server/operations/log.ts';
import { openTracing } from './telemetry/tracing/open-tracing.ts';

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
  /** Undefined for sample data. */
  readonly fileName?: string;
  /** Weaknesses of a valid configuration, one line each. */
  readonly warnings?: readonly string[];
  readonly publicToken?: string | undefined;
  /** Tells the stand-ins the gateway's URL. */
  readonly announce?: (url: URL) => Promise<void>;
}

async function main(): Promise<void> {
  const { host, port, logLevel } = readSettings();
  const logger = createLogger(logLevel);
  const [command, ...args] = process.argv.slice(2);
  if (command !== undefined) {
    const { text, exitCode } = await runCommand(command, args, { env: process.env, logger, openConfig: openSetup });
    process.stdout.write(text);
    process.exitCode = exitCode;
    return;
  }
  await using setup = await openSetup();
  const { config, publicToken } = setup;
  const build = readBuildInfo(process.env['GATEWAY_COMMIT']);
  logger.info({ ...build }, 'starting');
  await using tracing = await openTracing(process.env, { logger, version: build.version });
  for (const warning of setup.warnings ?? []) logger.warn(`weak configuration: ${warning}`);
  await using gateway = await createGateway(config, {
    logger,
    build,
    tracer: tracing.tracer,
    ...(publicToken !== undefined && { publicToken, isLocal: true }),
  });
  // graphql-js leaves an unhandled rejection behind if one item of a list fails at once and another one later. The
  // answer already has the error if it matters. Without this handler, the rejection would end the process with all its
  // operations.
  process.on('unhandledRejection', (reason) => logger.error({ err: reason }, 'unhandled rejection'));
  switchLevelOnSignal(logger);
  // Installed before the port opens: a signal that comes as soon as the process is ready must not kill it.
  const stop = stopSignal();
  reloadOnSignal(gateway, setup.fileName, logger);
  const operationsUrl = await gateway.listenForOperators().catch(cannotListen('operations.host, operations.port'));
  const url = await gateway.listen({ host, port }).catch(cannotListen('HOST, PORT'));
  if (operationsUrl !== undefined) logger.info({ url: operationsUrl.href }, 'operators find metrics and health here');
  logger.info({ url: url.href, endpoint: new URL('graphql', url).href }, `ready at ${url.href}`);
  if (publicToken !== undefined) process.stdout.write(welcome(url, publicToken));
  // Shutdown does not wait for the stand-ins.
  await Promise.race([stop, setup.announce?.(url)]);
  const { drainMs } = config.operations;
  logger.info({ signal: await stop, drainMs }, 'shutting down');
  await gateway.drain();
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
  if (GATEWAY_CONFIG)
    return {
      ...loadConfig(GATEWAY_CONFIG, process.env),
      fileName: GATEWAY_CONFIG,
      [Symbol.asyncDispose]: async () => {},
    };
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
    publicToken: config.callers.find(({ name }) => name === 'sandbox')?.token[0],
    announce: (url) => sandbox.connect(url),
    [Symbol.asyncDispose]: () => sandbox[Symbol.asyncDispose](),
  };
}

/** Reloads the configuration at each SIGHUP, which would otherwise end the process. */
function reloadOnSignal(gateway: Gateway, fileName: string | undefined, logger: Logger): void {
  process.on('SIGHUP', () => {
    if (fileName === undefined) logger.warn('SIGHUP is ignored: there is no configuration file to reload');
    else void gateway.reload(() => loadInBackground(fileName, process.env));
  });
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
