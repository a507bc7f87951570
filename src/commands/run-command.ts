import { readFileSync } from 'node:fs';
import type { Logger } from 'pino';
import type { Config } from '../config/config.ts';
import { ConfigError } from '../config/config-error.ts';
import { type LoadedConfig, loadConfig } from '../config/load-config.ts';
import type { Environment } from '../config/reading/substitute-variables.ts';
import { describeConfig } from './check.ts';
import { forget } from './forget.ts';
import { ping } from './ping.ts';

export interface CommandDependencies {
  readonly env: Environment;
  readonly logger: Logger;
  /** The configuration of the gateway that would be started. */
  readonly openConfig: () => Promise<{ readonly config: Config } & AsyncDisposable>;
}

export interface CommandResult {
  /** For standard output. */
  readonly text: string;
  readonly exitCode: number;
}

type Command = (args: readonly string[], dependencies: CommandDependencies) => Promise<CommandResult>;

const COMMANDS: Readonly<Record<string, Command>> = {
  check: async (args, { env }) => {
    const [fileName, read] = fileIn('check', args, env);
    return { text: describeConfig(fileName, read), exitCode: 0 };
  },
  ping: async (args, { env, logger }) => {
    const [, { config }] = fileIn('ping', args, env);
    const { text, isWell } = await ping(config, logger.child({}, { level: 'silent' }));
    return { text, exitCode: isWell ? 0 : 1 };
  },
  forget: async (args, { openConfig, logger }) => {
    await using opened = await openConfig();
    return { text: await forget(args, opened.config, logger), exitCode: 0 };
  },
  '--version': async () => ({ text: `${nameAndVersion()}\n`, exitCode: 0 }),
  '--help': async () => ({ text: USAGE, exitCode: 0 }),
};

const USAGE = `invoice-gateway [command]

  (no command)                 starts the gateway
  check [gateway.yaml]         checks a configuration without starting
  ping [gateway.yaml]          asks every account once, and says what has to be done about those that do not answer
  forget --company <company>   removes everything that the store has of a company
  --version                    prints the version

Without a file, check and ping use the one in GATEWAY_CONFIG.
`;

/** Throws ConfigError for an unknown command or wrong arguments. */
export async function runCommand(
  name: string,
  args: readonly string[],
  dependencies: CommandDependencies,
): Promise<CommandResult> {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined)
    throw new ConfigError([`${name}: is not a command; there are ${Object.keys(COMMANDS).join(', ')}`]);
  return command(args, dependencies);
}

function fileIn(command: string, args: readonly string[], env: Environment): readonly [string, LoadedConfig] {
  const [fileName = env['GATEWAY_CONFIG'], ...more] = args;
  if (more.length > 0) throw new ConfigError([`${command}: takes one configuration file`]);
  if (fileName === undefined || fileName === '')
    throw new ConfigError([`${command}: name a configuration file, or set GATEWAY_CONFIG`]);
  return [fileName, loadConfig(fileName, env, args.length === 0 ? 'GATEWAY_CONFIG' : command)];
}

function nameAndVersion(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  const { name, version } = JSON.parse(text) as { readonly name: string; readonly version: string };
  return `${name} ${version}`;
}
