import type { Config } from '../../src/config/config.ts';
import { parseConfig } from '../../src/config/load-config.ts';
import { parseYaml } from '../../src/config/reading/parse-yaml.ts';
import type { Environment } from '../../src/config/reading/substitute-variables.ts';

interface Text {
  readonly text: string;
  readonly env: Environment;
  /** Precedes line and column of a YAML fault. */
  readonly fileName?: string;
}

/** The configuration in the text of a file. Throws ConfigError with every fault. */
export function loadText({ text, env, fileName }: Text): Config {
  return parseConfig(parseYaml(text, fileName), env);
}
