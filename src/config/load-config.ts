import { checkConfig } from './check-config.ts';
import type { Config } from './config.ts';
import { ConfigError, faultLine, pathText } from './config-error.ts';
import { parseYaml } from './parse-yaml.ts';
import { type Environment, substituteVariables } from './substitute-variables.ts';

/** Reads the text of a configuration file. Throws ConfigError with every fault at once. */
export function loadConfig({
  text,
  env,
  fileName,
}: {
  readonly text: string;
  readonly env: Environment;
  /** Precedes line and column of a YAML fault. */
  readonly fileName?: string;
}): Config {
  return parseConfig(parseYaml(text, fileName), env);
}

/** Like loadConfig, for a configuration that is already an object. */
export function parseConfig(input: unknown, env: Environment = {}): Config {
  const { value, faults: missing } = substituteVariables(input, env);
  const checked = checkConfig(value, env);
  // A missing variable also makes its value missing: report only the variable.
  const reported = new Set(missing.map(({ path }) => pathText(path)));
  const wrong = checked.ok ? [] : checked.faults.filter(({ path }) => !reported.has(pathText(path)));
  if (!checked.ok || missing.length > 0) throw new ConfigError([...missing, ...wrong].map(faultLine));
  return checked.config;
}
