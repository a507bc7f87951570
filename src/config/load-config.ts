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
  /** Stands before line and column of a fault in the YAML. */
  readonly fileName?: string;
}): Config {
  return parseConfig(parseYaml(text, fileName), env);
}

/** The same for a configuration that is an object already. Throws ConfigError with every fault at once. */
export function parseConfig(input: unknown, env: Environment = {}): Config {
  const { value, faults: missing } = substituteVariables(input, env);
  const checked = checkConfig(value, env);
  // Where a variable is missing, so is the value: said once, by the line that names the variable.
  const said = new Set(missing.map(({ path }) => pathText(path)));
  const wrong = checked.ok ? [] : checked.faults.filter(({ path }) => !said.has(pathText(path)));
  if (!checked.ok || missing.length > 0) throw new ConfigError([...missing, ...wrong].map(faultLine));
  return checked.config;
}
