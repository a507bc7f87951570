import { setImmediate as nextTurn } from 'node:timers/promises';
import { secretSettings } from '../backends/registry.ts';
import { type Checked, checkConfig, checkSteps } from './checks/check-config.ts';
import { findWeaknesses } from './checks/find-weaknesses.ts';
import type { Config } from './config.ts';
import { ConfigError, type ConfigFault, faultLine, pathText } from './config-error.ts';
import { type ConfigData, readConfigFile } from './reading/read-config-file.ts';
import { readInWorker } from './reading/read-in-worker.ts';
import { type Environment, substituteVariables } from './reading/substitute-variables.ts';

const SECRET_NAMES = ['token', ...secretSettings()];

export interface LoadedConfig {
  readonly config: Config;
  /** Weaknesses of a valid configuration, one line each. */
  readonly warnings: readonly string[];
}

/** Reads and checks a configuration file. Throws ConfigError with every fault. `given` is where the name of the file comes from. */
export function loadConfig(fileName: string, env: Environment, given = 'GATEWAY_CONFIG'): LoadedConfig {
  const data = readConfigFile({ fileName, env, given, secretNames: SECRET_NAMES });
  return toLoaded(configOf(data.missing, checkConfig(data.value, env)), data, env);
}

/** Does the same without keeping other work waiting: it parses in a thread, and checks in short steps. */
export async function loadInBackground(fileName: string, env: Environment): Promise<LoadedConfig> {
  // A copy: the environment of the process cannot be passed to a thread.
  const options = { fileName, env: { ...env }, given: 'GATEWAY_CONFIG', secretNames: SECRET_NAMES };
  const data = await readInWorker(options);
  const steps = checkSteps(data.value, env);
  for (;;) {
    await nextTurn();
    const { done, value: checked } = steps.next();
    if (done !== true) continue;
    const config = configOf(data.missing, checked);
    await nextTurn();
    return toLoaded(config, data, env);
  }
}

/** The configuration in parsed data. Throws ConfigError with every fault at once. */
export function parseConfig(input: unknown, env: Environment = {}): Config {
  const { value, faults: missing } = substituteVariables(input, env);
  return configOf(missing, checkConfig(value, env));
}

function configOf(missing: readonly ConfigFault[], checked: Checked): Config {
  // A missing variable also makes its value missing: report only the variable.
  const reported = new Set(missing.map(({ path }) => pathText(path)));
  const wrong = checked.ok ? [] : checked.faults.filter(({ path }) => !reported.has(pathText(path)));
  if (!checked.ok || missing.length > 0) throw new ConfigError([...missing, ...wrong].map(faultLine));
  return checked.config;
}

function toLoaded(config: Config, { exposed }: ConfigData, env: Environment): LoadedConfig {
  const isProduction = env['NODE_ENV'] === 'production';
  return { config, warnings: [...findWeaknesses(config, { isProduction }), ...fileWeakness(exposed)] };
}

function fileWeakness([first, ...more]: readonly string[]): readonly string[] {
  if (first === undefined) return [];
  const which = more.length === 0 ? first : `${first} and ${more.length} more`;
  return [
    `other users can read the file, which holds secrets (${which}): run chmod 600, or refer to variables or files in it`,
  ];
}
