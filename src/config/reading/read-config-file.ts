import { readFileSync, statSync } from 'node:fs';
import { platform } from 'node:os';
import { literalSecrets } from '../checks/literal-secrets.ts';
import { ConfigError, type ConfigFault } from '../config-error.ts';
import { parseYaml } from './parse-yaml.ts';
import { type Environment, substituteVariables } from './substitute-variables.ts';

/** A configuration file whose form is not checked yet. */
export interface ConfigData {
  /** The parsed file, with its references replaced. */
  readonly value: unknown;
  /** References that could not be replaced. */
  readonly missing: readonly ConfigFault[];
  /** The paths of secrets that other users can read in the file. */
  readonly exposed: readonly string[];
}

export interface ConfigFileOptions {
  readonly fileName: string;
  readonly env: Environment;
  /** The variable or command that the name of the file comes from. */
  readonly given: string;
  /** Keys whose values are secrets. */
  readonly secretNames: readonly string[];
}

/** Reads and parses a configuration file. Throws ConfigError. */
export function readConfigFile({ fileName, env, given, secretNames }: ConfigFileOptions): ConfigData {
  const parsed = parseYaml(readText(fileName, given), fileName);
  const { value, faults: missing } = substituteVariables(parsed, env);
  // A deep or circular file is a fault, so that its secrets do not matter.
  const isExposed = missing.length === 0 && isReadByOthers(fileName);
  return { value, missing, exposed: isExposed ? literalSecrets(parsed, secretNames) : [] };
}

function readText(fileName: string, given: string): string {
  try {
    return readFileSync(fileName, 'utf8');
  } catch (error) {
    throw new ConfigError([`${given}: ${error instanceof Error ? error.message : 'cannot be read'}`]);
  }
}

/** On Windows, the mode does not describe the access of other users. */
function isReadByOthers(fileName: string): boolean {
  return platform() !== 'win32' && (statSync(fileName).mode & 0o077) !== 0;
}
