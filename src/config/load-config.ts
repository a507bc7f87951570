import { readFileSync, statSync } from 'node:fs';
import { platform } from 'node:os';
import { checkConfig } from './check-config.ts';
import type { Config } from './config.ts';
import { ConfigError, faultLine, pathText } from './config-error.ts';
import { findWeaknesses } from './find-weaknesses.ts';
import { literalSecrets } from './literal-secrets.ts';
import { parseYaml } from './parse-yaml.ts';
import { type Environment, substituteVariables } from './substitute-variables.ts';

export interface LoadedConfig {
  readonly config: Config;
  /** Weaknesses of a valid configuration, one line each. */
  readonly warnings: readonly string[];
}

/** Reads and checks a configuration file. Throws ConfigError with every fault. `given` is where the name of the file comes from. */
export function loadConfig(fileName: string, env: Environment, given = 'GATEWAY_CONFIG'): LoadedConfig {
  let text: string;
  try {
    text = readFileSync(fileName, 'utf8');
  } catch (error) {
    throw new ConfigError([`${given}: ${error instanceof Error ? error.message : 'cannot be read'}`]);
  }
  const parsed = parseYaml(text, fileName);
  const config = parseConfig(parsed, env);
  const isProduction = env['NODE_ENV'] === 'production';
  return { config, warnings: [...findWeaknesses(config, { isProduction }), ...fileWeakness(fileName, parsed)] };
}

/** The configuration in parsed data. Throws ConfigError with every fault at once. */
export function parseConfig(input: unknown, env: Environment = {}): Config {
  const { value, faults: missing } = substituteVariables(input, env);
  const checked = checkConfig(value, env);
  // A missing variable also makes its value missing: report only the variable.
  const reported = new Set(missing.map(({ path }) => pathText(path)));
  const wrong = checked.ok ? [] : checked.faults.filter(({ path }) => !reported.has(pathText(path)));
  if (!checked.ok || missing.length > 0) throw new ConfigError([...missing, ...wrong].map(faultLine));
  return checked.config;
}

/** On Windows, the mode does not describe the access of other users. */
function fileWeakness(fileName: string, parsed: unknown): readonly string[] {
  const isShared = platform() !== 'win32' && (statSync(fileName).mode & 0o077) !== 0;
  const [first, ...more] = isShared ? literalSecrets(parsed) : [];
  if (first === undefined) return [];
  const which = more.length === 0 ? first : `${first} and ${more.length} more`;
  return [
    `other users can read the file, which holds secrets (${which}): run chmod 600, or refer to variables or files in it`,
  ];
}
